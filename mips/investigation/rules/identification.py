"""Whether a witness knows the suspect again: which procedure, by whom, on what conditions (PACE Code D 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken

INSPECTOR: Final = 3
OTHERS: Final = 8
"""So many others at least whom the suspect is shown among (Code D Annex A 2, Annex B 9)."""


class Procedure(StrEnum):
    """In the order in which they are to be considered (Code D 3.14 to 3.16, 3.23)."""

    VIDEO = "video"
    PARADE = "parade"
    GROUP = "group"
    CONFRONTATION = "confrontation"
    NOT_HELD = "not-held"

    @property
    def label(self) -> str:
        return {
            "video": "Video identification",
            "parade": "Identification parade",
            "group": "Group identification",
            "confrontation": "Confrontation",
            "not-held": "None was held",
        }[self.value]


class Picked(StrEnum):
    """What the witness did."""

    SUSPECT = "suspect"
    OTHER = "other"
    NOBODY = "nobody"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        return {
            "suspect": "Identified the suspect",
            "other": "Picked somebody else",
            "nobody": "Picked nobody",
            "unsure": "Was not sure",
        }[self.value]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told of one procedure."""

    procedure: Procedure
    description: str = ""
    described_at: datetime | None = None
    """When the first description was written down."""
    held_at: datetime | None = None
    consent: bool | None = None
    notice_at: datetime | None = None
    why: str = ""
    """Why none was held, why without consent, or why a confrontation."""
    rank: int | None = None
    """Of the officer in charge; None: none was named."""
    involved: bool = False
    """The officer in charge investigates this crime."""
    others: int | None = None
    picked: Picked | None = None


def check_identification(told: Told) -> None:
    """Refuse what Code D does not allow, with everything that is lacking. Raises RuleBroken."""
    wrong = list(_not_held(told) if told.procedure is Procedure.NOT_HELD else _held(told))
    if wrong:
        first, *also = wrong
        raise RuleBroken(first.detail, rule=first.rule, field=first.field, also=also)


def _not_held(told: Told) -> Iterator[RuleBroken]:
    if not told.why.strip():
        yield RuleBroken("Enter why no procedure was held", rule="Code D 3.13", field="why")


def _held(told: Told) -> Iterator[RuleBroken]:
    if told.held_at is None:
        yield RuleBroken("Enter when it was held", rule="Code D 3.1", field="held_at")
    yield from _described(told)
    yield from _officer(told)
    yield from _agreed(told)
    if told.procedure in (Procedure.VIDEO, Procedure.PARADE) and (told.others or 0) < OTHERS:
        annex = "Code D Annex A 2" if told.procedure is Procedure.VIDEO else "Code D Annex B 9"
        yield RuleBroken(
            "The suspect must be shown among at least eight others who resemble them", rule=annex, field="others"
        )
    if told.picked is None:
        yield RuleBroken("Select what the witness did", rule="Code D 3.1", field="picked")


def _described(told: Told) -> Iterator[RuleBroken]:
    if not told.description.strip() or told.described_at is None:
        yield RuleBroken(
            "Enter the witness's first description and when it was written down: before any procedure",
            rule="Code D 3.1",
            field="description",
        )
    elif told.held_at and told.described_at >= told.held_at:
        yield RuleBroken(
            "The first description is written down before the procedure", rule="Code D 3.1", field="described_at"
        )


def _officer(told: Told) -> Iterator[RuleBroken]:
    if told.rank is None or told.rank < INSPECTOR:
        yield RuleBroken(
            "An officer of the rank of inspector or above is in charge", rule="Code D 3.11", field="officer_id"
        )
    elif told.involved:
        yield RuleBroken(
            "The officer in charge must not be involved in the investigation. Name another",
            rule="Code D 3.11",
            field="officer_id",
        )


def _agreed(told: Told) -> Iterator[RuleBroken]:
    if told.procedure is Procedure.CONFRONTATION:
        if not told.why.strip():
            yield RuleBroken("Enter why no other procedure was practicable", rule="Code D 3.23", field="why")
        return
    if told.consent is None:
        yield RuleBroken("Say whether the suspect consented", rule="Code D 3.17", field="consent")
    elif told.consent and (told.notice_at is None or (told.held_at and told.notice_at > told.held_at)):
        yield RuleBroken(
            "Enter when they had the written notice, before it was held", rule="Code D 3.17", field="notice_at"
        )
    elif not told.consent and told.procedure is Procedure.PARADE:
        yield RuleBroken(
            "Nobody stands on a parade against their will. A video or group identification may be held covertly",
            rule="Code D 3.21",
            field="consent",
        )
    elif not told.consent and not told.why.strip():
        yield RuleBroken("Enter why it was held without their consent", rule="Code D 3.21", field="why")
