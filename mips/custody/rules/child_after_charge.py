"""A child refused bail after charge goes to the local authority, or a certificate says why not. PACE 1984 s.38(6)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.sources_of_bail import S38_6, S38_6_B

_TWELVE: Final = 12


class WhyNotMoved(StrEnum):
    """The two grounds on which a child may be kept at the station. PACE 1984 s.38(6)(a), (b)."""

    IMPRACTICABLE = "impracticable"
    SERIOUS_HARM = "serious-harm"

    @property
    def label(self) -> str:
        return {
            "impracticable": "(a) Moving them is impracticable",
            "serious-harm": "(b) 12 or over, no secure place, and no other would protect the public from serious harm",
        }[self.value]


def check_child_placed(
    *, moved: bool, because: WhyNotMoved | None, reason: str, secure_asked: bool, age: int | None
) -> None:
    """Moved; or kept on one of two grounds, the second never for a child under 12. PACE 1984 s.38(6)-(7).

    `age` in whole years, None where it is not known exactly.
    """
    if moved:
        return
    if because is None:
        raise _broken("Select why the child is not moved", S38_6, "because")
    if not reason.strip():
        raise _broken("Write why: the court is given this certificate", S38_6, "reason")
    if because is not WhyNotMoved.SERIOUS_HARM:
        return
    if age is None or age < _TWELVE:
        raise _broken("Protecting the public is a ground only for a child of 12 or over", S38_6_B, "because")
    if not secure_asked:
        raise _broken("That ground needs that secure accommodation was asked for and there is none", S38_6_B, "secure")


def _broken(detail: str, source: Source, field: str) -> RuleBroken:
    return RuleBroken(detail, rule=source.section, field=field)
