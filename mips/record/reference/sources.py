"""Where code lists come from: the courts' published standing data, the languages of Unicode, and our own lists."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from babel import Locale

from mips.core.errors import MipsError
from mips.core.identifiers.offences import cjs_offence_code

SPECIAL: Final = {"offence-code", "organisation-unit", "forces"}
"""Published files with a shape of their own."""
LEFT_OUT: Final = {
    "crest-disposal": "maps one court system's codes to another's",
    "exception-definitions": "error messages of another system",
    "excluded-trigger-config": "settings of another system",
    "pnc-court-mapping": "maps one court system's codes to another's",
    "trigger-definitions": "work lists of another system",
}
RENAMED: Final = {"type-of-hearing": "hearing-type", "result-code": "result"}
NO_CLASS: Final = "000/00"
COURTS: Final = {"B": "magistrates", "C": "crown"}


class ReferenceMissing(MipsError):
    """The published code lists are not where the settings say."""

    status, code, title = 500, "reference-missing", "The published code lists are missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of one list, as its source has it."""

    list_name: str
    code: str
    title: str
    position: int = 0
    """Its place where the order means something; other lists are read by title."""
    extra: dict[str, Any] = field(default_factory=dict)
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceItem:
    """One offence code, as its source has it."""

    code: str
    title: str
    category: str
    ho_class: str
    notifiable: bool
    recordable: bool
    force_local: bool
    valid_from: date | None = None
    valid_until: date | None = None


def every_item(published: Path) -> list[Item]:
    """Every list but the offence codes, each item once. Raises ReferenceMissing."""
    return [*written_items(), *languages(), *published_items(published)]


def offences(published: Path) -> Iterator[OffenceItem]:
    """Every offence code that is published; those of one force's own making are marked."""
    for row in _read(published, "offence-code"):
        ho_class = row["homeOfficeClassification"]
        yield OffenceItem(
            code=row["cjsCode"],
            title=_tidy(row["offenceTitle"]),
            category=row["offenceCategory"],
            ho_class="" if ho_class == NO_CLASS else ho_class,
            notifiable=row["notifiableToHo"],
            recordable=row["recordableOnPnc"],
            force_local=not cjs_offence_code(row["cjsCode"]).valid,
        )


def version_of(published: Path) -> str:
    """Name and version of the package that holds the published lists; empty for a bare folder."""
    about = published.parent.parent / "package.json"
    if not about.is_file():
        return ""
    package = json.loads(about.read_text())
    return f"{package['name']} {package['version']}"


def written_items() -> Iterator[Item]:
    """The small lists written by hand in `lists/`, with what each of their items says besides code and title."""
    for path in sorted(files(__package__).joinpath("lists").iterdir(), key=lambda each: each.name):
        if path.name.endswith(".toml"):
            for name, about in tomllib.loads(path.read_text(encoding="utf-8")).items():
                yield from _written(name, about["items"])


def _written(name: str, items: Iterable[dict[str, Any]]) -> Iterator[Item]:
    own = {"code", "title", "valid_from", "valid_until"}
    for position, item in enumerate(items):
        extra = {key: value for key, value in item.items() if key not in own}
        known = {key: value for key, value in item.items() if key in own}
        yield Item(list_name=name, position=position, extra=extra, **known)


def languages() -> Iterator[Item]:
    """Every language that Unicode names in English, by its ISO 639 code; variants of regions are left out."""
    names = Locale("en", "GB").languages
    known = [(code, name) for code, name in names.items() if len(code) <= 3 and code not in {"mul", "und", "zxx"}]
    yield from (Item(list_name="language", code=code, title=name) for code, name in known)


def published_items(published: Path) -> Iterator[Item]:
    """Every published list, courts taken out of the organisation units as a list of their own."""
    for path in sorted(published.glob("*.json")):
        if path.stem not in SPECIAL and path.stem not in LEFT_OUT:
            yield from _published(RENAMED.get(path.stem, path.stem), _read(published, path.stem))
    forces = _read(published, "forces")
    yield from _once(Item(list_name="force", code=row["code"], title=_tidy(row["name"])) for row in forces)
    units = _read(published, "organisation-unit")
    yield from _once(_unit(row) for row in units)
    yield from _once(_court(row) for row in units if row["topLevelCode"] in COURTS and row["thirdLevelCode"] != "00")


def _published(name: str, rows: Iterable[dict[str, Any]]) -> Iterator[Item]:
    own = {"cjsCode", "description"}
    yield from _once(
        Item(
            list_name=name,
            code=row["cjsCode"],
            title=_tidy(row["description"]),
            extra={key: value for key, value in row.items() if key not in own and value != ""},
        )
        for row in rows
        if row["cjsCode"]
    )


def _once(items: Iterable[Item]) -> Iterator[Item]:
    """Where a source has a code twice, the first stands and keeps what the others say besides under `also`."""
    found: dict[str, Item] = {}
    for item in items:
        if (first := found.get(item.code)) is None:
            found[item.code] = item
        else:
            also = [*first.extra.get("also", []), {"title": item.title, **item.extra}]
            found[item.code] = replace(first, extra={**first.extra, "also": also})
    yield from found.values()


def _unit(row: dict[str, str]) -> Item:
    names = [row[f"{level}LevelName"] for level in ("top", "second", "third", "bottom")]
    said = ", ".join(dict.fromkeys(_tidy(name) for name in reversed(names) if name.strip()))
    return Item(list_name="organisation-unit", code=_unit_code(row), title=said, extra=_levels(row))


def _court(row: dict[str, str]) -> Item:
    place = _tidy(row["bottomLevelName"] or row["thirdLevelName"])
    kind = COURTS[row["topLevelCode"]]
    named = re.search(r"(?<!county )court|justice centre", place, re.IGNORECASE)
    what = "Crown Court" if kind == "crown" else "Magistrates' Court"
    extra = _levels(row) | {"kind": kind, "psa": row["thirdLevelPsaCode"]}
    return Item(list_name="court", code=_unit_code(row), title=place if named else f"{place} {what}", extra=extra)


def _unit_code(row: dict[str, str]) -> str:
    return "".join(row[f"{level}LevelCode"] for level in ("top", "second", "third", "bottom"))


def _levels(row: dict[str, str]) -> dict[str, Any]:
    return {"top": row["topLevelCode"], "area": row["secondLevelCode"], "area_name": _tidy(row["secondLevelName"])}


def _read(published: Path, name: str) -> list[dict[str, Any]]:
    path = published / f"{name}.json"
    if not path.is_file():
        raise ReferenceMissing(f"{path} is missing. Run script/setup, or set MIPS_REFERENCE_DIR to the folder.")
    rows: list[dict[str, Any]] = json.loads(path.read_bytes())
    return rows


def _tidy(text: str) -> str:
    return " ".join(text.split())
