"""Street bail: given by a constable away from a station, in writing, within three months, and answered at one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.england import day_of
from mips.core.law import Source
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.bail_extension import FIRST_MONTHS
from mips.custody.rules.bail_periods import last_day
from mips.custody.rules.bail_release import Conditions
from mips.custody.rules.rearrest import NewEvidence
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S36_5
from mips.custody.rules.sources_of_street_bail import (
    S30A_1,
    S30A_1A,
    S30A_1C,
    S30A_3A,
    S30A_3B,
    S30B_1,
    S30B_6,
    S30B_8,
    S30C_1,
    S30C_4,
    S30CA_1,
    S30CA_2,
    S30D_1,
    S30D_2A,
)


class Purpose(StrEnum):
    """What a condition may be necessary for. PACE 1984 s.30A(3B)."""

    SURRENDER = "surrender"
    OFFENCE = "no-offence"
    INTERFERENCE = "no-interference"
    PROTECTION = "own-protection"

    @property
    def label(self) -> str:
        return _PURPOSES[self]


_PURPOSES = {
    Purpose.SURRENDER: "To secure that they surrender to custody",
    Purpose.OFFENCE: "To secure that they commit no offence on bail",
    Purpose.INTERFERENCE: "To secure that they do not interfere with witnesses or obstruct justice",
    Purpose.PROTECTION: "For their own protection; of a child, their welfare or own interests",
}


class NoticeHow(StrEnum):
    """How the written notice reached somebody. PACE 1984 s.30B(1)."""

    BY_HAND = "by-hand"
    PRINTED = "printed"

    @property
    def label(self) -> str:
        return {
            "by-hand": "Written by hand on the form, and handed over",
            "printed": "This record\u2019s notice, printed and handed over",
        }[self.value]


class StreetEnd(StrEnum):
    """How street bail ended."""

    ANSWERED = "answered"
    NOT_ANSWERED = "not-answered"
    BREACH = "breach"
    EXCUSED = "not-required"
    REARRESTED = "new-evidence"
    NO_BAIL = "no-bail"
    """They were released without bail: there was none to end."""

    @property
    def label(self) -> str:
        return _ENDS[self]


_ENDS = {
    StreetEnd.ANSWERED: "Came to answer it",
    StreetEnd.NOT_ANSWERED: "Arrested for not answering it (s.30D(1))",
    StreetEnd.BREACH: "Arrested for breaking a condition (s.30D(2A))",
    StreetEnd.EXCUSED: "Need not attend",
    StreetEnd.REARRESTED: "Arrested again on new evidence (s.30C(4))",
    StreetEnd.NO_BAIL: "Released without bail",
}
BROUGHT: Final = (StreetEnd.ANSWERED, StreetEnd.NOT_ANSWERED, StreetEnd.BREACH)
"""How somebody on street bail comes to a station."""

_NEVER_ASKED: Final = re.compile(
    r"\b(?:suret(?:y|ies)|recogni[sz]ances?|bail hostels?"
    r"|security(?= (?:of|for) (?:£|\d|(?:(?:his|her|their) )?surrender)))\b",
    re.IGNORECASE,
)
"""What no condition asks for. Guards and shops have security too: only that which is given counts."""


@dataclass(frozen=True, kw_only=True)
class Granting:
    """What is so as a constable gives street bail. `held_at`: the suite they are in custody at; empty: none."""

    rank: Rank
    authorised_by: Rank
    authorised_own: bool
    arrested_at: datetime
    at: datetime
    held_at: str
    necessary_why: str
    representations: str


def check_grant(known: Granting) -> None:
    """A constable's, before any station, necessary, authorised by a custody officer who heard. PACE 1984 s.30A(1A)."""
    _check_release(known.rank, known.held_at, known.arrested_at, known.at, S30A_1)
    if not known.necessary_why.strip():
        raise refused(
            "Say why bail is necessary and proportionate",
            S30A_1A,
            instead="Where it is not, release them without bail",
            field="necessary_why",
        )
    if not known.representations.strip():
        raise refused("Write what they said about bail, or that they said nothing", S30A_1A, field="representations")
    if known.authorised_by < Rank.SERGEANT:
        raise refused("A custody officer authorises it: a sergeant or above", S30A_1A, field="authorised_by_id")
    if known.authorised_own:
        raise refused(
            "Whoever gives bail does not authorise it",
            S36_5,
            instead="Ask the custody officer of the station",
            field="authorised_by_id",
        )


