"""Many crimes changed at once: shown first, done as if one by one, undone where nobody changed them since (F26)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.england import LONDON
from mips.core.jobs import queue
from mips.core.settings import settings
from mips.investigation.jobs import do_bulk
from mips.investigation.model.bulk import BulkLine, CrimeBulk
from mips.investigation.model.crime import Crime
from mips.investigation.rules import bulk as rules
from mips.investigation.rules.bulk import BulkKind, Verdict
from mips.investigation.usecases.bulk_changes import CHANGES, Change, Looked
from mips.investigation.usecases.bulk_doing import do_lines
from mips.investigation.usecases.bulk_undoing import Undo
from mips.investigation.usecases.crime_filters import Where
from mips.investigation.usecases.listing import selected
from mips.record.lookup import fetch
from mips.record.numbers import next_number
from mips.usecase import usecase

SERIES: Final = "bulk change"
Told = Mapping[str, Any]
"""What the form gives: the kind, why, and what the kind needs."""


@dataclass(frozen=True)
class Foreseen:
    """What would become of one crime, and what it is now as one short word."""

    crime: Crime
    looked: Looked

    @property
    def crime_id(self) -> uuid.UUID:
        return self.crime.id

    @property
    def verdict(self) -> Verdict:
        return self.looked.verdict

    @property
    def said(self) -> str:
        return self.looked.said

    @property
    def seen(self) -> str:
        return rules.token(self.crime.version, self.looked.before)


@dataclass(frozen=True)
class Preview:
    """What a bulk change would do; nothing has been changed."""

    said: str
    why: str
    rows: Sequence[Foreseen]

    def of(self, verdict: Verdict) -> list[Foreseen]:
        return [row for row in self.rows if row.verdict is verdict]

    def shown(self) -> Iterable[Crime]:
        return (row.crime for row in self.rows)


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def preview_bulk(
    actor: Actor, *, change: Told, crime_ids: Sequence[uuid.UUID] = (), where: Where | None = None
) -> Preview:
    """What a change would do to those crimes, or to all that the list shows under filters. Changes nothing."""
    most = settings().bulk_most
    ids = list(dict.fromkeys(crime_ids)) if where is None else _under(actor, where, most + 1)
    rules.check_selection(len(ids), most=most)
    doing = CHANGES[change["what"]](actor, change)
    return _preview(doing, ids, change["why"])


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def begin_bulk(actor: Actor, *, change: Told, seen: Mapping[uuid.UUID, str]) -> CrimeBulk:
    """Do what was shown: few at once, many in the background. `seen`: of each crime the word that its preview gave."""
    rules.check_selection(len(seen), most=settings().bulk_most)
    kind = BulkKind(change["what"])
    doing = CHANGES[kind](actor, change)
    what = {name: _plain(value) for name, value in change.items() if value not in (None, "")}
    bulk = _bulk(actor, kind, doing, change["why"], asked=len(seen), what=what)
    lines = [BulkLine(bulk_id=bulk.id, crime_id=crime.id, seen=seen[crime.id]) for crime in _crimes(list(seen))]
    return _begun(actor, bulk, doing, lines)


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def preview_undo(actor: Actor, *, bulk_id: uuid.UUID) -> Preview:
    """What undoing a bulk change would put back, and what it would leave since somebody changed it. Changes nothing."""
    bulk, doing = _undo(actor, bulk_id)
    return _preview(doing, list(doing.lines), f"Undo of {bulk.reference}")


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def undo_bulk(actor: Actor, *, bulk_id: uuid.UUID) -> CrimeBulk:
    """Put back what a bulk change set, where nobody has changed it since."""
    undone, doing = _undo(actor, bulk_id)
    bulk = _bulk(
        actor, BulkKind.UNDO, doing, f"Undo of {undone.reference}", asked=len(doing.lines), undoes_id=undone.id
    )
    return _begun(actor, bulk, doing, [BulkLine(bulk_id=bulk.id, crime_id=each) for each in doing.lines])


def _undo(actor: Actor, bulk_id: uuid.UUID) -> tuple[CrimeBulk, Undo]:
    bulk = fetch(CrimeBulk, bulk_id)
    changed = sa.select(BulkLine).where(BulkLine.bulk_id == bulk.id, BulkLine.verdict == Verdict.CHANGED)
    lines = db.session.scalars(changed.order_by(BulkLine.crime_id)).all()
    rules.check_undo(
        bulk.kind,
        ended_at=bulk.ended_at,
        undone=undone_by(bulk.id) is not None,
        changed=len(lines),
        days=settings().bulk_undo_days,
        now=clock.now(),
    )
    return bulk, Undo(actor, bulk, lines)


def undone_by(bulk_id: uuid.UUID) -> CrimeBulk | None:
    """By which bulk change another was undone."""
    return db.session.scalars(sa.select(CrimeBulk).where(CrimeBulk.undoes_id == bulk_id)).one_or_none()


def _preview(doing: Change, ids: Sequence[uuid.UUID], why: str) -> Preview:
    crimes = _crimes(ids)
    looked = doing.look_at(crimes)
    return Preview(doing.said, why, [Foreseen(crime, looked[crime.id]) for crime in crimes])


def _crimes(ids: Sequence[uuid.UUID]) -> Sequence[Crime]:
    """Those of them that may be seen, by number."""
    found = sa.select(Crime).where(Crime.id.in_(ids)).options(joinedload(Crime.officer_in_case))
    return db.session.scalars(found.order_by(Crime.reference, Crime.id)).all()


def _under(actor: Actor, where: Where, most: int) -> list[uuid.UUID]:
    """The crimes that the list shows under these filters, no more than `most`."""
    parts = [part.limit(most) for part in selected(actor, where) if part is not None]
    return [row_id for part in parts for row_id in db.session.scalars(part)][:most]


def _bulk(actor: Actor, kind: BulkKind, doing: Change, why: str, **told: Any) -> CrimeBulk:
    now = clock.now()
    year = now.astimezone(LONDON).year
    reference = f"BC/{next_number(SERIES, year):06}/{year % 100:02}"
    about = {"said": doing.said, "why": why, "by_id": actor.id, "begun_at": now, "target_id": doing.target_id}
    bulk = CrimeBulk(reference=reference, kind=kind, **{"what": {}} | about | told)
    db.session.add(bulk)
    db.session.flush()
    return bulk


def _begun(actor: Actor, bulk: CrimeBulk, doing: Change, lines: Sequence[BulkLine]) -> CrimeBulk:
    db.session.add_all(lines)
    db.session.flush()
    if len(lines) > settings().bulk_at_once:
        queue(do_bulk, bulk_id=str(bulk.id))
    else:
        do_lines(actor, bulk, doing, sorted(lines, key=lambda line: line.crime_id))
        bulk.ended_at = clock.now()
    return bulk


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, uuid.UUID) else value
