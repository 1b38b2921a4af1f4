"""What may be done to many crimes at once: what each kind would do to a crime, and the doing as one by one (F26)."""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from mips.access.model import Team, User
from mips.access.policy import Actor
from mips.core import clock, db
from mips.core.england import day_of
from mips.core.errors import InputInvalid, RuleBroken
from mips.investigation.model.crime import Crime, CrimeFlag, CrimeStatus
from mips.investigation.model.series import CrimeSeries, SeriesCrime
from mips.investigation.rules import flags
from mips.investigation.rules.bulk import BulkKind, Verdict
from mips.investigation.rules.statuses import check_move
from mips.investigation.usecases.accredited import needs_of
from mips.investigation.usecases.allocating import Asked, allocate_crimes
from mips.investigation.usecases.flagging import end_flag, set_flag
from mips.investigation.usecases.relating import numbered, relate_crimes, tie_of
from mips.investigation.usecases.series import add_to_series
from mips.investigation.usecases.statuses import move_status, said_status
from mips.record.lookup import picked
from mips.record.reference.lookup import require_item
from mips.usecase import UseCase

Fields = Mapping[str, Any]
"""What the form gives: what and why; as that needs: officer_id, team_id, despite, which_flag, to_status, series_id,
other_number."""
Made = dict[str, Any]
"""Plain JSON values."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What a change would do to one crime, in words, and what it is `before`, as far as that matters."""

    verdict: Verdict
    said: str
    before: Made = field(default_factory=dict)


class Change(ABC):
    """One change, for one actor, of any crime. Made, it has looked up what it names: raises InputInvalid."""

    alone: UseCase[..., Any]
    """How it is done one by one: whoever may not do that may not do this."""

    def __init__(self, actor: Actor, told: Fields) -> None:
        self.actor, self.told = actor, told
        self.alone.admit(actor)

    @property
    @abstractmethod
    def said(self) -> str:
        """The change in words."""

    @property
    def target_id(self) -> uuid.UUID | None:
        """The crime that they are linked to."""
        return None

    @abstractmethod
    def look_at(self, crimes: Sequence[Crime]) -> dict[uuid.UUID, Looked]:
        """What it would do to each, by the rules of doing it one by one."""

    @abstractmethod
    def do(self, actor: Actor, crime: Crime, why: str) -> Made:
        """Do it to one crime: which row that made. Raises what the doing raises."""


class Allocate(Change):
    alone = allocate_crimes

    def __init__(self, actor: Actor, told: Fields) -> None:
        super().__init__(actor, told)
        if bool(told.get("officer_id")) == bool(told.get("team_id")):
            raise InputInvalid({"officer_id": ["Choose an officer, or a team"]})
        self.officer = picked(User, told["officer_id"], field="officer_id") if told.get("officer_id") else None
        self.team = picked(Team, told["team_id"], field="team_id") if told.get("team_id") else None

    @property
    def said(self) -> str:
        return f"Given to {self._to}"

    @property
    def _to(self) -> str:
        return self.officer.name if self.officer else f"the team {self.team.name if self.team else ''}"

    def look_at(self, crimes: Sequence[Crime]) -> dict[uuid.UUID, Looked]:
        told = {"why": self.told["why"], "despite": self.told.get("despite") or ""}
        asked = Asked(self.actor, self.officer, **told, needs=needs_of(crimes))
        return {crime.id: self._look(asked, crime) for crime in crimes}

    def _look(self, asked: Asked, crime: Crime) -> Looked:
        had = crime.officer_in_case
        before = {"officer": _id(crime.officer_in_case_id), "team": _id(crime.team_id), "status": crime.status.value}
        if self._has_it(crime):
            return Looked(verdict=Verdict.UNCHANGED, said="They have it already", before=before)
        if refused := [each.said for each in asked.refusals(crime)]:
            return Looked(verdict=Verdict.REFUSED, said=". ".join(refused), before=before)
        said = f"From {had.name if had else 'nobody'} to {self._to}"
        return Looked(verdict=Verdict.WAITING, said=said, before=before)

    def _has_it(self, crime: Crime) -> bool:
        if self.officer is not None:
            return crime.officer_in_case_id == self.officer.id
        return crime.officer_in_case_id is None and self.team is not None and crime.team_id == self.team.id

    def do(self, actor: Actor, crime: Crime, why: str) -> Made:
        [row] = allocate_crimes(
            actor,
            crime_ids=[crime.id],
            officer_id=self.officer.id if self.officer else None,
            team_id=self.team.id if self.team else None,
            why=why,
            despite=self.told.get("despite") or None,
        )
        return {"row": _id(row.id)}


class _OfFlag(Change):
    """What both changes of a flag have in common."""

    def __init__(self, actor: Actor, told: Fields) -> None:
        super().__init__(actor, told)
        self.item = require_item(flags.LIST, told.get("which_flag") or "", field="which_flag")

    def standing(self, crimes: Sequence[Crime]) -> dict[uuid.UUID, CrimeFlag]:
        ids = [crime.id for crime in crimes]
        set_ = sa.select(CrimeFlag).where(CrimeFlag.crime_id.in_(ids), CrimeFlag.flag == self.item.code)
        return {row.crime_id: row for row in db.session.scalars(set_.where(CrimeFlag.until_on.is_(None)))}


class SetFlag(_OfFlag):
    alone = set_flag

    @property
    def said(self) -> str:
        return f"Flag set: {self.item.title}"

    def look_at(self, crimes: Sequence[Crime]) -> dict[uuid.UUID, Looked]:
        standing = self.standing(crimes)
        return {crime.id: self._look(standing.get(crime.id)) for crime in crimes}

    def _look(self, row: CrimeFlag | None) -> Looked:
        if row is not None:
            return Looked(verdict=Verdict.UNCHANGED, said="The flag is set already", before={"row": _id(row.id)})
        return Looked(verdict=Verdict.WAITING, said=self.said, before={"row": None})

    def do(self, actor: Actor, crime: Crime, why: str) -> Made:
        return {"row": _id(set_flag(actor, crime_id=crime.id, flag=self.item.code, why=why).id)}


