"""What every identifier's check answers with, and the tidying and check letter they share."""

from __future__ import annotations

from dataclasses import dataclass

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"


@dataclass(frozen=True)
class Verdict:
    """One value judged. `input` is the raw text; `canonical` is what is stored beside it, None unless valid."""

    kind: str
    input: str
    valid: bool
    canonical: str | None = None
    short: str | None = None
    problem: str | None = None
    dummy: bool = False
    court_form: bool = False


def accepted(kind: str, text: str, canonical: str, short: str | None = None, *, court_form: bool = False) -> Verdict:
    return Verdict(kind, text, valid=True, canonical=canonical, short=short, court_form=court_form)


def refused(kind: str, text: str, problem: str, *, court_form: bool = False) -> Verdict:
    return Verdict(kind, text, valid=False, problem=problem, court_form=court_form)


def tidy(text: str) -> str:
    """Trimmed, upper-cased, without spaces.

    Only ASCII is upper-cased: other alphabets have letters whose capitals are ASCII (a long s becomes S), and would
    slip through as something nobody typed.
    """
    bare = text.strip().replace(" ", "").replace("\u00a0", "")
    return bare.upper() if bare.isascii() else bare


def check_letter(digits: str) -> str:
    """The letter that belongs to a check number: remainder of 23 in an alphabet without I, O and S (CAS-1)."""
    return CHECK_LETTERS[int(digits) % len(CHECK_LETTERS)]


def letter_problem(letter: str, digits: str) -> str | None:
    """None when the check letter is right; otherwise what it should be. A wrong letter is never put right."""
    expected = check_letter(digits)
    return None if letter == expected else f"check letter should be {expected}"
