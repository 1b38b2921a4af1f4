"""How long pre-charge bail may last as it stands, who may make it longer, and how near its end is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.england import day_of
from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.bail_periods import RANK_FOR, Suspension, end_after_request, last_day, moved_by
from mips.custody.rules.sources import S47ZD, S47ZDA, S47ZDB, S47ZF
from mips.custody.rules.sources_of_bail import S47ZA, S47ZC, S47ZD_3, S47ZE, S47ZG

FIRST_MONTHS: Final = 3
AGENCY_FIRST_MONTHS: Final = 6
"""In a case of the SFO, FCA, HMRC or NCA. PACE 1984 s.47ZB(1)(b)."""
FORECAST: Final = timedelta(days=28)
"""How long before its end an extension is to be prepared."""


class Decider(StrEnum):
    """Who may make the period longer."""

    INSPECTOR = "inspector"
    SUPERINTENDENT = "superintendent"
    COMMANDER = "commander"
    COURT = "court"
    AGENCY = "agency"

    @property
    def label(self) -> str:
        return {
            "inspector": "An inspector",
            "superintendent": "A superintendent",
            "commander": "A commander or assistant chief constable (case designated by the DPP)",
            "court": "A magistrates\u2019 court",
            "agency": "The agency\u2019s own decision-maker",
        }[self.value]


@dataclass(frozen=True)
class NextStage:
    """The next extension there may be: to how many months (None: by three or six more), by whom, under what."""

    to_months: int | None
    decider: Decider
    source: Source

    @property
    def said(self) -> str:
        """'An inspector may extend to 6 months (PACE 1984 s.47ZD)'."""
        to = f"to {self.to_months} months" if self.to_months else "by three or six months"
        return f"{self.decider.label} may extend it {to} ({self.source})"


_AFTER: Final = {
    FIRST_MONTHS: NextStage(6, Decider.INSPECTOR, S47ZD),
    6: NextStage(9, Decider.SUPERINTENDENT, S47ZDA),
    9: NextStage(12, Decider.COURT, S47ZF),
}
_AFTER_AGENCYS: Final = {
    AGENCY_FIRST_MONTHS: NextStage(12, Decider.AGENCY, S47ZDB),
    12: NextStage(18, Decider.COURT, S47ZF),
}
_MORE: Final = NextStage(None, Decider.COURT, S47ZG)
DESIGNATED: Final = NextStage(12, Decider.COMMANDER, S47ZE)


class PauseKind(StrEnum):
    """Why days of the period do not count."""

    PROSECUTOR = "prosecutor"
    IN_PATIENT = "in-patient"


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Whole days, from `first` until `last` once that is known. `request`: the prosecutor asking for more ended it."""

    kind: PauseKind
    first: date
    last: date | None = None
    request: bool = False


class Nearness(StrEnum):
    """How near the end of a period is, most pressing first."""

    OVER = "over"
    LAST_DAY = "last-day"
    EXTEND = "extend"
    IN_TIME = "in-time"
    PAUSED = "paused"


def first_months(*, agency: bool) -> int:
    """How long the period is at first. PACE 1984 s.47ZB(1)."""
    return AGENCY_FIRST_MONTHS if agency else FIRST_MONTHS


def next_stage(months: int, *, agency: bool = False) -> NextStage:
    """What may come after a period of so many months; `agency`: in its case. PACE 1984 s.47ZD to s.47ZG."""
    return (_AFTER_AGENCYS if agency else _AFTER).get(months, _MORE)


def ends_on(start: date, *, months: int, court_until: date | None, pauses: Iterable[Pause], on: date) -> date | None:
    """The last day of the period with every extension and pause, as known on a day; None while it stands still.

    `start` is the bail start date. PACE 1984 s.47ZB(1), s.47ZL(5)-(8), s.47ZM(4).
    """
    end = max(filter(None, [last_day(start, months), court_until]))
    for each in sorted(pauses, key=lambda each: each.first):
        if each.kind is PauseKind.PROSECUTOR and each.last is None and each.first <= end:
            return None
        end = _after_pause(end, each, on)
    return end