class EndFlag(_OfFlag):
    alone = end_flag

    @property
    def said(self) -> str:
        return f"Flag ended: {self.item.title}"

    def look_at(self, crimes: Sequence[Crime]) -> dict[uuid.UUID, Looked]:
        standing = self.standing(crimes)
        return {crime.id: self._look(standing.get(crime.id)) for crime in crimes}

    def _look(self, row: CrimeFlag | None) -> Looked:
        if row is None:
            return Looked(verdict=Verdict.UNCHANGED, said="The flag is not set", before={"row": None})
        before = {"row": _id(row.id)}
        try:
            flags.check_ended(row.from_on, day_of(clock.now()))
        except RuleBroken as refused:
            return Looked(verdict=Verdict.REFUSED, said=refused.said, before=before)
        return Looked(verdict=Verdict.WAITING, said=self.said, before=before)

    def do(self, actor: Actor, crime: Crime, why: str) -> Made:
        row = end_flag(actor, crime_id=crime.id, flag=self.item.code, why=why)
        return {"row": _id(row.id), "until_on": row.until_on and row.until_on.isoformat()}


class MoveStatus(Change):
    alone = move_status

    def __init__(self, actor: Actor, told: Fields) -> None:
        super().__init__(actor, told)
        if not told.get("to_status"):
            raise InputInvalid({"to_status": ["Select the status"]})
        self.status = CrimeStatus(told["to_status"])

    @property
    def said(self) -> str:
        return f"Status: {said_status(self.status)}"

    def look_at(self, crimes: Sequence[Crime]) -> dict[uuid.UUID, Looked]:
        return {crime.id: self._look(crime) for crime in crimes}

    def _look(self, crime: Crime) -> Looked:
        before = {"status": crime.status.value}
        if crime.status is self.status:
            return Looked(verdict=Verdict.UNCHANGED, said="It stands there already", before=before)
        try:
            check_move(crime.status, self.status)
        except RuleBroken as refused:
            return Looked(verdict=Verdict.REFUSED, said=refused.said, before=before)
        said = f"From {said_status(crime.status)} to {said_status(self.status)}"
        return Looked(verdict=Verdict.WAITING, said=said, before=before)

    def do(self, actor: Actor, crime: Crime, why: str) -> Made:
        move_status(actor, crime_id=crime.id, status=self.status, why=why)
        return {}


class PutIntoSeries(Change):
    alone = add_to_series

    def __init__(self, actor: Actor, told: Fields) -> None:
        super().__init__(actor, told)
        if not told.get("series_id"):
            raise InputInvalid({"series_id": ["Select the series"]})
        self.series = picked(CrimeSeries, told["series_id"], field="series_id")

    @property
    def said(self) -> str:
        return f"Put into the series {self.series.name}"

    def look_at(self, crimes: Sequence[Crime]) -> dict[uuid.UUID, Looked]:
        ids = [crime.id for crime in crimes]
        within = sa.select(SeriesCrime).where(
            SeriesCrime.series_id == self.series.id, SeriesCrime.crime_id.in_(ids), SeriesCrime.removed_at.is_(None)
        )
        found = {row.crime_id: row for row in db.session.scalars(within)}
        return {crime.id: self._look(found.get(crime.id)) for crime in crimes}

    def _look(self, row: SeriesCrime | None) -> Looked:
        if row is not None:
            return Looked(verdict=Verdict.UNCHANGED, said="It is in the series", before={"row": _id(row.id)})
        return Looked(verdict=Verdict.WAITING, said=self.said, before={"row": None})

    def do(self, actor: Actor, crime: Crime, why: str) -> Made:
        return {"row": _id(add_to_series(actor, crime_id=crime.id, series_id=self.series.id, why=why).id)}


class Relate(Change):
    alone = relate_crimes

    def __init__(self, actor: Actor, told: Fields) -> None:
        super().__init__(actor, told)
        self.other = numbered(told.get("other_number") or "", field="other_number")

    @property
    def said(self) -> str:
        return f"Linked to {self.other.reference}"

    @property
    def target_id(self) -> uuid.UUID | None:
        return self.other.id

    def look_at(self, crimes: Sequence[Crime]) -> dict[uuid.UUID, Looked]:
        return {crime.id: self._look(crime) for crime in crimes}

    def _look(self, crime: Crime) -> Looked:
        if crime.id == self.other.id:
            return Looked(verdict=Verdict.REFUSED, said="It is that crime itself")
        if (link := tie_of(crime.id, self.other.id)) is not None:
            return Looked(verdict=Verdict.UNCHANGED, said="It is linked already", before={"row": _id(link.id)})
        return Looked(verdict=Verdict.WAITING, said=self.said, before={"row": None})

    def do(self, actor: Actor, crime: Crime, why: str) -> Made:
        number = self.other.reference or ""
        return {"row": _id(relate_crimes(actor, crime_id=crime.id, number=number, why=why).id)}


def _id(row_id: uuid.UUID | None) -> str | None:
    return str(row_id) if row_id else None


CHANGES: dict[BulkKind, type[Change]] = {
    BulkKind.ALLOCATE: Allocate,
    BulkKind.SET_FLAG: SetFlag,
    BulkKind.END_FLAG: EndFlag,
    BulkKind.STATUS: MoveStatus,
    BulkKind.SERIES: PutIntoSeries,
    BulkKind.RELATED: Relate,
}
