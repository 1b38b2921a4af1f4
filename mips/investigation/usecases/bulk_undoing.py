"""Putting back what a bulk change set, only where nobody has changed it since (F26)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from mips.access.model import User
from mips.access.policy import Actor
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import NotFound
from mips.investigation.model.bulk import BulkLine, CrimeBulk
from mips.investigation.model.crime import CLOSED, Crime, CrimeFlag, CrimeStatus
from mips.investigation.model.series import SeriesCrime
from mips.investigation.rules import flags
from mips.investigation.rules.bulk import BulkKind, Verdict
from mips.investigation.usecases.allocating import tell_given
from mips.investigation.usecases.bulk_changes import CHANGES, Change, Fields, Looked, Made
from mips.investigation.usecases.flagging import end_flag, standing_flag
from mips.investigation.usecases.holding import give_to, held_now
from mips.investigation.usecases.making import INVESTIGATORS
from mips.investigation.usecases.relating import part_crimes
from mips.investigation.usecases.series import take_out_of_series
from mips.investigation.usecases.statuses import said_status, set_status
from mips.investigation.usecases.writing import log
from mips.record.model.event import Link
from mips.record.reference.lookup import title_of

Row = TypeVar("Row", bound=Base)
Since = str
"""What was done to it since, because of which it stays; empty: nothing."""


class Undo(Change):
    """The undoing of one bulk change, on the crimes that it changed."""

    def __init__(self, actor: Actor, undone: CrimeBulk, lines: Sequence[BulkLine]) -> None:
        self.alone = CHANGES[undone.kind].alone  # whoever may not do it may not undo it
        super().__init__(actor, undone.what)
        self.undone, self.lines = undone, {line.crime_id: line for line in lines}

    @property
    def said(self) -> str:
        return f"Undone: {self.undone.said}"

    @property
    def target_id(self) -> uuid.UUID | None:
        return self.undone.target_id

    def look_at(self, crimes: Sequence[Crime]) -> dict[uuid.UUID, Looked]:
        return {crime.id: self._look(crime) for crime in crimes}

    def _look(self, crime: Crime) -> Looked:
        changed_since, said = _WAYS[self.undone.kind][:2]
        made = self.lines[crime.id].made
        if since := changed_since(crime, made, self.told):
            return Looked(verdict=Verdict.LEFT_OUT, said=since)
        return Looked(verdict=Verdict.WAITING, said=said(made, self.told))

    def do(self, actor: Actor, crime: Crime, why: str) -> Made:
        _WAYS[self.undone.kind][2](actor, crime, self.lines[crime.id].made, self.told, why)
        return {}


def _given_since(crime: Crime, made: Made, told: Fields) -> Since:
    now = held_now(crime.id)
    if now is None or str(now.id) != made["row"]:
        return f"It was given to {_holder(crime)} since"
    if crime.status in CLOSED:
        return f"It is {said_status(crime.status)} since"
    before = _user(made["before"]["officer"])
    if before and not (before.is_active and before.roles_at(clock.now()) & INVESTIGATORS):
        return f"{before.name}, who had it, no longer investigates. Give it to somebody else"
    return ""


def _holder(crime: Crime) -> str:
    return crime.officer_in_case.name if crime.officer_in_case else "a team"


def _user(user_id: str | None) -> User | None:
    return db.session.get(User, uuid.UUID(user_id)) if user_id else None


def _give_back(actor: Actor, crime: Crime, made: Made, told: Fields, why: str) -> None:
    before = made["before"]
    officer, team = _user(before["officer"]), before["team"]
    row = give_to(
        crime,
        officer.id if officer else None,
        by_id=actor.id,
        why=why,
        team_id=uuid.UUID(team) if team else None,
    )
    if crime.status is CrimeStatus.ALLOCATED:
        crime.status = CrimeStatus(before["status"])
    if officer is not None and officer.id != actor.id:
        row.told = tell_given(actor, crime, officer, why)
    log(actor.id, crime, row.since, f"Given back to {officer.name if officer else 'nobody'}. {why}", kind="allocation")


def _flag(made: Made) -> CrimeFlag:
    return _row(CrimeFlag, made)


def _ended_since(crime: Crime, made: Made, told: Fields) -> Since:
    return "Somebody ended the flag since" if _flag(made).until_on is not None else ""


def _end(actor: Actor, crime: Crime, made: Made, told: Fields, why: str) -> None:
    end_flag(actor, crime_id=crime.id, flag=told["which_flag"], why=why)


def _set_since(crime: Crime, made: Made, told: Fields) -> Since:
    if standing_flag(crime.id, told["which_flag"]) is not None:
        return "Somebody set the flag again since"
    last = _flag(made).until_on
    return "" if last is not None and last.isoformat() == made["until_on"] else "Somebody changed when it ended since"


def _let_stand(actor: Actor, crime: Crime, made: Made, told: Fields, why: str) -> None:
    _flag(made).until_on = None
    log(
        actor.id,
        crime,
        clock.now(),
        f"Flag stands again: {title_of(flags.LIST, told['which_flag'])}. {why}",
        kind="flag",
    )


def _moved_since(crime: Crime, made: Made, told: Fields) -> Since:
    return "" if crime.status.value == told["to_status"] else f"It is {said_status(crime.status)} since"


def _move_back(actor: Actor, crime: Crime, made: Made, told: Fields, why: str) -> None:
    set_status(actor.id, crime, CrimeStatus(made["before"]["status"]), why)


def _taken_out_since(crime: Crime, made: Made, told: Fields) -> Since:
    return "Somebody took it out of the series since" if _row(SeriesCrime, made).removed_at is not None else ""


def _take_out(actor: Actor, crime: Crime, made: Made, told: Fields, why: str) -> None:
    take_out_of_series(actor, crime_id=crime.id, series_id=uuid.UUID(str(told["series_id"])), why=why)


def _parted_since(crime: Crime, made: Made, told: Fields) -> Since:
    return "Somebody ended the link since" if _row(Link, made).until_at is not None else ""


def _part(actor: Actor, crime: Crime, made: Made, told: Fields, why: str) -> None:
    part_crimes(actor, crime_id=crime.id, other_id=_row(Link, made).to_id, why=why)


def _row(kind: type[Row], made: Made) -> Row:
    row = db.session.get(kind, uuid.UUID(made["row"]))
    if row is None:
        raise NotFound
    return row


def _gives_back(made: Made, told: Fields) -> str:
    before = _user(made["before"]["officer"])
    return f"Back to {before.name if before else 'nobody'}"


Way = tuple[
    Callable[[Crime, Made, Fields], Since],
    Callable[[Made, Fields], str],
    Callable[[Actor, Crime, Made, Fields, str], None],
]
_WAYS: Final[Mapping[BulkKind, Way]] = {
    BulkKind.ALLOCATE: (_given_since, _gives_back, _give_back),
    BulkKind.SET_FLAG: (_ended_since, lambda *_: "The flag is ended", _end),
    BulkKind.END_FLAG: (_set_since, lambda *_: "The flag stands again", _let_stand),
    BulkKind.STATUS: (
        _moved_since,
        lambda made, _: f"Back to {said_status(CrimeStatus(made['before']['status']))}",
        _move_back,
    ),
    BulkKind.SERIES: (_taken_out_since, lambda *_: "Taken out of the series", _take_out),
    BulkKind.RELATED: (_parted_since, lambda *_: "The link is ended", _part),
}
"""For each kind: what speaks against putting it back, how that is said, and the doing."""
