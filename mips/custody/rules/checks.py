"""What may not be recorded: a detention, review, charge or release that could not lawfully have happened."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.arithmetic import LONDON, to_minute
from mips.custody.rules.sources import S36_5, S37_1, S37_4, S37_7, S39_1, S40_1_B, S40_3_A, S40_7

_ON_THE_CASE: Final = (
    "The custody officer must not be involved in the investigation. Ask another custody officer to decide this"
)
BELOW_INSPECTOR: Final = "Before charge an inspector or above must review detention. Ask one who is not involved"


class PostponedBecause(StrEnum):
    """The only grounds for postponing a review. PACE 1984 s.40(4)."""

    NOT_PRACTICABLE = "not_practicable"
    QUESTIONING = "questioning"
    NO_OFFICER = "no_officer"


def check_here_then(at: datetime, *, since: datetime, field: str, source: Source = S39_1) -> None:
    """Refuse what is said to have been done for a detainee before they were there. PACE 1984 s.39(1)."""
    if to_minute(at) < to_minute(since):
        raise _broken(
            f"This is before they arrived, at {_said(since)}. Enter a later time, or correct when they arrived",
            source,
            field,
        )


def check_authorisation(
    at: datetime, *, relevant_time: datetime, grounds: str, involved_in_investigation: bool
) -> None:
    """Refuse an authorisation by somebody on the case, before arrival, or without grounds. PACE 1984 s.36(5), s.37."""
    if involved_in_investigation:
        raise _broken(_ON_THE_CASE, S36_5)
    if to_minute(at) < to_minute(relevant_time):
        raise _broken(
            "Detention cannot be authorised before the person is at the station under arrest, "
            f"at {_said(relevant_time)}. Enter a later time, or correct when they arrived",
            S37_1,
            "authorised_at",
        )
    if not grounds.strip():
        raise _broken("Enter the grounds for detention", S37_4, "grounds_reason")


def check_review(
    at: datetime,
    *,
    authorised_at: datetime,
    charged: bool,
    inspector_or_above: bool,
    involved_in_investigation: bool,
    released_at: datetime | None = None,
) -> None:
    """Refuse a review before authorisation, after release, or by the wrong officer. PACE 1984 s.40(1), s.40(3)."""
    if to_minute(at) < to_minute(authorised_at):
        raise _broken(
            f"A review cannot come before detention was authorised, at {_said(authorised_at)}. Enter a later time",
            S40_3_A,
            "held_at",
        )
    _check_still_held(at, released_at, "held_at")
    if charged:
        return
    if not inspector_or_above:
        raise _broken(BELOW_INSPECTOR, S40_1_B)
    if involved_in_investigation:
        raise _broken(
            "The reviewing officer must not be directly involved in the investigation. Ask another inspector, or "
            "postpone the review and say why",
            S40_1_B,
        )


def check_postponement(because: PostponedBecause | None, reason: str) -> None:
    """Refuse to postpone a review without one of the grounds and a recorded reason. PACE 1984 s.40(4), s.40(7)."""
    if because is None or not reason.strip():
        raise _broken("Say why the review is postponed", S40_7, "reason")


def check_charge(
    at: datetime,
    *,
    authorised_at: datetime,
    charged_at: datetime | None = None,
    released_at: datetime | None = None,
    involved_in_investigation: bool,
) -> None:
    """Refuse a charge before detention, after release, a second time, or by somebody on the case. PACE 1984 s.37(7)."""
    if involved_in_investigation:
        raise _broken(_ON_THE_CASE, S36_5)
    if to_minute(at) < to_minute(authorised_at):
        raise _broken(
            f"A charge cannot come before detention was authorised, at {_said(authorised_at)}. Enter a later time",
            S37_7,
            "charged_at",
        )
    if charged_at is not None:
        raise _broken(
            f"This person was charged already, at {_said(charged_at)}. Open their record to see with what", S37_7
        )
    _check_still_held(at, released_at, "charged_at")


def check_release(at: datetime, *, relevant_time: datetime, released_at: datetime | None = None) -> None:
    """Refuse a release before detention began or a second one. PACE 1984 s.39(1)."""
    if released_at is not None:
        raise _broken(f"This person left already, at {_said(released_at)}. Open their record to see how", S39_1)
    if to_minute(at) < to_minute(relevant_time):
        raise _broken(
            f"They cannot leave before what was done last, at {_said(relevant_time)}. Enter a later time",
            S39_1,
            "released_at",
        )


def _check_still_held(at: datetime, released_at: datetime | None, field: str) -> None:
    if released_at is not None and to_minute(at) > to_minute(released_at):
        raise _broken(f"They had left by then, at {_said(released_at)}. Enter an earlier time", S39_1, field)


def _said(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%-d %b %H:%M}"


def _broken(detail: str, source: Source, field: str | None = None) -> RuleBroken:
    return RuleBroken(detail, rule=source.section, field=field)
