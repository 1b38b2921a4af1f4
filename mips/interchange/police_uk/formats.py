"""Which file it is, and what one row of it says: every value checked, or the row rejected with the reason."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, Final

from mips.core import clock
from mips.interchange.police_uk.errors import FileRefused


class Kind(StrEnum):
    STREET = "street"
    OUTCOMES = "outcomes"
    STOP_AND_SEARCH = "stop-and-search"


_PLACE = ["Longitude", "Latitude", "Location", "LSOA code", "LSOA name"]
_CRIME = ["Crime ID", "Month", "Reported by", "Falls within", *_PLACE]
HEADINGS: Final[Mapping[Kind, Sequence[str]]] = {
    Kind.STREET: [*_CRIME, "Crime type", "Last outcome category", "Context"],
    Kind.OUTCOMES: [*_CRIME, "Outcome type"],
    Kind.STOP_AND_SEARCH: [
        "Type",
        "Date",
        "Part of a policing operation",
        "Policing operation",
        "Latitude",
        "Longitude",
        "Gender",
        "Age range",
        "Self-defined ethnicity",
        "Officer-defined ethnicity",
        "Legislation",
        "Object of search",
        "Outcome",
        "Outcome linked to object of search",
        "Removal of more than just outer clothing",
    ],
}

CAMDEN: Final = {"Persistent ID", "Epoch", "Ward Code", "Easting", "Northing"}
"""Columns of the London Borough of Camden's own edition of the street files."""

FIRST_MONTH: Final = date(2010, 12, 1)
"""Nothing was published of any earlier month."""
LONGEST: Final = 300
SOUTH, NORTH, WEST, EAST = 49.0, 61.0, -9.0, 3.0
"""The United Kingdom, in degrees."""

SEARCHES: Final = {"Person search", "Vehicle search", "Person and Vehicle search"}

