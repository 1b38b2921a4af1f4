"""What a person's page says of them: key facts, tabs, the timeline and where each fact is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from mips.between import offers
from mips.between.offers import Panel
from mips.between.questions import Held
from mips.core import clock
from mips.record.model.entity import Entity
from mips.record.model.person import CONTACTS, NameKind, Person, PersonIdentifier, PersonName, WarningMarker
from mips.record.pages.titles import record_url
from mips.record.usecases.markers import LIST
from mips.record.usecases.person_page import HadPart, PersonPage
from mips.record.usecases.person_parts import Fact
from mips.record.usecases.timeline import Timeline
from mips.web.field.choice import words
from mips.web.field.known import JUDGES
from mips.web.filters import age, as_known, day, moment, since, time
from mips.web.shell import url_if
from mips.web.spoken import PartialDate

OWN_TABS = {"summary": "Summary", "timeline": "Timeline", "addresses": "Addresses and contacts"}
LAST_TABS = {"images": "Images", "provenance": "Provenance"}
NAME_KINDS = {
    NameKind.LEGAL: "Legal name",
    NameKind.BIRTH: "Name at birth",
    NameKind.ALIAS: "Alias",
    NameKind.NICKNAME: "Nickname",
    NameKind.FORMER: "Former name",
}
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
    precision: str = "minute"
    tags: Sequence[Any] = ()


def happenings(page: PersonPage) -> list[Happening]:
    """What the person had a part in, the latest first."""
    return [_happening(each) for each in page.latest]


def _happening(each: HadPart) -> Happening:
    return Happening(
        at=each.happened_at,
        precision=each.known_to,
        entered_at=each.entered_at,
        title=each.label or each.reference or each.kind,
        by=each.by,
        text=each.summary,
        href=record_url(each),
        kind=f"{words(each.part)}, {each.kind.replace('-', ' ')}",
    )


def told(timeline: Timeline) -> list[Happening]:
    """The lines of a timeline, each with the way to the record it stands in."""
    return [
        Happening(
            at=line.at,
            precision=line.precision,
            entered_at=line.entered_at,
            title=line.title,
            by=line.by,
            text=line.text,
            href=record_url(line.row) if isinstance(line.row, Entity) and line.row != timeline.person else None,
            kind=line.tag,
        )
        for line in timeline.page.rows
    ]


def kinds_of(timeline: Timeline, chosen: str | None) -> list[tuple[str, str, bool]]:
    """The filters of a timeline, as tabs are: label, address and whether it is the one shown."""
    here: dict[str, Any] = {"person_id": timeline.person.id, "tab": "timeline"}
    every = ("Everything", url_for("record.person_tab", **here), chosen is None)
    some = [(k.title, url_for("record.person_tab", **here, kind=k.key), k.key == chosen) for k in timeline.kinds]
    return [every, *some]


def key_facts(page: PersonPage) -> list[tuple[Any, ...]]:
    """Label, value and for some where it leads, in the order in which they tell one person from another."""
    person, held = page.person, page.held
    facts: list[tuple[Any, ...]] = []
    if held:
        facts.append(("Where now", _where(held), _custody_record(held)))
    facts += [("Born", _born(person)), ("Sex", words(person.sex))]
    others = [f"{_full(name)} ({words(name.kind).lower()})" for name in person.names if _full(name) != person.full_name]
    facts.append(("Also known as", "; ".join(others)))
    hidden = CONTACTS if page.limited else frozenset()
    live = [each for each in person.identifiers if each.ended_at is None and each.kind not in hidden]
    facts += [(words(each.kind), said_number(each)) for each in live]
    if page.limited:
        return [(label, value) for label, value in facts if value]
    facts += [
        ("Ethnicity (self-defined)", page.title("ethnicity", person.self_defined_ethnicity)),
        ("Nationality", page.title("country", person.nationality)),
        ("First language", page.title("language", person.first_language)),
        ("Interpreter needed", {True: "Yes", False: "", None: ""}[person.interpreter_needed]),
        ("Occupation", person.occupation),
        ("Died", person.died_on),
    ]
    return [fact for fact in facts if fact[1]]


def _where(held: Held) -> str:
    """'In custody at Charing Cross since 11:18 (3h 4m)', with the day where that is not today."""
    today = day(held.since) == day(clock.now())
    return f"In custody at {held.suite} since {time(held.since) if today else moment(held.since)} ({since(held.since)})"


def _custody_record(held: Held) -> str | None:
    shown = offers.record_pages.get("detention")
    return url_if(shown.endpoint, **{shown.id_name: held.detention_id}) if shown else None


def picture_of(person: Person) -> dict[str, str] | None:
    """The photograph that shows them best: its address and what stands in its place."""
    if person.photograph_id is None:
        return None
    src = url_for("record.photograph", person_id=person.id, attachment_id=person.photograph_id)
    return {"src": src, "alt": f"Photograph of {person.full_name}"}


def in_short(page: PersonPage, entries: Sequence[Happening]) -> list[tuple[Any, ...]]:
    """One line each: when they were last here, and what whoever meets them must know."""
    last = entries[0] if entries else None
    risks = [" ".join((page.title(LIST, each.kind), each.detail)).strip() for each in page.markers]
    seen = f"{as_known(last.at, last.precision)}: {last.title}" if last else "Not in any event on the record"
    return [
        ("Last here", seen, last.href if last else None),
        ("Risks", "; ".join(risks) or "No warning marker is in force"),
    ]


def _full(name: PersonName) -> str:
    return ", ".join(part for part in (name.family_name.upper(), name.given_names) if part)


def said_number(each: PersonIdentifier) -> str:
    """A number as people say it: 07700 900123, 81/34U."""
    judge = JUDGES.get(each.kind.value)
    return (judge(each.value).short if judge else None) or each.value


def _born(person: Person) -> str:
    if person.born_on is None:
        return "Not known"
    known = PartialDate.known_to(person.born_on, person.born_precision)
    return f"{day(known)} (age {age(known)})"


def tabs_of(page: PersonPage, current: str, panels: Sequence[Panel]) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is the one shown; links, log and files are pages that every record has."""
    person = page.person
    own_tabs, last, pages = ({"summary": "Summary"}, {}, {}) if page.limited else (OWN_TABS, LAST_TABS, OTHER_PAGES)
    titles = own_tabs | {panel.key: panel.title for panel in panels} | last
    own = [
        (title, url_for("record.person_tab", person_id=person.id, tab=key), key == current)
        for key, title in titles.items()
    ]
    others = [(title, url_for(page, entity_id=person.id), False) for page, title in pages.items()]
    return [*own[:-1], *others, own[-1]] if last else own


def provenance(page: PersonPage) -> Iterator[tuple[str, str, Fact | WarningMarker, str | None]]:
    """Each fact: what it is, what it says, its row, which knows who said so, and where it can be ended."""
    for what, says, row, part in _facts(page):
        where: dict[str, Any] = {"person_id": page.person.id, "part": part, "fact_id": row.id}
        yield what, says, row, url_for("record.end_fact", **where) if part and row.ended_at is None else None


def _facts(page: PersonPage) -> Iterator[tuple[str, str, Fact | WarningMarker, str]]:
    person = page.person
    yield from (
        (f"{words(n.kind)} name", f"{n.family_name.upper()}, {n.given_names}", n, "names") for n in person.names
    )
    yield from (
        ("Date of birth", day(PartialDate.known_to(b.born_on, b.precision)), b, "births") for b in person.births
    )
    yield from ((words(each.kind), each.said, each, "identifiers") for each in person.identifiers)
    yield from (("Address", f"{r.address} {r.postcode}", r, "residences") for r in person.residences)
    for marker in person.markers:
        yield f"Marker: {page.title(LIST, marker.kind)}", marker.detail, marker, ""
