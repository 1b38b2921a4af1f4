"""What a detainee had with them: counting cash, keeping things from them, giving them back (CUS-14)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.custody.rules.sources_of_investigation import C_4_1, C_4_4, C_8_5, S54_4

DENOMINATIONS: Final = (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
"""Sterling notes and coins, in pence."""


class Retained(StrEnum):
    """Why somebody may not have it back now. PACE 1984 s.54(4)."""

    EVIDENCE = "evidence"
    HARM = "harm"
    DAMAGE = "damage"
    ESCAPE = "escape"
    INTERFERENCE = "interference"

    @property
    def label(self) -> str:
        return _RETAINED[self]


_RETAINED = {
    Retained.EVIDENCE: "It may be evidence of an offence",
    Retained.HARM: "It may be used to harm themselves or others",
    Retained.DAMAGE: "It may be used to damage property",
    Retained.ESCAPE: "It may help them escape",
    Retained.INTERFERENCE: "It may be used to interfere with evidence",
}


class Signed(StrEnum):
    """What the detainee did when shown the list."""

    SIGNED = "signed"
    REFUSED = "refused"
    UNABLE = "unable"

    @property
    def label(self) -> str:
        return {"signed": "Checked and signed", "refused": "Refused to sign"}.get(self.value, "Could not sign")


class PropertyEnd(StrEnum):
    """How custody ceased to hold it."""

    RETURNED = "returned"
    GIVEN_TO = "given-to"
    TRANSFERRED = "transferred"
    EXHIBIT = "exhibit"
    DISPOSED = "disposed"

    @property
    def label(self) -> str:
        return _ENDS[self]

    @property
    def to_detainee(self) -> bool:
        return self is PropertyEnd.RETURNED


_ENDS = {
    PropertyEnd.RETURNED: "Given back to the detainee",
    PropertyEnd.GIVEN_TO: "Given to somebody else, as the detainee asked",
    PropertyEnd.TRANSFERRED: "Sent with them on the person escort record",
    PropertyEnd.EXHIBIT: "Became an exhibit",
    PropertyEnd.DISPOSED: "Disposed of",
}


def pounds(pence: int) -> str:
    """How cash that was counted is written: '\u00a31,020.50'. Code C 4.1."""
    return f"\u00a3{pence // 100:,}.{pence % 100:02d}"


def count_cash(counted: Mapping[int, int], *, said_pence: int | None) -> int | None:
    """Pence counted by denomination; refuses a total that the notes and coins do not add up to. Code C 4.1.

    `counted` is how many of each denomination (in pence); None when there is neither cash nor a total.
    """
    found = sum(each * number for each, number in counted.items())
    if not found and said_pence is None:
        return None
    if said_pence is None or said_pence != found:
        said = "no total is given" if said_pence is None else f"the total says {pounds(said_pence)}"
        raise RuleBroken(
            f"The notes and coins add up to {pounds(found)}, but {said}. Count them again, together",
            rule=C_4_1.section,
            field="total",
        )
    return found


def check_signature(signed: Signed | None, why: str) -> None:
    """The list is shown to the detainee; that they did not sign is written down, with why. Code C 4.4."""
    if signed is None:
        raise RuleBroken(
            "Say whether the detainee checked the list and signed it, refused or could not",
            rule=C_4_4.section,
            field="signature-how",
        )
    if signed is not Signed.SIGNED and not why.strip():
        raise RuleBroken("Say why they did not sign", rule=C_4_4.section, field="signature-why")


def check_kept(*, effects: bool, with_detainee: bool, retained: Retained | None, field: str = "retained") -> None:
    """Clothes and personal effects are left with the detainee unless a reason of the Act holds. PACE 1984 s.54(4)."""
    if with_detainee and retained is not None:
        raise RuleBroken("It stays with the detainee, so nothing is kept from them", rule=S54_4.section, field=field)
    if effects and not with_detainee and retained is None:
        raise RuleBroken(
            "Clothes and personal effects are kept from a detainee only for a reason. Select it, or leave it with them",
            rule=S54_4.section,
            field=field,
        )


def check_clothing(*, clothes_taken: bool, replaced: str) -> None:
    """Whose clothes are taken is offered others of reasonable comfort. Code C 8.5."""
    if clothes_taken and not replaced.strip():
        raise RuleBroken(
            "Clothes are kept from them: say what they were offered instead", rule=C_8_5.section, field="replaced"
        )


def check_end(end: PropertyEnd, *, already: bool, retained: Retained | None, whom: str, why: str) -> None:
    """What is given out is still held, and evidence does not go back to the detainee without a reason. Code C 4.1."""
    if already:
        raise RuleBroken("This is no longer held. Open the list again", rule=C_4_1.section, field="items")
    if end not in (PropertyEnd.RETURNED, PropertyEnd.DISPOSED) and not whom.strip():
        raise RuleBroken("Say to whom it went, or the number it went under", rule=C_4_1.section, field="whom")
    if end is PropertyEnd.DISPOSED and not why.strip():
        raise RuleBroken("Say why and how it was disposed of", rule=C_4_1.section, field="why")
    if end.to_detainee and retained is Retained.EVIDENCE and not why.strip():
        raise RuleBroken(
            "This was kept as evidence. Say who decided that it goes back, and why", rule=S54_4.section, field="why"
        )
