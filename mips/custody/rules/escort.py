"""Somebody leaves the suite with an escort: the record that goes with them, who signs it, and when it is due."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.core.errors import InputInvalid, RuleBroken
from mips.core.law import Source
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S39_1, S41_5
from mips.custody.rules.sources_of_escort import C_2_3, PER


class Destination(StrEnum):
    """Where somebody is taken."""

    COURT = "court"
    PRISON = "prison"
    HOSPITAL = "hospital"
    OTHER_FORCE = "other-force"
    SUITE = "suite"
    IMMIGRATION = "immigration"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> str:
        return _DESTINATIONS[self]

    @property
    def short(self) -> str:
        """As the board says it."""
        return "suite" if self is Destination.SUITE else self.value.replace("-", " ")

    @property
    def hands_on_property(self) -> bool:
        """Whether what goes along is no longer held by custody: at hospital and in a suite of ours it still is."""
        return self not in (Destination.SUITE, Destination.HOSPITAL)


_DESTINATIONS: Final = {
    Destination.COURT: "Court",
    Destination.PRISON: "Prison",
    Destination.HOSPITAL: "Hospital, or a place of safety",
    Destination.OTHER_FORCE: "Another force",
    Destination.SUITE: "Another suite of this force",
    Destination.IMMIGRATION: "Immigration",
    Destination.ELSEWHERE: "Local authority, military police, or somewhere else",
}


class EscortBy(StrEnum):
    """Who takes them."""

    POLICE = "police"
    CONTRACTOR = "contractor"
    OTHER_FORCE = "other-force"
    AMBULANCE = "ambulance"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "police": "Officers of this force",
            "contractor": "Court and prison escort contractor",
            "other-force": "Officers of another force",
        }.get(self.value, self.value.capitalize())


class LegalStatus(StrEnum):
    """On what authority they are held while under way."""

    ARRESTED = "arrested"
    CHARGED = "charged"
    WARRANT = "warrant"
    REMANDED = "remanded"
    RECALLED = "recalled"
    IMMIGRATION = "immigration"
    MENTAL_HEALTH = "mental-health"

    @property
    def label(self) -> str:
        return _STATUSES[self]


_STATUSES: Final = {
    LegalStatus.ARRESTED: "Under arrest, not charged",
    LegalStatus.CHARGED: "Charged, bail refused (s.38)",
    LegalStatus.WARRANT: "Arrested on a warrant, or for breach of bail",
    LegalStatus.REMANDED: "Remanded by a court",
    LegalStatus.RECALLED: "Recalled to prison",
    LegalStatus.IMMIGRATION: "Detained under immigration powers",
    LegalStatus.MENTAL_HEALTH: "Mental Health Act",
}


class Happening(StrEnum):
    """What is written down while an escort is under way."""

    LEFT = "left"
    CHECK = "check"
    STOP = "stop"
    MEDICINE = "medicine"
    REFRESHMENT = "refreshment"
    RESTRAINT = "restraint"
    INCIDENT = "incident"
    HANDED_ON = "handed-on"
    NOTE = "note"

    @property
    def label(self) -> str:
        return _HAPPENINGS[self]


_HAPPENINGS: Final = {
    Happening.LEFT: "Left",
    Happening.CHECK: "Seen to be well",
    Happening.STOP: "Stop or delay",
    Happening.MEDICINE: "Medicine given or refused",
    Happening.REFRESHMENT: "Food, drink or toilet",
    Happening.RESTRAINT: "Restraint put on, changed or taken off",
    Happening.INCIDENT: "Incident",
    Happening.HANDED_ON: "Handed on to another escort",
    Happening.NOTE: "Something else",
}


class EscortStage(StrEnum):
    """How far a person escort record has come."""

    MADE = "made"
    SIGNED = "signed"
    HANDED = "handed"
    RECEIVED = "received"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {"made": "To be signed", "signed": "Signed, escort to sign", "handed": "With the escort"}.get(
            self.value, self.value.capitalize()
        )


GOES_TO: Final[Mapping[Disposal, tuple[Destination, ...]]] = {
    Disposal.CHARGED_KEPT: (Destination.COURT, Destination.ELSEWHERE),
    Disposal.WARRANT: (Destination.COURT,),
    Disposal.RECALL: (Destination.PRISON,),
    Disposal.TO_COURT: (Destination.COURT,),
    Disposal.TO_PRISON: (Destination.PRISON,),
    Disposal.OTHER_FORCE: (Destination.OTHER_FORCE,),
    Disposal.IMMIGRATION: (Destination.IMMIGRATION,),
    Disposal.MENTAL_HEALTH: (Destination.HOSPITAL, Destination.ELSEWHERE),
}
"""Ways out that are an escort, and where it may go. Every other way out is on their own feet."""

INSTEAD: Final = "Make it, sign it, and have the escort sign for them: Person escort record"


def check_goes_with_record(
    ready: Mapping[EscortStage, Collection[Destination]], wanted: Collection[Destination]
) -> None:
    """Nobody is handed to an escort without a record signed by both. APP Moving detainees, PACE 1984 s.39(1).

    `ready`: the stage -> where the records of this stay at that stage go to.
    """
    if _any(ready, EscortStage.HANDED, wanted):
        return
    if _any(ready, EscortStage.SIGNED, wanted):
        reason, instead = "The escort has not signed for them", "Hand over to the escort first"
    elif _any(ready, EscortStage.MADE, wanted):
        reason, instead = "The person escort record is not signed", "Sign it, then have the escort sign for them"
    else:
        where = " or ".join(each.short for each in wanted)
        reason, instead = f"They do not leave for {where} without a person escort record", INSTEAD
    raise refused(reason, PER, instead=instead)


def check_move(
    destination: Destination,
    *,
    to_name: str,
    to_suite: bool,
    to_force: str,
    questioned_about: bool | None,
    charged: bool,
) -> None:
    """Where they go is named, and what the force there needs for its clock is said. Code C 2.3, PACE 1984 s.41(5)."""
    if destination is Destination.SUITE:
        if not to_suite:
            raise _broken("Select the suite", C_2_3, "to_suite_id")
    elif destination is Destination.OTHER_FORCE:
        if not to_force:
            raise _broken("Select the force", C_2_3, "to_force")
        if questioned_about is None and not charged:
            why = "Say whether they were questioned here about what they are sought for: its clock depends on it"
            raise _broken(why, S41_5, "questioned_about")
    elif not to_name.strip():
        raise InputInvalid({"to_name": ["Enter where they are taken"]})


def check_may_sign(*, stage: EscortStage, news: Collection[str]) -> None:
    """Only what says all that is known is signed, once. APP Moving detainees, PACE 1984 s.39(1)."""
    if stage is not EscortStage.MADE:
        raise refused("It is signed already", PER, instead="Change it if it is no longer right: it is then signed anew")
    _check_nothing_new(news)


def check_may_hand_over(*, stage: EscortStage, news: Collection[str], at: datetime, signed_at: datetime | None) -> None:
    """The custody officer signs first, then the escort, and nothing new was learnt between. APP Moving detainees.

    PACE 1984 s.39(1).
    """
    if stage is EscortStage.MADE or signed_at is None:
        raise refused("The custody officer has not signed it", PER, instead="Sign it first")
    if stage is not EscortStage.SIGNED:
        raise refused("They are with the escort already", PER)
    _check_nothing_new(news)
    if at < signed_at:
        raise _broken("The escort cannot sign before the custody officer has", PER, "handed_at")


def check_under_way(*, stage: EscortStage, at: datetime, handed_at: datetime | None, field: str = "at") -> None:
    """What happens under way comes after the handover and before the receipt. APP Moving detainees, PACE s.39(1)."""
    if stage is not EscortStage.HANDED or handed_at is None:
        raise refused("Nobody is under way with this record", PER)
    if at < handed_at:
        raise _broken("That is before they were handed to the escort", PER, field)


@dataclass(frozen=True, kw_only=True)
class EscortNow:
    """What decides what the board says: where to, how far its record is, and by when it must be there."""

    destination: Destination | None
    stage: EscortStage | None = None
    due_at: datetime | None = None
    away: bool = False
    """They have left for hospital: the record is late."""


def said_of_escort(now: EscortNow) -> list[Mention]:
    """What the board says of an escort: that its record is due, to be signed, or handed over. APP Moving detainees.

    PACE 1984 s.39(1).
    """
    if now.destination is None or now.stage in (EscortStage.RECEIVED, EscortStage.CANCELLED):
        return []
    to = now.destination.short
    if now.stage is EscortStage.HANDED:
        return [_said(now, f"With escort to {to}", "custody.escort_log", "Escort log", Tone.RUNNING, Column.FLAG)]
    if now.stage is EscortStage.SIGNED:
        return [_said(now, f"Escort to {to}", "custody.escort_hand_over", "Hand over to escort", Tone.SOON)]
    if now.stage is EscortStage.MADE:
        return [_said(now, f"Sign escort record: {to}", "custody.escort_sign", "Sign escort record", Tone.SOON)]
    late = Tone.LATE if now.away else Tone.SOON
    return [_said(now, f"Escort record for {to}", "custody.escort_record", "Make escort record", late)]


def due_before(must_be_there: datetime | None, minutes: int) -> datetime | None:
    """When the record is to be ready: so many minutes before they must be there. APP Moving detainees, s.39(1)."""
    return must_be_there - timedelta(minutes=minutes) if must_be_there else None


def status_of(kind: ArrivalKind = ArrivalKind.ARREST, *, charged_and_kept: bool) -> LegalStatus | None:
    """On what authority the record itself knows them to be held; None where only their papers say.

    PACE 1984 s.37(2), s.38(1), s.118(2).
    """
    return LegalStatus.CHARGED if charged_and_kept else _HELD_AS.get(kind)


_HELD_AS: Final[Mapping[ArrivalKind, LegalStatus]] = {
    ArrivalKind.ARREST: LegalStatus.ARRESTED,
    ArrivalKind.STREET_BAIL: LegalStatus.ARRESTED,
    ArrivalKind.WARRANT: LegalStatus.WARRANT,
    ArrivalKind.WARRANT_BAIL: LegalStatus.WARRANT,
    ArrivalKind.COURT_BAIL: LegalStatus.WARRANT,
    ArrivalKind.RECALL: LegalStatus.RECALLED,
    ArrivalKind.PLACE_OF_SAFETY: LegalStatus.MENTAL_HEALTH,
    ArrivalKind.IMMIGRATION: LegalStatus.IMMIGRATION,
    ArrivalKind.REMAND: LegalStatus.REMANDED,
    ArrivalKind.PEACE: LegalStatus.ARRESTED,
    ArrivalKind.EXTRADITION: LegalStatus.WARRANT,
    ArrivalKind.EXTRADITION_PART_2: LegalStatus.WARRANT,
}


def leaves_for(kind: ArrivalKind, *, charged_and_kept: bool) -> Destination | None:
    """Where somebody goes from here with an escort as things stand; None for whoever may walk out.

    Of everybody held otherwise than for an offence it is where the first way out of their kind leads: the court of the
    warrant, prison, a hospital. APP Moving detainees, PACE 1984 s.39(1), s.118(2).
    """
    if charged_and_kept:
        return Destination.COURT
    goes = GOES_TO.get(kind.about.ways[0], ()) if kind.about.ways else ()
    return goes[0] if goes else None


def _said(now: EscortNow, words: str, page: str, todo: str, tone: Tone, column: Column = Column.NEEDS) -> Mention:
    return Mention(column=column, words=words, tone=tone, due_at=now.due_at, page=page, todo=todo)


def _any(
    ready: Mapping[EscortStage, Collection[Destination]], stage: EscortStage, wanted: Collection[Destination]
) -> bool:
    return any(each in wanted for each in ready.get(stage, ()))


def _check_nothing_new(news: Collection[str]) -> None:
    if news:
        found = "; ".join(news)
        raise refused(
            f"Something has become known that it does not say: {found}",
            S39_1,
            instead="Open the person escort record, look at it and save it again",
        )


def _broken(detail: str, source: Source, field: str) -> RuleBroken:
    return RuleBroken(detail, rule=source.section, field=field)
