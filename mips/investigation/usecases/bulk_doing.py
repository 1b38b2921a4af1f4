"""A bulk change carried out, crime after crime, each as if it were changed alone (F26): at once, or by the worker."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import Forbidden, InputInvalid, NotFound, ReasonNeeded, RuleBroken
from mips.investigation.model.bulk import BulkLine, CrimeBulk
from mips.investigation.model.crime import Crime
from mips.investigation.rules.bulk import BulkKind, Verdict, token
from mips.investigation.usecases.bulk_changes import CHANGES, Change
from mips.investigation.usecases.bulk_undoing import Undo
from mips.record.lookup import fetch
from mips.usecase import usecase

IN_ONE_GO: Final = 25
"""How many the worker does in one transaction: the page shows its progress after each."""
CHANGED_SINCE: Final = "Somebody changed it after it was shown to you. Look at it, and change it again"
GONE: Final = "It is no longer on the record"
_REFUSALS: Final = (RuleBroken, InputInvalid, NotFound, Forbidden, ReasonNeeded)


def do_lines(actor: Actor, bulk: CrimeBulk, doing: Change, lines: Iterable[BulkLine]) -> None:
    """Do it to those crimes, in the order of their ids: whoever changes the same others waits."""
    acting = replace(actor, reason=f"{bulk.reference}: {bulk.why}", key=None)
    for line in lines:
        line.verdict, line.said = _do(acting, bulk, doing, line)


def _do(actor: Actor, bulk: CrimeBulk, doing: Change, line: BulkLine) -> tuple[Verdict, str]:
    crime = _alone(line.crime_id)
    if crime is None:
        return Verdict.LEFT_OUT, GONE
    looked = doing.look_at([crime])[crime.id]
    if line.seen and token(crime.version, looked.before) != line.seen:
        return Verdict.LEFT_OUT, CHANGED_SINCE
    if looked.verdict is not Verdict.WAITING:
        return looked.verdict, looked.said
    try:
        with db.session.begin_nested():
            made = doing.do(actor, crime, f"{bulk.why} (bulk change {bulk.reference})")
    except _REFUSALS as refused:
        return Verdict.REFUSED, _why(refused)
    line.made = {**made, "before": looked.before}
    return Verdict.CHANGED, looked.said


def _alone(crime_id: uuid.UUID) -> Crime | None:
    """The crime as it is now, which nobody else changes until we are done."""
    wanted = sa.select(Crime).where(Crime.id == crime_id).with_for_update(key_share=True)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def _why(refused: Exception) -> str:
    if isinstance(refused, InputInvalid):
        return ". ".join(str(text) for texts in refused.messages.values() for text in texts)
    if isinstance(refused, RuleBroken):
        return ". ".join(each.said for each in refused.every)
    return str(refused)


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def go_on_with_bulk(actor: Actor, *, bulk_id: uuid.UUID) -> bool:
    """Do the next few crimes of a bulk change that is carried out in the background. False: it is done."""
    held = sa.select(CrimeBulk).where(CrimeBulk.id == bulk_id).with_for_update(of=CrimeBulk)
    bulk = db.session.scalars(held).one_or_none()
    if bulk is None or bulk.ended_at is not None:
        return False
    waiting = sa.select(BulkLine).where(BulkLine.bulk_id == bulk.id, BulkLine.verdict == Verdict.WAITING)
    lines = db.session.scalars(waiting.order_by(BulkLine.crime_id).limit(IN_ONE_GO)).all()
    if lines:
        do_lines(actor, bulk, _change_of(actor, bulk), lines)
        return True
    _end(bulk, waiting, GONE)
    return False


@usecase(Permission.ACCOUNTS_CONFIGURATION_READ, verb=Verb.CONSULTED, recorded=False)
def who_began(actor: Actor, *, bulk_id: uuid.UUID) -> Actor:
    """Whoever began a bulk change, with the roles that count now: the worker does it as them. Raises Forbidden."""
    of_it = sa.select(User).join(CrimeBulk, CrimeBulk.by_id == User.id).where(CrimeBulk.id == bulk_id)
    user = db.session.scalars(of_it.execution_options(**UNSEEN_TOO)).one()
    if not user.is_active:
        raise Forbidden
    return user.as_actor(origin="worker")


@usecase(Permission.ACCOUNTS_CONFIGURATION_UPDATE, verb=Verb.ALTERED)
def stop_bulk(actor: Actor, *, bulk_id: uuid.UUID, why: str) -> None:
    """Leave out what is still to be done: whoever began it may no longer do it."""
    found = sa.select(CrimeBulk).where(CrimeBulk.id == bulk_id).execution_options(**UNSEEN_TOO)
    waiting = sa.select(BulkLine).where(BulkLine.bulk_id == bulk_id, BulkLine.verdict == Verdict.WAITING)
    _end(db.session.scalars(found).one(), waiting, why)


def _end(bulk: CrimeBulk, waiting: sa.Select[Any], why: str) -> None:
    for line in db.session.scalars(waiting.execution_options(**UNSEEN_TOO)):
        line.verdict, line.said = Verdict.LEFT_OUT, why
    bulk.ended_at = clock.now()


def _change_of(actor: Actor, bulk: CrimeBulk) -> Change:
    """The change again, as it was begun."""
    if bulk.kind is not BulkKind.UNDO:
        told = {name: uuid.UUID(said) if name.endswith("_id") else said for name, said in bulk.what.items()}
        return CHANGES[bulk.kind](actor, told)
    undone = fetch(CrimeBulk, bulk.undoes_id) if bulk.undoes_id else bulk
    changed = sa.select(BulkLine).where(BulkLine.bulk_id == undone.id, BulkLine.verdict == Verdict.CHANGED)
    return Undo(actor, undone, db.session.scalars(changed).all())
