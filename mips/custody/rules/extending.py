"""What a superintendent must have before extending detention: rank, distance, hearing, consent to a link, time left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.law import Source
from mips.custody.rules.arithmetic import Deadline, to_minute
from mips.custody.rules.extensions import Refusal
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S42_1, S42_4
from mips.custody.rules.sources_of_people import S42_1_C, S45ZA


class ExtensionMethod(StrEnum):
    """Never by telephone. PACE 1984 s.45ZA."""

    IN_PERSON = "in-person"
    LIVE_LINK = "live-link"


class LinkConsent(StrEnum):
    """Whose consent to the link was had. PACE 1984 s.45ZA."""

    OWN = "own"
    OWN_AND_PARENT = "own-and-parent"
    PARENT = "parent"
    OWN_BEFORE_ADULT = "own-before-adult"

    @property
    def label(self) -> str:
        return _CONSENTS[self]


_CONSENTS = {
    LinkConsent.OWN: "Their own",
    LinkConsent.OWN_BEFORE_ADULT: "Their own, with the appropriate adult there",
    LinkConsent.OWN_AND_PARENT: "Their own with the appropriate adult there, and a parent or guardian's",
    LinkConsent.PARENT: "A parent or guardian's",
}

_INSTEAD: Final = "Charge or release them by then, or apply to the court"
WHY_NOT: Final[dict[Refusal, tuple[str, Source, str]]] = {
    Refusal.RANK: ("A superintendent or above extends detention", S42_1, "Ask the superintendent on call"),
    Refusal.OFFENCE: (
        "None of the offences is indictable, so detention without charge ends at 24 hours",
        S42_1,
        "Charge or release them by then",
    ),
    Refusal.LATE: ("More than 24 hours have passed since the relevant time", S42_4, "Charge or release them now"),
    Refusal.REVIEWS: ("The second review has not been held", S42_4, "Have it held first, within the 24 hours"),
}
"""Why a superintendent may not extend -> the reason, the section, what may be done instead. PACE 1984 s.42."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """The elements of a live link. `age` in years, None where nobody knows; an unknown age asks for an adult's own."""

    appropriate: bool
    advice: bool
    consent: LinkConsent | None
    age: int | None
    vulnerable: bool


def check_may_extend(bar: Refusal | None) -> None:
    """Refuse, with the section and what may be done instead. PACE 1984 s.42(1), s.42(4)."""
    if bar is not None:
        reason, source, instead = WHY_NOT[bar]
        raise refused(reason, source, instead=instead)


def check_extending_officer(*, rank: Rank, involved: bool, asked_for_it: bool, responsible: bool) -> None:
    """A superintendent responsible for the station who neither investigates nor asked for it. PACE 1984 s.42(1)."""
    if rank < Rank.SUPERINTENDENT:
        check_may_extend(Refusal.RANK)
    if involved or asked_for_it:
        what = "investigates this" if involved else "asked for the extension"
        raise refused(f"Whoever {what} does not decide on it", S42_1, instead="Ask another superintendent")
    if not responsible:
        raise refused(
            "It is for the superintendent responsible for this station",
            S42_1,
            instead="Have them decide",
            field="responsible",
        )


def check_until(until: datetime, *, at: datetime, most: Deadline | None) -> None:
    """After now and within 36 hours of the relevant time, less what does not count. PACE 1984 s.42(1)."""
    if to_minute(until) <= to_minute(at):
        raise refused("The extension must end after it is given", S42_1, field="until")
    if isinstance(most, datetime) and to_minute(until) > to_minute(most):
        raise refused("That is later than 36 hours after the relevant time", S42_1, instead=_INSTEAD, field="until")


def check_diligence(text: str) -> None:
    """The investigation is being conducted diligently and expeditiously, and why is said. PACE 1984 s.42(1)(c)."""
    if not text.strip():
        raise refused("Say how the investigation is diligent and expeditious", S42_1_C, field="diligence")


def check_link(link: Link) -> None:
    """Each element of a decision by live link. PACE 1984 s.45ZA."""
    instead = "Decide in person, with the detainee before you"
    if not link.appropriate:
        raise refused("The custody officer must think the link appropriate", S45ZA, instead=instead, field="method")
    if not link.advice:
        raise refused("They must have had legal advice on using the link", S45ZA, instead=instead, field="link_advice")
    if link.consent not in consents(age=link.age, vulnerable=link.vulnerable):
        wanted = " or ".join(each.label.lower() for each in consents(age=link.age, vulnerable=link.vulnerable))
        raise refused(f"The consent needed is: {wanted}", S45ZA, instead=instead, field="link_consent")


def consents(*, age: int | None, vulnerable: bool) -> tuple[LinkConsent, ...]:
    """Whose consent makes a link lawful, by age and vulnerability. PACE 1984 s.45ZA."""
    if age is not None and age < 14:
        return (LinkConsent.PARENT,)
    if age is not None and age < 18:
        return (LinkConsent.OWN_AND_PARENT,)
    return (LinkConsent.OWN_BEFORE_ADULT,) if vulnerable else (LinkConsent.OWN, LinkConsent.OWN_BEFORE_ADULT)
