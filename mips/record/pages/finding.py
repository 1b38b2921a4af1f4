"""Search pages: the one box, the type-ahead of person pickers, and 'is this the same person?'."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.record.identity.question import LONGEST, read_birth
from mips.record.identity.search import Hit
from mips.record.model.event import Event
from mips.record.model.person import Person, WarningMarker
from mips.record.pages.blueprint import pages
from mips.record.pages.titles import marker_title, record_url
from mips.record.usecases.finding import PersonsFound, find_persons, find_same, name_person, search_everything
from mips.web.endpoints import current_actor
from mips.web.field.choice import words
from mips.web.field.text import Unfit, cleaned
from mips.web.filters import age, day
from mips.web.formdata import Typed
from mips.web.pickers import Candidate, Picker
from mips.web.spoken import PartialDate


@pages.page("/search", does=search_everything)
def search() -> ResponseReturnValue:
    """The one box. The number of a record leads straight to it."""
    text = asked_text()
    found = search_everything(current_actor(), q=text) if text else None
    if found and len(found.records) == 1 and not found.people.hits and (url := record_url(found.records[0])):
        return redirect(url, 303)
    said = {"seen_as": last_here_for, "new_permission": Permission.RECORD_PERSON_CREATE}
    return render_template("record/search.html", q=text, found=found, **said)


@pages.page("/people/find", does=find_persons)
def find_people() -> ResponseReturnValue:
    """Candidates for a picker, as JSON."""
    text = asked_text()
    found = candidates(find_persons(current_actor(), q=text, most=8)) if text else []
    return jsonify(candidates=[vars(each) for each in found])


@pages.page("/people/same", does=find_same, methods=["POST"])
def same_person() -> ResponseReturnValue:
    """The list of who may be meant, for the person form as it is being filled in."""
    return render_template("record/same.html", found=same_as_typed(request.form), carrying=True, seen_as=last_here_for)


def asked_text() -> str:
    """What is asked for in the address, without what cannot be searched for."""
    try:
        return cleaned(request.args.get("q", ""), longest=LONGEST, lines=False)
    except Unfit:
        return ""


def same_as_typed(typed: Typed) -> PersonsFound:
    """Who on the record may be the one half described in a form."""
    family, given = (_readable(typed.get(name, "")) for name in ("family_name", "given_names"))
    born = read_birth(typed.get("born", ""))
    if not (family or born):
        return PersonsFound()
    told: dict[str, Any] = {"family_name": family, "given_names": given, "sex": typed.get("sex", "")}
    if born:
        told["born"] = PartialDate(born.year, born.month, born.day, born.circa)
    return find_same(current_actor(), **told)


def _readable(text: str) -> str:
    try:
        return cleaned(text, longest=LONGEST, lines=False)
    except Unfit:
        return ""


def candidates(found: PersonsFound) -> list[Candidate]:
    seen, markers = found.last_seen, found.markers
    return [candidate(hit.person, hit, seen.get(hit.person.id), markers(hit.person)) for hit in found.hits]


def candidate(
    person: Person, hit: Hit | None = None, seen: Event | None = None, markers: Sequence[WarningMarker] = ()
) -> Candidate:
    """A person as a picker names them: age, why they match, what they were last here for; markers as tags."""
    why = ", ".join(each.text for each in hit.score.reasons[:2] if each.weight > 0) if hit else ""
    parts = [born_and_age(person), words(person.sex) if person.sex.value != "unknown" else "", why, last_here_for(seen)]
    return Candidate(
        value=str(person.id),
        label=person.full_name,
        detail=" \u00b7 ".join(part for part in parts if part),
        tags=tuple(marker_title(marker.kind) for marker in markers),
    )


def born_and_age(person: Person) -> str:
    if person.born_on is None:
        return "date of birth not known"
    known = PartialDate.known_to(person.born_on, person.born_precision)
    return f"born {day(known)} ({age(known)})"


def last_here_for(event: Event | None) -> str:
    return f"last: {event.label or event.reference or event.kind}, {day(event.created_at)}" if event else ""


def _find(text: str) -> list[Candidate]:
    return candidates(find_persons(current_actor(), q=text, most=8))


def _name(value: str) -> Candidate | None:
    try:
        person = name_person(current_actor(), person_id=uuid.UUID(value))
    except ValueError:
        return None
    return candidate(person) if person else None


PERSON_PICKER = Picker(kind="person", find=_find, name=_name, endpoint="record.find_people", create="record.new_person")
