"""Reads what is typed into one search box: names in any order, a date of birth, numbers, a telephone, a postcode."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from mips.core import clock, values
from mips.core.identifiers.people import cro, pncid
from mips.core.identifiers.verdict import Verdict
from mips.record.identity.facts import Birth, Facts, Name
from mips.web import spoken

LONGEST: Final = 200

_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATES: Final = re.compile(
    rf"(?<![\w/])(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}\s*[/.\-]\s*\d{{1,2}}\s*[/.\-]\s*(?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s*{_MONTH}\s*\d{{4}}|{_MONTH}\s*\d{{4}}|\d{{1,2}}\s*/\s*\d{{4}}"
    rf"|(?:about|circa|c\.?|~)\s*(?:1[89]|20)\d\d|(?:1[89]|20)\d\d)(?![\w/])",
    re.IGNORECASE | re.ASCII,
)
_SHORT_YEAR: Final = re.compile(r"(.*[/.\-]\s*)(\d{2})", re.ASCII)
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE | re.ASCII)
_EMAIL: Final = re.compile(r"\S+@\S+\.\S+")
_PHONE: Final = re.compile(r"(?<![\w/])(?:\+|0)[\d\s()\-]{8,18}\d(?![\w/])", re.ASCII)
_NUMBER: Final = re.compile(r"(?<!\S)(?=\S*\d)[A-Z0-9/]{4,20}(?!\S)", re.IGNORECASE | re.ASCII)
_SPACED_NI: Final = re.compile(r"\b[A-Z]{2}(?:\s?\d{2}){3}\s?[A-D]\b", re.IGNORECASE | re.ASCII)

_NUMBERS: Final[dict[str, Callable[[str], Verdict]]] = {
    "pncid": pncid,
    "cro": cro,
    "ni-number": values.national_insurance_number,
    "driver-number": values.driver_number,
}


def read_question(text: str) -> Facts:
    """What of a person the text names. What is none of the known forms is taken for names."""
    rest = _Rest(text[:LONGEST])
    identifiers = [("email", found) for found in rest.taken(_EMAIL, values.email)]
    identifiers += [("ni-number", found) for found in rest.taken(_SPACED_NI, values.national_insurance_number)]
    births = tuple(birth for found in rest.pieces(_DATES) if (birth := read_birth(found)))
    for kind, judge in _NUMBERS.items():
        identifiers += [(kind, found) for found in rest.taken(_NUMBER, judge)]
    identifiers += [("phone", found) for found in rest.taken(_PHONE, values.phone)]
    postcodes = rest.taken(_POSTCODE, values.postcode)
    identifiers += [("handle", word.lower()) for word in re.findall(r"(?<!\S)@\w{2,}", rest.text)]
    return Facts(_names(rest.text), births, tuple(identifiers), tuple(postcodes))


def read_birth(text: str) -> Birth | None:
    """A date of birth as people type it, whole or in part; a year of two digits is the latest that has been."""
    today = spoken.in_london(clock.now()).date()
    try:
        partial = spoken.read_partial(_with_full_year(text, today), today=today)
    except spoken.NotUnderstood:
        return None
    return Birth(partial.year, partial.month, partial.day, partial.circa)


def _with_full_year(text: str, today: date) -> str:
    found = _SHORT_YEAR.fullmatch(text.strip())
    if not found or re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text.strip()):
        return text
    year = int(found[2]) + today.year // 100 * 100
    return f"{found[1]}{year if year <= today.year else year - 100}"


def _names(text: str) -> tuple[Name, ...]:
    """'SMITH, John' says which is the surname; without a comma either may be."""
    if "," in text:
        family, _, given = text.partition(",")
        name = Name(_wordy(family), _wordy(given))
    else:
        *given_words, family = _wordy(text).split() or [""]
        name = Name(family, " ".join(given_words), ordered=False)
    return (name,) if name.family or name.given else ()


def _wordy(text: str) -> str:
    """The parts that have a letter and no digit."""
    parts = text.replace(",", " ").split()
    return " ".join(part for part in parts if any(map(str.isalpha, part)) and not any(map(str.isdigit, part)))


class _Rest:
    """The text, out of which what has been understood is taken."""

    def __init__(self, text: str) -> None:
        self.text = text

    def pieces(self, form: re.Pattern[str]) -> list[str]:
        found = [match[0] for match in form.finditer(self.text)]
        self.text = form.sub(" ", self.text)
        return found

    def taken(self, form: re.Pattern[str], judge: Callable[[str], Verdict]) -> list[str]:
        """The canonical forms of what is one of these; what only looks like one stays."""
        verdicts = [(match[0], judge(match[0])) for match in form.finditer(self.text)]
        for piece, verdict in verdicts:
            if verdict.valid:
                self.text = self.text.replace(piece, " ", 1)
        return [str(verdict.canonical) for _, verdict in verdicts if verdict.valid]
