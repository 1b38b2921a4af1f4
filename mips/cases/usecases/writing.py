"""Write the forms of a file and correct its front sheet."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.cases.forms import WRITTEN
from mips.cases.model import CaseForm, FormKind
from mips.cases.rules.dates import file_due
from mips.cases.usecases.opening import TASK_PAGE
from mips.core import clock, db
from mips.core.errors import Stale
from mips.record.lookup import change, fetch
from mips.record.model.case import Case, Defendant, Plea
from mips.record.model.entity import Entity
from mips.record.model.work import Task
from mips.usecase import usecase


@usecase(Permission.CASES_FORM_UPDATE, verb=Verb.ALTERED, also=(Verb.COLLECTED,))
def write_form(
    actor: Actor,
    *,
    case_id: uuid.UUID,
    kind: FormKind,
    fields: Mapping[str, Any],
    version: int,
    finished: bool = False,
) -> CaseForm:
    """Write a form: change its latest version, or begin the next one when that is locked.

    `version` is that of the row that was shown, 0 when there was none. `finished` locks what is written and settles
    the task of writing it. Raises Stale, with both texts, when somebody wrote meanwhile.
    """
    case = fetch(Case, case_id)
    _hold(case)
    latest = _latest(case, kind)
    if version != (latest.version if latest else 0):
        theirs = {**latest.fields, "version": latest.version} if latest else {"version": 0}
        raise Stale(mine=fields, theirs=theirs)
    form = latest if latest is not None and latest.locked_at is None else _next(case, kind, latest)
    form.fields, form.edition = dict(fields), WRITTEN[kind].edition
    form.written_at, form.written_by_id = clock.now(), actor.id
    if finished:
        form.locked_at, form.locked_by_id = clock.now(), actor.id
        _settle(case, kind, actor)
    return form


@usecase(Permission.CASES_CASE_UPDATE, verb=Verb.ALTERED)
def correct_front_sheet(
    actor: Actor,
    *,
    case_id: uuid.UUID,
    version: int,
    anticipated_plea: Plea,
    court: str | None = None,
    first_hearing_at: datetime | None = None,
    markers: Sequence[str] = (),
    enclosures: Sequence[str] = (),
) -> Case:
    """Say what plea is expected and what goes with the file, and correct court and hearing where they changed.

    Another first hearing moves the due time of what is still to be written.
    """
    case = fetch(Case, case_id)
    moved = first_hearing_at != case.first_hearing_at
    fields = {
        "anticipated_plea": anticipated_plea,
        "court": court or "",
        "first_hearing_at": first_hearing_at,
        "markers": list(markers),
        "enclosures": list(enclosures),
    }
    _refuse_stale(case, fields, version)
    change(case, fields, version=None)
    if moved:
        _move_tasks(case)
    return case


def _refuse_stale(case: Case, fields: Mapping[str, Any], version: int) -> None:
    if case.version != version:
        raise Stale(mine=fields, theirs={name: getattr(case, name) for name in (*fields, "version")})


def _hold(case: Case) -> None:
    """Let whoever writes another form of this case at the same moment wait."""
    db.session.execute(sa.select(Entity.id).where(Entity.id == case.id).with_for_update(key_share=True)).all()


def _latest(case: Case, kind: FormKind) -> CaseForm | None:
    chosen = sa.select(CaseForm).where(CaseForm.case_id == case.id, CaseForm.kind == kind)
    return db.session.scalars(chosen.order_by(CaseForm.number.desc()).limit(1)).first()


def _next(case: Case, kind: FormKind, latest: CaseForm | None) -> CaseForm:
    form = CaseForm(case_id=case.id, kind=kind, number=latest.number + 1 if latest else 1)
    db.session.add(form)
    return form


def _open_tasks(case: Case) -> sa.Select[Task]:
    return sa.select(Task).where(Task.entity_id == case.id, Task.done_at.is_(None)).execution_options(**UNSEEN_TOO)


def _settle(case: Case, kind: FormKind, actor: Actor) -> None:
    for task in db.session.scalars(_open_tasks(case).where(Task.endpoint == TASK_PAGE[kind])):
        task.done_at, task.done_by_id, task.result = clock.now(), actor.id, "Written"


def _move_tasks(case: Case) -> None:
    charged = sa.select(sa.func.min(Defendant.charged_at)).where(Defendant.case_id == case.id)
    due = file_due(db.session.scalar(charged) or case.opened_at, case.first_hearing_at)
    for task in db.session.scalars(_open_tasks(case).where(Task.endpoint.in_(TASK_PAGE.values()))):
        task.due_at = due
