"""A witness statement in the form the law asks, and what may still be done with one (CJA 1967 s.9, CrimPR 16.2)."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken

ADULT: Final = 18
NINE: Final = "CJA 1967 s.9"
DECLARATION: Final = (
    "This statement (each page signed by me) is true to the best of my knowledge and belief and I make it knowing "
    "that, if it is tendered in evidence, I shall be liable to prosecution if I have wilfully stated in it anything "
    "which I know to be false, or do not believe to be true."
)
"""The words of the declaration (CJA 1967 s.9(2)(b))."""
VULNERABLE: Final = "witness-vulnerability"
ALOUD: Final = "personal-statement-aloud"
"""Reference lists: why special measures may be given, and how a personal statement is to be heard."""
_MENTIONED: Final = re.compile(r"\b[A-Z]{1,5}/[1-9][0-9]{0,3}[A-Z]{0,3}\b")


class StatementKind(StrEnum):
    """What a statement tells: what was seen and done, or what the crime did to its victim (INV-6, right 7)."""

    WITNESS = "witness"
    PERSONAL = "personal"

    @property
    def label(self) -> str:
        return {"witness": "Witness statement", "personal": "Victim personal statement"}[self.value]


class StatementState(StrEnum):
    """How far the statement of one person is."""

    NONE = "none"
    ASKED = "asked"
    DRAFTED = "drafted"
    SIGNED = "signed"

    @property
    def label(self) -> str:
        return {"none": "No statement", "asked": "Asked for", "drafted": "Drafted, not signed", "signed": "Signed"}[
            self.value
        ]


def age_said(*, over_18: bool, age: int | None) -> str:
    """What stands for the age: 'Over 18', or the age in years (CJA 1967 s.9(3)(a))."""
    return "Over 18" if over_18 else f"{age}"


def check_age(*, over_18: bool, age: int | None) -> None:
    """Under 18 the age itself is stated (CJA 1967 s.9(3)(a)). Raises RuleBroken."""
    if over_18 and age is not None and age < ADULT:
        raise RuleBroken("Under 18: answer no above", rule=f"{NINE}(3)(a)", field="age")
    if not over_18 and age is None:
        raise RuleBroken("Enter the age of a witness who is under 18", rule=f"{NINE}(3)(a)", field="age")
    if not over_18 and age is not None and age >= ADULT:
        raise RuleBroken("They are 18 or over: answer yes above", rule=f"{NINE}(3)(a)", field="age")


def check_heard(*, cannot_read: bool, read_by: str, interpreter: bool, language: str, interpreted_by: str) -> None:
    """Who cannot read it has it read to them, and an interpreter has a name (CJA 1967 s.9(3)(b)). Raises RuleBroken."""
    if cannot_read and not read_by.strip():
        raise RuleBroken("Enter who read it to them", rule=f"{NINE}(3)(b)", field="read_by")
    if interpreter and not language.strip():
        raise RuleBroken("Enter the language", rule="INV-6", field="language")
    if interpreter and not interpreted_by.strip():
        raise RuleBroken("Enter the interpreter", rule="INV-6", field="interpreted_by")


def check_open(*, signed: bool) -> None:
    """A signed statement stands: a correction is a later one (CJA 1967 s.9). Raises RuleBroken."""
    if signed:
        raise RuleBroken("It is signed and stands as it was signed. Make a correcting statement", rule=NINE)


def check_signing(*, text: str, signed: bool, read_over: bool) -> None:
    """Nobody signs nothing, or what they have not read or heard; who does not sign makes no statement (s.9(2)(a))."""
    if not text.strip():
        raise RuleBroken("There is nothing to sign yet. Go on writing", rule=f"{NINE}(2)(a)")
    if not read_over:
        raise RuleBroken("Let them read it, or read it to them, before they sign", rule=NINE, field="read_over")
    if not signed:
        raise RuleBroken(
            "A statement that is not signed is no statement under section 9. Leave it as a draft and write in the log "
            "that they did not sign, and why",
            rule=f"{NINE}(2)(a)",
            field="signature-how",
        )


def check_corrects(*, signed: bool, last: bool) -> None:
    """Only the latest signed statement is corrected; a draft is simply gone on with. Raises RuleBroken."""
    if not signed:
        raise RuleBroken("It is not signed: go on writing it instead", rule=NINE)
    if not last:
        raise RuleBroken("A later statement corrects this one already. Correct that one", rule=NINE)


def marks_in(text: str) -> list[str]:
    """The exhibits that a text names, each once, in its order (CJA 1967 s.9(3)(c))."""
    return list(dict.fromkeys(_MENTIONED.findall(text)))


def unknown_marks(text: str, marks: Collection[str]) -> list[str]:
    """Those it names that are no exhibit of the crime."""
    return [each for each in marks_in(text) if each not in marks]


def state_of(*, asked: bool, drafted: bool, signed: bool) -> StatementState:
    """The furthest that it has come (INV-8)."""
    if signed:
        return StatementState.SIGNED
    if drafted:
        return StatementState.DRAFTED
    return StatementState.ASKED if asked else StatementState.NONE
