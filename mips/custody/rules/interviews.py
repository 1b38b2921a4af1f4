"""Handing a detainee to those who investigate, and interviews: fitness, rest, breaks, caution (CUS-9, CUS-11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.healthcare import Fitness
from mips.custody.rules.sources_of_care import C_12_2
from mips.custody.rules.sources_of_investigation import C_8_5, C_11_2, C_12_1, C_12_3, C_12_8, CODE_E, S39_2, S39_3
from mips.custody.rules.welfare import Rest

BREAK_EVERY: Final = timedelta(hours=2)
"""Code C 12.8: about."""
MEAL_BREAK: Final = timedelta(minutes=45)
SHORT_BREAK: Final = timedelta(minutes=15)
"""Code C note 12B: a break at a meal and one for refreshment last at least so long, normally."""


class Purpose(StrEnum):
    INTERVIEW = "interview"
    IDENTIFICATION = "identification"
    SEARCH = "premises-search"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"premises-search": "Search of premises with them", "other": "Something else"}.get(
            self.value, self.value.capitalize()
        )


class Caution(StrEnum):
    """Which words. Code C 10.5, Annex C."""

    CURRENT = "current"
    RESTRICTED = "restricted"
    WELSH = "welsh"

    @property
    def label(self) -> str:
        return _CAUTIONS[self]


_CAUTIONS = {
    Caution.CURRENT: "Full caution: it may harm your defence (10.5)",
    Caution.RESTRICTED: "Old caution: no inference from silence (Annex C)",
    Caution.WELSH: "Full caution in Welsh",
}


class Interrupts(StrEnum):
    """Why rest may be interrupted or put off. Code C 12.2."""

    HARM = "harm"
    RELEASE = "release"
    PREJUDICE = "prejudice"
    REQUEST = "request"

    @property
    def label(self) -> str:
        return _INTERRUPTS[self]


_INTERRUPTS = {
    Interrupts.HARM: "Risk of harm to people, or of serious loss or damage",
    Interrupts.RELEASE: "Waiting would delay their release",
    Interrupts.PREJUDICE: "Waiting would prejudice the outcome of the investigation",
    Interrupts.REQUEST: "The detainee, appropriate adult or solicitor asks for it",
}


class BreakReason(StrEnum):
    REFRESHMENT = "refreshment"
    MEAL = "meal"
    LEGAL = "legal-advice"
    MEDICAL = "medical"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"legal-advice": "Legal advice"}.get(self.value, self.value.capitalize())


def check_hand_over(*, held: bool, authorised: bool, out_to: str, officer_is_custody: bool) -> None:
    """Only somebody in detention, who is with the custody officer now, is handed over. PACE 1984 s.39(2)."""
    if not held or not authorised:
        raise _no("Only somebody whose detention is authorised and goes on is handed over", S39_2)
    if out_to:
        raise _no(f"They are with {out_to} already. Record the return first", S39_2)
    if officer_is_custody:
        raise _no("The custody officer cannot be the officer they are handed to", S39_2, "officer_id")


def check_fit(fit: Fitness | None, *, hcp_says: Fitness | None, because: str) -> None:
    """The custody officer decides that they are fit for it, never against a healthcare professional. Code C 12.3."""
    if fit is None:
        raise _no("Decide whether they are fit to be interviewed", C_12_3, "fit")
    if fit is Fitness.NOT_FIT:
        raise _no("Not fit, so not handed over for interview. Look at it again later", C_12_3, "fit")
    if hcp_says is Fitness.NOT_FIT:
        raise _no("A healthcare professional says not fit. Ask them to examine again first", C_12_3, "fit")
    if Fitness.CONDITIONS in (fit, hcp_says) and not because.strip():
        raise _no("Say what the conditions are, and how they are met", C_12_3, "fit_because")


def check_rest(rest: Rest, *, interrupts: Interrupts | None, why: str) -> None:
    """Eight hours in any 24 are theirs: they are put off only for a reason that the Code has. Code C 12.2."""
    if not rest.late:
        return
    if interrupts is None:
        raise _no("Eight hours of rest are owed now. Let them rest, or select why that must wait", C_12_2, "interrupts")
    if not why.strip():
        raise _no("Say what makes it so", C_12_2, "interrupts_why")


def check_start(*, for_interview: bool, running: bool, recording: str, not_recorded_why: str) -> None:
    """An interview begins with somebody handed over for it, and is recorded. Code C 12.1, Code E 2.1."""
    if running:
        raise _no("An interview goes on already. Record its end first", C_12_1)
    if not for_interview:
        raise _no("Hand them over to the interviewing officer first", C_12_1)
    if not recording.strip() and not not_recorded_why.strip():
        raise _no("Enter the reference of the recording, or say why it is not recorded", CODE_E, "recording")


def check_reminded_of_advice(*, reminded: bool, put_off: bool) -> None:
    """Nobody is interviewed unreminded of legal advice, unless it has lawfully been put off. Code C 11.2, 6.6."""
    if not reminded and not put_off:
        raise _no(
            "Remind them of the right to free legal advice, and that the interview can wait for it, then tick it",
            C_11_2,
            "reminded",
        )


def check_clothed(*, clothes_taken: bool, replaced: bool) -> None:
    """No interview before other clothing was offered to somebody whose own was taken. Code C 8.5."""
    if clothes_taken and not replaced:
        raise _no("Their clothes were taken: offer others first, and record it under property", C_8_5)


def check_after(at: datetime, *, last: datetime, what: str, field: str, source: Source = C_12_8) -> None:
    """What follows comes after what it follows. Code C 12.7."""
    if to_minute(at) < to_minute(last):
        raise _no(f"This cannot be before {what}", source, field)


def check_return(*, interviewing: bool, kept_codes: bool, account: str) -> None:
    """Back with the custody officer: the interview has ended, and whoever had charge reports. PACE 1984 s.39(3)."""
    if interviewing:
        raise _no("An interview still goes on. Record its end first", S39_3)
    if not kept_codes and not account.strip():
        raise _no("Say what was not as the Act and the Codes have it", S39_3, "account")


def break_due(started_at: datetime, breaks: Iterable[tuple[datetime, datetime | None]]) -> datetime | None:
    """When a break is due next, about two hours on; None while one lasts. Code C 12.8."""
    last = started_at
    for _, ended in sorted(breaks):
        if ended is None:
            return None
        last = max(last, ended)
    return last + BREAK_EVERY


def break_until(reason: BreakReason, began_at: datetime) -> datetime | None:
    """How long a break at a meal or for refreshment lasts at least, normally; None of any other. Code C 12.8."""
    least = {BreakReason.MEAL: MEAL_BREAK, BreakReason.REFRESHMENT: SHORT_BREAK}.get(reason)
    return to_minute(began_at) + least if least else None


def check_break_over(reason: BreakReason, *, began_at: datetime, at: datetime, why: str) -> None:
    """A break that was shorter than they normally are says why. Code C 12.8."""
    until = break_until(reason, began_at)
    if until and to_minute(at) < until and not why.strip():
        least = int((until - to_minute(began_at)).total_seconds() // 60)
        raise _no(
            f"A break for {'a meal' if reason is BreakReason.MEAL else 'refreshment'} lasts at least {least} minutes, "
            "normally. Go on later, or say why it is shorter",
            C_12_8,
            "short_why",
        )


def _no(why: str, source: Source, field: str | None = None) -> RuleBroken:
    return RuleBroken(why, rule=source.section, field=field)