def check_without_bail(*, rank: Rank, held_at: str, arrested_at: datetime, at: datetime, why: str) -> None:
    """A constable's, before any station, once why bail would not be necessary is said. PACE 1984 s.30A(1C)."""
    _check_release(rank, held_at, arrested_at, at, S30A_1C)
    if not why.strip():
        raise refused(
            "Say why they are released without bail",
            S30A_1C,
            instead="Where bail is necessary and proportionate, give it",
            field="why",
        )


def _check_release(rank: Rank, held_at: str, arrested_at: datetime, at: datetime, source: Source) -> None:
    if rank < Rank.CONSTABLE:
        raise refused("Only a constable releases somebody away from a station", source)
    if held_at:
        raise refused(
            f"They are in custody at {held_at}",
            source,
            instead="Release from there is the custody officer\u2019s to decide",
            field="person_id",
        )
    if to_minute(arrested_at) > to_minute(at):
        raise refused("The release cannot be before the arrest", source, field="arrested_at")


def check_terms(terms: Conditions, purposes: Collection[Purpose]) -> None:
    """Only for the purposes there are, and none of what may not be asked. PACE 1984 s.30A(3A), s.30A(3B)."""
    if found := _NEVER_ASKED.search(terms.words):
        raise refused(
            f"Street bail asks for no {found.group(0).lower()}",
            S30A_3A,
            instead="Take it out, or take them to a station",
            field="conditions_words",
        )
    if str(terms) and not purposes:
        raise refused("Select what the conditions are necessary for", S30A_3B, field="purposes")
    if purposes and not str(terms):
        raise refused("Say which conditions, or select no purpose", S30A_3B, field="conditions")


def attend_by(arrested_at: datetime) -> date:
    """The last day they may be required to attend on. PACE 1984 s.30B(8)."""
    return last_day(day_of(arrested_at) + timedelta(days=1), FIRST_MONTHS)


def check_attendance_at(attend_at: datetime, *, arrested_at: datetime, at: datetime) -> None:
    """After the release, and within three months beginning with the day after the arrest. PACE 1984 s.30B(8)."""
    if to_minute(attend_at) <= to_minute(at):
        raise refused("They attend after they are released", S30B_8, field="attend_at")
    last = attend_by(arrested_at)
    if day_of(attend_at) > last:
        raise refused(f"They attend by {last:%-d %b %Y}, three months from the arrest", S30B_8, field="attend_at")


def check_notice_of_release(*, given: bool, released: bool, at: datetime, granted_at: datetime) -> None:
    """In writing, before they go, once. PACE 1984 s.30B(1)."""
    if released:
        raise refused("They have had the notice and are released", S30B_1)
    if not given:
        raise refused("Select how they were given the notice", S30B_1, field="notice")
    if to_minute(at) < to_minute(granted_at):
        raise refused("The notice cannot come before the bail", S30B_1, field="released_at")


def check_standing(*, released: bool, ended: str) -> None:
    """Only street bail that somebody is out on is changed, answered or broken. PACE 1984 s.30B(1), s.30D(1)."""
    if ended:
        raise refused(f"This bail is over: {ended[:1].lower()}{ended[1:]}", S30D_1)
    if not released:
        raise refused("They have not had the notice", S30B_1, instead="Give it to them first, and record that")


def check_told_of_change(given: bool) -> None:
    """Another time or station is told in writing. PACE 1984 s.30B(6)-(7)."""
    if not given:
        raise refused("Give written notice of the change, and say that it was", S30B_6, field="notice_given")


