"""Published files for tests: every value of a row may be overridden, the rest is a plain one."""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.system import console
from mips.interchange.police_uk.formats import HEADINGS, Kind
from mips.interchange.police_uk.run import Report, import_files

Cells = Mapping[str, str]

PLACE: Cells = {
    "Longitude": "-0.112422",
    "Latitude": "51.515381",
    "Location": "On or near Star Yard",
    "LSOA code": "E01000914",
    "LSOA name": "Camden 028B",
}
BY: Cells = {"Month": "2019-01", "Reported by": "City of London Police", "Falls within": "City of London Police"}


def crime_id(name: str) -> str:
    """A Crime ID, always the same for the same name."""
    return hashlib.sha256(name.encode()).hexdigest()


def crime(name: str = "", **cells: str) -> Cells:
    """A row of a street file; without a name it has no Crime ID."""
    plain = {"Crime type": "Burglary", "Last outcome category": "Under investigation", "Context": ""}
    return {"Crime ID": crime_id(name) if name else "", **BY, **PLACE, **plain, **_named(cells)}


def outcome(name: str, **cells: str) -> Cells:
    """A row of an outcomes file."""
    return {"Crime ID": crime_id(name), **BY, **PLACE, "Outcome type": "Suspect charged", **_named(cells)}


def search(**cells: str) -> Cells:
    """A row of a stop and search file."""
    return {
        "Type": "Person search",
        "Date": "2020-01-01T02:53:14+00:00",
        "Part of a policing operation": "False",
        "Policing operation": "",
        "Latitude": "51.512598",
        "Longitude": "-0.084967",
        "Gender": "Male",
        "Age range": "18-24",
        "Self-defined ethnicity": "Other ethnic group - Not stated",
        "Officer-defined ethnicity": "White",
        "Legislation": "Misuse of Drugs Act 1971 (section 23)",
        "Object of search": "Controlled drugs",
        "Outcome": "Arrest",
        "Outcome linked to object of search": "True",
        "Removal of more than just outer clothing": "",
        **_named(cells),
    }


_NAMES = {
    "type": "Crime type",
    "last": "Last outcome category",
    "month": "Month",
    "by": "Reported by",
    "location": "Location",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "id": "Crime ID",
    "what": "Outcome type",
    "lsoa": "LSOA code",
    "at": "Date",
    "searched": "Type",
    "sought": "Object of search",
    "gender": "Gender",
    "linked": "Outcome linked to object of search",
}


def _named(cells: Mapping[str, str]) -> Cells:
    return {_NAMES[name]: value for name, value in cells.items()}


def written(path: Path, rows: Sequence[Cells], kind: Kind = Kind.STREET) -> Path:
    """Write the rows as a published file, packed when its name says so."""
    opened: Any = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as text:
        file = csv.DictWriter(text, HEADINGS[kind])
        file.writeheader()
        file.writerows(rows)
    return path


class Quiet:
    """Watches a run and says nothing."""

    def begins(self, name: str) -> None:
        pass

    def has(self, done: int, rows: int) -> None:
        pass


def importer() -> Actor:
    return console("test", Permission.INTERCHANGE_RUN_CREATE)


def imported(*paths: Path) -> list[Report]:
    """Import files or folders; the report of each file."""
    return list(import_files(importer(), paths, Quiet()))


def verdicts(report: Report) -> dict[str, int]:
    """The totals that are not nought."""
    return {name: number for name, number in report.totals().items() if number and name != "rows"}
