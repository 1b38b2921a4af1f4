"""Find an offence while it is being typed: by its code or by words of its title, the plainest offence first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

from mips.core import clock, db
from mips.core.identifiers.offences import cjs_offence_code
from mips.record.reference.lookup import in_use
from mips.record.reference.model import ListedOffence
from mips.web.pickers import Candidate, Picker

SHOWN: Final = 20
SHORTEST: Final = 2
LONGEST: Final = 100
ACT_LETTERS: Final = 4

ALSO_SAID: Final = {
    "abh": "actual bodily harm",
    "gbh": "grievous bodily harm",
    "shoplifting": "theft shop",
    "shoplift": "theft shop",
    "mugging": "robbery",
    "twoc": "take motor vehicle without consent",
    "tda": "take motor vehicle without consent",
    "tfmv": "theft from motor vehicle",
    "tomv": "theft motor vehicle",
}
"""What officers say -> words of the title."""

CATEGORIES: Final = {"CE": "either way", "CI": "indictable only", "CS": "summary", "CM": "summary motoring"}
INCHOATE: Final = {"A": "attempt", "B": "aid and abet", "C": "conspire"}


def find_offences(typed: str, *, most: int = SHOWN) -> Sequence[Candidate]:
    """Candidates for a code or words typed so far, best first; none for less than two letters.

    Codes come in their order. By words, national codes come before those of one force, whole offences before attempts,
    titles that begin as typed before others and short ones before long ones.
    """
    text = typed.replace("\x00", " ").strip()[:LONGEST]
    if len(text) < SHORTEST:
        return []
    with db.reader():
        found = [*_by_code(text, most), *_by_words(text, most)]
    return [_candidate(*row) for row in list(dict.fromkeys(found))[:most]]


def _by_code(text: str, most: int) -> list[Any]:
    """Offences whose code begins so. Letters alone are words, unless they are so few that they may be an Act's."""
    if not re.search(r"\d", text) and len(text) > ACT_LETTERS:
        return []
    bare = re.sub(r"[\s/-]+", "", text).upper()
    return _matching(ListedOffence.code.startswith(bare, autoescape=True), [ListedOffence.code], most)


def _by_words(text: str, most: int) -> list[Any]:
    """Offences of whose titles every word typed begins a word, grammar aside."""
    words = re.findall(r"[^\W_]+", text.casefold())
    said = " ".join(ALSO_SAID.get(word, word) for word in words).split()
    if not said:
        return []
    offence = ListedOffence
    query = func.to_tsquery("english", " & ".join(f"{word}:*" for word in said))
    begins = func.lower(offence.title).startswith(said[0], autoescape=True)
    inchoate = offence.code.regexp_match(r"^([A-Z]{2}[0-9]{5}|COML[0-9]{3})[A-Z]$")
    best = [inchoate, offence.notifiable.desc(), begins.desc(), func.length(offence.title), offence.code]
    return _matching(offence.words.bool_op("@@")(query), best, most)


def _matching(wanted: ColumnElement[bool], best: Sequence[Any], most: int) -> list[Any]:
    offence = ListedOffence
    found = (
        select(offence.code, offence.title, offence.category, offence.ho_class, offence.force_local)
        .where(wanted, in_use(offence, clock.now().date()), offence.title != "")
        .order_by(offence.force_local, *best)
        .limit(most)
    )
    return [tuple(row) for row in db.session.execute(found)]


def _candidate(code: str, title: str, category: str, ho_class: str, force_local: bool) -> Candidate:
    about = [code, CATEGORIES.get(category, category), f"class {ho_class}" if ho_class else ""]
    suffix = code[-1] if cjs_offence_code(code).valid and code[-1].isalpha() else ""
    tags = [*(["force code"] if force_local else []), *([INCHOATE[suffix]] if suffix in INCHOATE else [])]
    return Candidate(value=code, label=title, detail=", ".join(part for part in about if part), tags=tuple(tags))


def name_offence(code: str) -> Candidate | None:
    """The candidate for a code on the record, ended or not; None when the list has never had it."""
    offence = ListedOffence
    newest = offence.valid_from.desc().nulls_last()
    found = (
        select(offence.code, offence.title, offence.category, offence.ho_class, offence.force_local)
        .where(offence.code == code)
        .order_by(newest)
        .limit(1)
    )
    row = db.session.execute(found).one_or_none()
    return _candidate(*row) if row else None


OFFENCES: Final = Picker(kind="offence", find=find_offences, name=name_offence, endpoint="reference.find_offence")
