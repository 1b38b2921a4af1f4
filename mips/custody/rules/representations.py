"""Who is heard before detention goes on, how, and when the detainee is told what was decided."""

from __future__ import annotations

from enum import StrEnum

from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_people import C_15_4, S40_12, S40_14, S40A_4


class Heard(StrEnum):
    """How somebody was heard, or why not."""

    SAID = "said"
    WRITTEN = "written"
    NOTHING = "nothing"
    ABSENT = "absent"
    ASLEEP = "asleep"
    UNFIT = "unfit"

    @property
    def label(self) -> str:
        return _HEARD[self]


_HEARD = {
    Heard.SAID: "Said something",
    Heard.WRITTEN: "In writing",
    Heard.NOTHING: "Asked, nothing to say",
    Heard.ABSENT: "Not available",
    Heard.ASLEEP: "Asleep",
    Heard.UNFIT: "Not heard in person: unfit",
}

SPOKE = frozenset({Heard.SAID, Heard.WRITTEN})


def heard_as(how: Heard | None, text: str, *, else_: Heard) -> Heard:
    """How somebody was heard where only what they said is known. PACE 1984 s.40(12)."""
    return how or (Heard.SAID if text.strip() else else_)


def check_heard(*, detainee: Heard, said: str, unfit_why: str) -> None:
    """Refuse a detainee not heard without a lawful cause, or heard without their words. PACE 1984 s.40(12)-(14)."""
    if detainee is Heard.ABSENT:
        raise refused("The detainee is heard unless asleep or unfit", S40_12, field="detainee_heard")
    if detainee in SPOKE and not said.strip():
        raise refused("Write down what the detainee said", S40_12, field="detainee_said")
    if detainee is Heard.UNFIT and not unfit_why.strip():
        raise refused(
            "Say by what condition or behaviour the detainee was unfit to be heard",
            S40_14,
            instead="They may still put it in writing, and their solicitor is heard",
            field="unfit_why",
        )


def check_reminded(*, detainee: Heard, reminded: bool) -> None:
    """Refuse a review before which somebody awake was not reminded of legal advice. Code C 15.4."""
    if not reminded and detainee is not Heard.ASLEEP:
        raise refused("Remind the detainee of the right to free legal advice first", C_15_4, field="reminded")


def check_record_made(*, remote: bool, recorded_at_station: bool) -> None:
    """Refuse a decision taken from elsewhere of which nobody at the station made the record. PACE 1984 s.40A(4)."""
    if remote and not recorded_at_station:
        raise refused("Say who at the station made the record", S40A_4, field="recorded_by_id")