_CRIME_ID = re.compile(r"[0-9a-f]{64}")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DEGREES = re.compile(r"-?[0-9]{1,2}(\.[0-9]{1,14})?([eE]-[0-9]{1,2})?")
_LSOA = re.compile(r"[0-9A-Z]{8,9}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FILE_FORCE = re.compile(r"[0-9]{4}-[0-9]{2}-([a-z-]+)-stop-and-search\.csv(\.gz)?")


class Rejected(Exception):
    """Why a row cannot be read, in words."""


@dataclass(frozen=True)
class Lists:
    """What the code lists say of published words."""

    forces: Mapping[str, str]
    """Name or short name as published -> force code."""
    categories: Mapping[str, bool]
    """Crime type -> whether it is notifiable."""
    outcomes: frozenset[str]
    last_month: date = field(default_factory=lambda: clock.now().date().replace(day=1))


@dataclass(frozen=True, slots=True)
class CrimeRow:
    """One row of a street or outcomes file. Fields in the order they are staged."""

    published_id: str | None
    digest: uuid.UUID | None
    month: date
    force: str
    latitude: str | None
    longitude: str | None
    location: str
    lsoa: str
    category: str | None
    notifiable: bool
    context: str
    outcome: str | None


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One row of a stop and search file. Fields in the order they are staged."""

    digest: uuid.UUID
    at: datetime
    force: str
    latitude: str | None
    longitude: str | None
    search_type: str
    in_operation: bool | None
    operation: str
    gender: str
    age_range: str
    self_defined_ethnicity: str
    officer_defined_ethnicity: str
    legislation: str
    searched_for: str
    outcome: str
    outcome_linked: bool | None
    more_than_outer_clothing: bool | None


def kind_of(heading: Sequence[str]) -> Kind:
    """Which file has this heading. Raises FileRefused for any other."""
    for kind, columns in HEADINGS.items():
        if heading == columns:
            return kind
    if set(heading) >= CAMDEN:
        raise FileRefused(
            "It is in the format of Camden's open data portal, not of data.police.uk. "
            "Take the same months from data.police.uk itself."
        )
    shown = ", ".join(_CONTROL.sub(" ", name)[:40] for name in heading[:6])
    raise FileRefused(f"It is not a street, outcomes or stop and search file: its heading begins {shown!r}")


def reader_of(kind: Kind, lists: Lists, file_name: str) -> Callable[[list[str]], CrimeRow | SearchRow]:
    """A function that reads the cells of one row of this kind of file; it raises Rejected."""
    width = len(HEADINGS[kind])
    read: Callable[[list[str]], CrimeRow | SearchRow]
    match kind:
        case Kind.STREET:
            read = partial(street_row, lists=lists)
        case Kind.OUTCOMES:
            read = partial(outcome_row, lists=lists)
        case Kind.STOP_AND_SEARCH:
            read = partial(search_row, force=force_of_file(file_name, lists), lists=lists)

    def checked(cells: list[str]) -> CrimeRow | SearchRow:
        if len(cells) != width:
            raise Rejected(f"{len(cells)} columns, not {width}")
        if max(map(len, cells)) > LONGEST:
            raise Rejected(f"a value is longer than {LONGEST} characters")
        if _CONTROL.search("".join(cells)):
            raise Rejected("a value holds a control character")
        return read(cells)

    return checked


def street_row(cells: Sequence[str], lists: Lists) -> CrimeRow:
    """One crime as it stands now."""
    crime_id, month, reported, falls, longitude, latitude, location, lsoa, _, category, outcome, context = cells
    if category not in lists.categories:
        raise Rejected(f"crime type {category!r} is not in the list published-category")
    identified = _crime_id(crime_id)
    return CrimeRow(
        published_id=identified,
        digest=None
        if identified
        else _digest(month, reported, falls, longitude, latitude, location, category, context),
        month=_month(month, lists),
        force=_force(reported, lists),
        **_place(latitude, longitude, location, lsoa),
        category=category,
        notifiable=lists.categories[category],
        context=context,
        outcome=_outcome(outcome, lists) if outcome else None,
    )


def outcome_row(cells: Sequence[str], lists: Lists) -> CrimeRow:
    """One outcome of a crime, in the month it was decided."""
    crime_id, month, reported, _, longitude, latitude, location, lsoa, _, outcome = cells
    if (identified := _crime_id(crime_id)) is None:
        raise Rejected("an outcome without a Crime ID belongs to no crime")
    return CrimeRow(
        published_id=identified,
        digest=None,
        month=_month(month, lists),
        force=_force(reported, lists),
        **_place(latitude, longitude, location, lsoa),
        category=None,
        notifiable=True,
        context="",
        outcome=_outcome(outcome, lists),
    )


def search_row(cells: Sequence[str], force: str, lists: Lists) -> SearchRow:
    """One stop and search."""
    search_type, at, part, operation, latitude, longitude, *about = cells
    gender, age, self_defined, officer_defined, legislation, sought, outcome, linked, clothing = about
    if search_type not in SEARCHES:
        raise Rejected(f"type {search_type!r} is not a kind of search")
    point = _place(latitude, longitude, "", "")
    return SearchRow(
        digest=_digest(force, *cells),
        at=_moment(at, lists),
        force=force,
        latitude=point["latitude"],
        longitude=point["longitude"],
        search_type=search_type,
        in_operation=_yes_no(part, "Part of a policing operation"),
        operation=operation,
        gender=gender,
        age_range=age,
        self_defined_ethnicity=self_defined,
        officer_defined_ethnicity=officer_defined,
        legislation=legislation,
        searched_for=sought,
        outcome=outcome,
        outcome_linked=_yes_no(linked, "Outcome linked to object of search"),
        more_than_outer_clothing=_yes_no(clothing, "Removal of more than just outer clothing"),
    )


def force_of_file(file_name: str, lists: Lists) -> str:
    """Stop and search files name their force only in their own name; empty when that says nothing known."""
    named = _FILE_FORCE.fullmatch(file_name.rsplit("/", 1)[-1])
    return lists.forces.get(named[1], "") if named else ""


def _crime_id(text: str) -> str | None:
    bare = text.strip().lower()
    if bare and not _CRIME_ID.fullmatch(bare):
        raise Rejected("the Crime ID is not 64 hexadecimal digits")
    return bare or None


def _month(text: str, lists: Lists) -> date:
    found = _MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12:
        raise Rejected(f"month {text!r} is not a month like 2019-01")
    month = date(int(found[1]) or 1, int(found[2]), 1)
    if not FIRST_MONTH <= month <= lists.last_month:
        raise Rejected(f"month {text} is before {FIRST_MONTH:%Y-%m} or in the future")
    return month


def _moment(text: str, lists: Lists) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Rejected(f"date {text!r} is not a date and time like 2019-01-31T14:05:00+00:00") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if moment.date() < FIRST_MONTH or moment > clock.now() + timedelta(days=1):
        raise Rejected(f"date {text} is before {FIRST_MONTH:%Y-%m} or in the future")
    return moment


def _force(name: str, lists: Lists) -> str:
    if (code := lists.forces.get(name)) is None:
        raise Rejected(f"force {name!r} is not in the list published-force")
    return code


def _outcome(title: str, lists: Lists) -> str:
    if title not in lists.outcomes:
        raise Rejected(f"outcome {title!r} is not in the list published-outcome")
    return title


def _place(latitude: str, longitude: str, location: str, lsoa: str) -> dict[str, Any]:
    """The point, both of its degrees or neither; what is said of a place without a point is no place."""
    if not latitude and not longitude:
        return {"latitude": None, "longitude": None, "location": "", "lsoa": ""}
    if not (_DEGREES.fullmatch(latitude) and _DEGREES.fullmatch(longitude)):
        raise Rejected(f"latitude {latitude!r} and longitude {longitude!r} are not both degrees")
    if not (SOUTH <= float(latitude) <= NORTH and WEST <= float(longitude) <= EAST):
        raise Rejected(f"the point {latitude}, {longitude} is not in or near the United Kingdom")
    if lsoa and not _LSOA.fullmatch(lsoa):
        raise Rejected(f"LSOA code {lsoa!r} is not a code like E01000914")
    return {"latitude": latitude, "longitude": longitude, "location": location, "lsoa": lsoa}


def _yes_no(text: str, column: str) -> bool | None:
    match text.lower():
        case "true":
            return True
        case "false":
            return False
        case "":
            return None
    raise Rejected(f"{column} is {text!r}, not True or False")


def _digest(*cells: str) -> uuid.UUID:
    """128 bits that stand for what a row says."""
    said = "\x1f".join(cells).encode()
    return uuid.UUID(bytes=hashlib.sha256(said).digest()[:16])
