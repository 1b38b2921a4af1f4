"""What should never have been taken of somebody: by whom that is decided, and that it is destroyed (CUS-15)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.refusing import refused
from mips.custody.rules.samples import SampleKind
from mips.custody.rules.sources_of_investigation import S63D, S63R, S63S, S64A


class Unlawful(StrEnum):
    """Why something should not have been taken. PACE 1984 s.63D(2)."""

    TAKING = "taking"
    ARREST = "arrest"
    MISTAKEN = "mistaken-identity"

    @property
    def label(self) -> str:
        return {
            "taking": "It was taken unlawfully",
            "arrest": "The arrest was unlawful",
            "mistaken-identity": "The arrest was of the wrong person",
        }[self.value]

    @property
    def may_be_taken_again(self) -> bool:
        """Where only the taking was wrong the power to take it is still there, and it is owed again."""
        return self is Unlawful.TAKING


_SOURCES: Final = {
    SampleKind.FINGERPRINTS: S63D,
    SampleKind.DNA: S63R,
    SampleKind.INTIMATE: S63R,
    SampleKind.FOOTWEAR: S63S,
}
"""What is destroyed when it was taken unlawfully, and by which section; a photograph is not among it."""


def check_unlawful(
    kind: SampleKind, *, taken: bool, found: bool, at: datetime, taken_at: datetime, authority: Rank | None
) -> None:
    """What was taken, once, later than it was taken, by somebody who speaks for the chief officer.

    The Act names the responsible chief officer; of whoever acts for them this asks for an inspector at least.
    PACE 1984 s.63D(2), s.63R, s.63S.
    """
    if kind not in _SOURCES:
        raise refused(
            f"{kind.label}: this is not among what must be destroyed when it was taken unlawfully",
            S64A,
            instead="Write in the log what was wrong, and ask records management to review whether it is kept",
        )
    source = _SOURCES[kind]
    if not taken:
        raise refused("This was not taken", source)
    if found:
        raise refused("That has been found already", source)
    if at < taken_at:
        raise RuleBroken("This is before it was taken", rule=source.section, field="at")
    if (authority or Rank.STAFF) < Rank.INSPECTOR:
        raise RuleBroken(
            "Name the officer who decided it for the chief officer: an inspector or above",
            rule=source.section,
            field="authority_id",
        )


def check_destroyed(
    kind: SampleKind, *, unlawful: bool, destroyed: bool, at: datetime, found_at: datetime | None, held: bool
) -> None:
    """Destroyed once, after it was found to be unlawful, unless a hold keeps the record. PACE 1984 s.63D(2), s.63R."""
    source = _SOURCES.get(kind, S63D)
    if not unlawful or found_at is None:
        raise refused("Nobody has found that it was taken unlawfully", source, instead="Say so first, with the reason")
    if destroyed:
        raise refused("It is destroyed already", source)
    if held:
        raise refused("A hold is on the record: nothing of it is destroyed", source, instead="Ask who set the hold")
    if at < found_at:
        raise RuleBroken("This is before it was found to be unlawful", rule=source.section, field="at")
