"""What may not be recorded: a detention, review, charge or release that could not lawfully have happened."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.sources import S36_5, S37_1, S37_4, S37_7, S39_1, S40_1_B, S40_3_A, S40_7


class PostponedBecause(StrEnum):
    """The only grounds for postponing a review. PACE 1984 s.40(4)."""

    NOT_PRACTICABLE = "not_practicable"
    QUESTIONING = "questioning"
    NO_OFFICER = "no_officer"


def check_authorisation(
    at: datetime, *, relevant_time: datetime, grounds: str, involved_in_investigation: bool
) -> None:
    """Refuse an authorisation by somebody on the case, before arrival, or without grounds. PACE 1984 s.36(5), s.37."""
    if involved_in_investigation:
        raise _broken("The custody officer must not be involved in the investigation", S36_5)
    if to_minute(at) < to_minute(relevant_time):
        raise _broken("Detention cannot be authorised before the person is at the station", S37_1, "authorised_at")
    if not grounds.strip():
        raise _broken("Enter the grounds for detention", S37_4, "grounds")


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
        raise _broken("A review cannot come before detention was authorised", S40_3_A, "reviewed_at")
    _check_still_held(at, released_at, "reviewed_at")
    if charged:
        return
    if not inspector_or_above:
        raise _broken("Before charge an inspector or above must review detention", S40_1_B)
    if involved_in_investigation:
        raise _broken("The reviewing officer must not be directly involved in the investigation", S40_1_B)


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
        raise _broken("The custody officer must not be involved in the investigation", S36_5)
    if to_minute(at) < to_minute(authorised_at):
        raise _broken("A charge cannot come before detention was authorised", S37_7, "charged_at")
    if charged_at is not None:
        raise _broken("This person has already been charged", S37_7)
    _check_still_held(at, released_at, "charged_at")


def check_release(at: datetime, *, relevant_time: datetime, released_at: datetime | None = None) -> None:
    """Refuse a release before detention began or a second one. PACE 1984 s.39(1)."""
    if released_at is not None:
        raise _broken("This person has already been released", S39_1)
    if to_minute(at) < to_minute(relevant_time):
        raise _broken("Release cannot come before detention began", S39_1, "released_at")


def _check_still_held(at: datetime, released_at: datetime | None, field: str) -> None:
    if released_at is not None and to_minute(at) > to_minute(released_at):
        raise _broken("The person had already been released", S39_1, field)


def _broken(detail: str, source: Source, field: str | None = None) -> RuleBroken:
    return RuleBroken(detail, rule=source.section, field=field)