def check_variation(*, before: int, new_information: str, varied: bool, notice_given: bool, own: bool) -> None:
    """By a custody officer who did not give it, on new information if asked again, in writing. PACE 1984 s.30CA(1).

    `before`: how many requests were decided already (s.30CA(2)). A refusal changes nothing.
    """
    if own:
        raise refused("Whoever gave the bail does not decide on its conditions", S30CA_1, instead="Ask another officer")
    if before and not new_information.strip():
        raise refused(
            "They asked before: say what was not known then",
            S30CA_2,
            instead="With nothing new, they may apply to a magistrates\u2019 court (s.30CB)",
            field="new_information",
        )
    if varied and not notice_given:
        raise refused("Give written notice of the variation, and say that it was", S30CA_1, field="notice_given")


def check_excused(*, notice_given: bool, reason: str) -> None:
    """They are told in writing that they need not attend. PACE 1984 s.30C(1)."""
    if not reason.strip():
        raise refused("Say why they need not attend", S30C_1, field="reason")
    if not notice_given:
        raise refused("Give or send them the notice in writing, and say that it was", S30C_1, field="notice_given")


def check_brought(
    how: StreetEnd, *, arrested_at: datetime | None, arrived_at: datetime, attend_at: datetime, conditions: str
) -> None:
    """Arrested only once they failed to attend, or for a condition there is. PACE 1984 s.30D(1), s.30D(2A)."""
    if how is StreetEnd.ANSWERED:
        return
    source = S30D_2A if how is StreetEnd.BREACH else S30D_1
    if arrested_at is None:
        raise refused("Say when they were arrested", source, field="arrested_at")
    if to_minute(arrested_at) > to_minute(arrived_at):
        raise refused("The arrest cannot be after the arrival", source, field="arrested_at")
    if how is StreetEnd.BREACH and not conditions:
        raise refused("This bail has no condition that could be broken", S30D_2A, field="because")
    if how is StreetEnd.NOT_ANSWERED and to_minute(arrested_at) <= to_minute(attend_at):
        raise refused(
            "They were not yet due: nobody has failed to attend",
            S30D_1,
            instead="If they broke a condition, select that",
            field="arrested_at",
        )


def check_rearrested(
    because: NewEvidence | None,
    *,
    evidence: str,
    released_at: datetime | None,
    arrested_at: datetime,
    arrived_at: datetime,
    ended: StreetEnd | None,
) -> None:
    """Released where they were arrested, and arrested again on one of the two grounds since. PACE 1984 s.30C(4).

    Whoever has been told that they need not attend was released all the same; whoever has been at a station since is
    arrested again on the custody record (s.41(9), s.47(2)).
    """
    if released_at is None:
        raise refused("They have not been released", S30C_4, instead="Take them to a station: the arrest goes on")
    if ended not in (None, StreetEnd.EXCUSED, StreetEnd.NO_BAIL):
        raise refused(
            f"This bail is over: {ended.label[:1].lower()}{ended.label[1:]}",
            S30C_4,
            instead="Record the arrest on the custody record that went on from it",
        )
    if because is None or not evidence.strip():
        raise refused("Say what the new evidence or analysis is", S30C_4, field="evidence")
    if to_minute(arrested_at) < to_minute(released_at):
        raise refused("That is before they were released", S30C_4, field="arrested_at")
    if to_minute(arrived_at) < to_minute(arrested_at):
        raise refused("The arrival cannot be before the arrest", S30C_4, field="arrived_at")


def arrival_by(how: StreetEnd) -> ArrivalKind:
    """As what they arrive: answering runs from coming, s.30D from the first station. PACE 1984 s.41(2)(ca), s.41(2)(d).

    An arrest under s.30D is no arrest under s.46A: no three hours are left out of its clock (s.47(6A)).
    """
    return ArrivalKind.STREET_BAIL if how is StreetEnd.ANSWERED else ArrivalKind.STREET_BAIL_ARREST
