"""What a person's page says of them: key facts, tabs, the timeline and where each fact is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from mips.between.offers import Panel
from mips.record.model.event import Involvement
from mips.record.model.person import Person, WarningMarker
from mips.record.pages.titles import marker_title, record_url
from mips.record.usecases.person_page import PersonPage, happened
from mips.record.usecases.person_parts import Fact
from mips.web.field.choice import words
from mips.web.filters import age, day, since
from mips.web.spoken import PartialDate

OWN_TABS = {"summary": "Summary", "timeline": "Timeline", "addresses": "Addresses and contacts"}
LAST_TABS = {"images": "Images", "provenance": "Provenance"}
OTHER_PAGES = {"record.links_of": "Links", "record.log": "Log", "record.files": "Files"}


@dataclass(frozen=True)
class Happening:
    """One line of a timeline, as macros/timeline.html takes it."""

    at: datetime
    title: str
    entered_at: datetime | None = None
    by: str = ""
    text: str = ""
    href: str | None = None
    kind: str = ""
    tags: Sequence[Any] = ()


def happenings(page: PersonPage) -> list[Happening]:
    return [_happening(each) for each in page.involvements]


def _happening(each: Involvement) -> Happening:
    event = each.event
    return Happening(
        at=happened(event),
        entered_at=event.created_at,
        title=event.label or event.reference or event.kind,
        text=event.summary,
        href=record_url(event),
        kind=f"{words(each.part)}, {event.kind.replace('-', ' ')}",
    )


def key_facts(page: PersonPage) -> list[tuple[str, Any]]:
    """Label and value, in the order in which they tell one person from another."""
    person, held = page.person, page.held
    facts: list[tuple[str, Any]] = [("Born", _born(person)), ("Sex", words(person.sex))]
    others = [f"{n.family_name.upper()}, {n.given_names} ({words(n.kind).lower()})" for n in person.names[1:]]
    facts += [("Also known as", "; ".join(others))] if others else []
    facts += [(words(each.kind), each.value) for each in person.identifiers if each.ended_at is None]
    if held:
        facts.insert(0, ("Where now", f"In custody at {held.suite} for {since(held.since)}"))
    said = [("Ethnicity (self-defined)", person.self_defined_ethnicity), ("First language", person.first_language)]
    said += [("Occupation", person.occupation)]
    facts += [(label, value) for label, value in said if value]
    if person.died_on:
        facts.append(("Died", person.died_on))
    return facts


def _born(person: Person) -> str:
    if person.born_on is None:
        return "Not known"
    known = PartialDate.known_to(person.born_on, person.born_precision)
    return f"{day(known)} (age {age(known)})"


def tabs_of(person: Person, current: str, panels: Sequence[Panel]) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is the one shown; links, log and files are pages that every record has."""
    titles = OWN_TABS | {panel.key: panel.title for panel in panels} | LAST_TABS
    own = [
        (title, url_for("record.person_tab", person_id=person.id, tab=key), key == current)
        for key, title in titles.items()
    ]
    others = [(title, url_for(page, entity_id=person.id), False) for page, title in OTHER_PAGES.items()]
    return [*own[:-1], *others, own[-1]]


def provenance(person: Person) -> Iterator[tuple[str, str, Fact | WarningMarker, str | None]]:
    """Each fact: what it is, what it says, its row, which knows who said so, and where it can be ended."""
    for what, says, row, part in _facts(person):
        where: dict[str, Any] = {"person_id": person.id, "part": part, "fact_id": row.id}
        yield what, says, row, url_for("record.end_fact", **where) if part and row.ended_at is None else None


def _facts(person: Person) -> Iterator[tuple[str, str, Fact | WarningMarker, str]]:
    yield from (
        (f"{words(n.kind)} name", f"{n.family_name.upper()}, {n.given_names}", n, "names") for n in person.names
    )
    yield from (
        ("Date of birth", day(PartialDate.known_to(b.born_on, b.precision)), b, "births") for b in person.births
    )
    yield from ((words(each.kind), each.raw, each, "identifiers") for each in person.identifiers)
    yield from (("Address", f"{r.address} {r.postcode}", r, "residences") for r in person.residences)
    yield from ((f"Marker: {marker_title(m.kind)}", m.detail, m, "") for m in person.markers)