def _after_pause(end: date, pause: Pause, on: date) -> date:
    until = min(pause.last or on, on)
    if pause.kind is PauseKind.IN_PATIENT and not pause.first <= end <= until:
        return end
    end = moved_by(end, [Suspension(pause.first, pause.last)], on=on)
    return end_after_request(end, pause.last + timedelta(days=1)) if pause.request and pause.last else end


def nearness(end: date | None, now: datetime) -> Nearness:
    """Whether an extension is to be prepared, decided today, or comes too late. PACE 1984 s.47ZD, s.47ZDA."""
    if end is None:
        return Nearness.PAUSED
    today = day_of(now)
    if today > end:
        return Nearness.OVER
    if today == end:
        return Nearness.LAST_DAY
    return Nearness.EXTEND if end - today <= FORECAST else Nearness.IN_TIME


def check_asked(to_months: int, *, months: int, end: date | None, at: datetime, agency: bool = False) -> None:
    """The stages follow one another, and each is asked for before the period ends. PACE 1984 s.47ZD, s.47ZDA."""
    stage = next_stage(months, agency=agency)
    if agency or to_months != stage.to_months or to_months not in RANK_FOR:
        raise _broken(f"The period stands at {months} months. {stage.said}", stage.source, "to_months")
    _check_not_over(end, at)


def check_longer(
    to_months: int,
    *,
    months: int,
    end: date | None,
    at: datetime,
    rank: Rank,
    own_request: bool,
) -> None:
    """Decided by the rank there must be, before the period ends, and not by who asked. PACE 1984 s.47ZD, s.47ZDA."""
    check_asked(to_months, months=months, end=end, at=at)
    if rank < RANK_FOR[to_months]:
        raise _broken(f"{next_stage(months).decider.label} or above decides on this", next_stage(months).source)
    if own_request:
        raise _broken("Nobody decides on what they asked for themselves", next_stage(months).source)


def check_heard(*, told: str, said: str) -> None:
    """The suspect or solicitor was told and could speak before the decision. PACE 1984 s.47ZD(3)-(5)."""
    if not told.strip():
        raise _broken("Say who was told that a decision would be taken, and when", S47ZD_3, "told")
    if not said.strip():
        raise _broken("Write what they said, or that they said nothing", S47ZD_3, "representations")


def check_conditions_a_to_d(met: Iterable[str]) -> None:
    """All four are written down: without one of them the period cannot be longer. PACE 1984 s.47ZC."""
    if not all(each.strip() for each in met):
        raise _broken("Write how each of the conditions A to D is met", S47ZC)


def check_extended_elsewhere(
    until: date,
    *,
    decider: Decider,
    months: int,
    start: date,
    end: date | None,
    at: datetime,
    agency: bool = False,
) -> None:
    """By a court after nine months, or by a commander to twelve; later than it was. PACE 1984 s.47ZE to s.47ZG.

    In an agency's case by its decision-maker to twelve months, and then by a court. PACE 1984 s.47ZDB.
    """
    source = {Decider.COMMANDER: S47ZE, Decider.AGENCY: S47ZDB}.get(decider, S47ZF)
    if not _may_decide(decider, months, agency=agency):
        stage = next_stage(months, agency=agency)
        raise _broken(f"The period stands at {months} months. {stage.said}", stage.source)
    if end is not None and until <= end:
        raise _broken("The new end must be after the present one", source, "until")
    if decider is Decider.COURT:
        return
    if until > last_day(start, 12):
        who = "A commander" if decider is Decider.COMMANDER else "The agency"
        raise _broken(f"{who} may extend the period to twelve months at most", source, "until")
    _check_not_over(end, at)


def _may_decide(decider: Decider, months: int, *, agency: bool) -> bool:
    """Elsewhere than in the force: whose turn it is."""
    if agency:
        return decider is (Decider.AGENCY if months < 12 else Decider.COURT)
    return decider in (Decider.COURT, Decider.COMMANDER) and months >= 9


def _check_not_over(end: date | None, at: datetime) -> None:
    if end is not None and day_of(at) > end:
        raise _broken(
            f"The period ended on {end:%-d %b %Y}: it can no longer be extended. Release the person from bail", S47ZA
        )


def _broken(detail: str, source: Source, field: str | None = None) -> RuleBroken:
    return RuleBroken(detail, rule=source.section, field=field)
