"""A person's pages: their own, and making a new one from wherever one is needed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from mips.access.permissions import Permission
from mips.access.policy import Marking
from mips.access.reasons import Why
from mips.between import offers
from mips.core.errors import Forbidden, InputInvalid, NotFound
from mips.record.identity.question import read_question
from mips.record.model.person import Person
from mips.record.pages.blueprint import pages
from mips.record.pages.finding import last_here_for, same_as_typed
from mips.record.pages.person_parts import ADDITIONS
from mips.record.pages.person_view import (
    LAST_TABS,
    OWN_TABS,
    happenings,
    in_short,
    key_facts,
    kinds_of,
    picture_of,
    provenance,
    tabs_of,
    told,
)
from mips.record.schemas.people import PersonChangeIn, PersonIn
from mips.record.schemas.timeline import TimelineWhereIn
from mips.record.usecases.finding import PersonsFound, name_person
from mips.record.usecases.person_page import PersonPage, read_person
from mips.record.usecases.persons import change_person, create_person
from mips.record.usecases.restrictions import read_restriction
from mips.record.usecases.timeline import read_timeline
from mips.web import kept
from mips.web.endpoints import current_actor
from mips.web.formdata import flat, to_typed
from mips.web.forms import Form
from mips.web.reasons import asking_url
from mips.web.shell import url_if
from mips.web.tables import Listing

SUMMARY: Final = "summary"


@pages.page("/people/<uuid:person_id>", does=read_person)
def person(person_id: uuid.UUID) -> ResponseReturnValue:
    return _person(person_id, SUMMARY)


@pages.page("/people/<uuid:person_id>/<tab>", does=read_person)
def person_tab(person_id: uuid.UUID, tab: str) -> ResponseReturnValue:
    return _person(person_id, tab)


def _person(person_id: uuid.UUID, tab: str) -> ResponseReturnValue:
    actor = current_actor()
    panels = {panel.key: panel for panel in offers.panels if actor.may(panel.permission)}
    if tab not in (*OWN_TABS, *LAST_TABS, *panels):
        raise NotFound
    page = read_person(actor, person_id=person_id, tab=tab)
    if page.limited and tab not in (SUMMARY, *panels):
        raise Forbidden("Your role sees the limited form of a person only")
    panel = panels.get(tab)
    waits = panel is not None and actor.owes_reason(panel.permission)
    return render_template(
        "record/person.html",
        page=page,
        person=page.person,
        marking=Marking(page.person.marking),
        tab=tab,
        tabs=tabs_of(page, tab, list(panels.values())),
        panel=panel,
        shown=panel.gather(actor, person_id) if panel and not waits else None,
        reason_url=asking_url(Why.ROLE) if panel and actor.sees_more_with_reason(panel.permission) else None,
        waits=waits,
        facts=key_facts(page),
        additions=_allowed(_additions(page.person, tab)) if tab != "summary" else [],
        actions=_actions(page),
        provenance=provenance(page),
        picture=None if page.limited else picture_of(page.person),
        **(_timeline(person_id) if tab == "timeline" else _summary(page)),
    )


def _summary(page: PersonPage) -> dict[str, Any]:
    entries = happenings(page)
    return {"entries": entries, "in_short": in_short(page, entries)}


def _timeline(person_id: uuid.UUID) -> dict[str, Any]:
    """What the timeline's tab shows: its lines, the kinds it may be cut to, the way on. Raises InputInvalid."""
    try:
        asked = {name: request.args[name] for name in ("kind", "after") if request.args.get(name)}
        chosen = TimelineWhereIn().load(asked)
    except ValidationError as invalid:
        raise InputInvalid(flat(invalid.messages)) from None
    timeline = read_timeline(current_actor(), person_id=person_id, **chosen)
    listing = Listing(caption="Timeline", columns=(), page=timeline.page, empty="Nothing of this kind is known.")
    waiting = [each.title for each in timeline.waiting]
    asking = {"waiting": waiting, "asking": asking_url(Why.ROLE) if waiting else None}
    return asking | {"entries": told(timeline), "kinds": kinds_of(timeline, chosen.get("kind")), "listing": listing}


Start = tuple[str, str, Permission, dict[str, uuid.UUID]]
"""Something that may be started: its label, endpoint, the permission it needs, and the values of its address."""


def _actions(page: PersonPage) -> list[dict[str, str]]:
    """What may be started from this person by whoever looks."""
    person = page.person
    found: list[Start] = [(a.label, a.endpoint, a.permission, {"person": person.id}) for a in offers.person_actions]
    found.append(("Change details", "record.edit_person", change_person.permission, {"person_id": person.id}))
    found += _additions(person, "summary")
    if not page.limited:
        found.append(("Who may see this", "record.restriction", read_restriction.permission, {"entity_id": person.id}))
    return _allowed(found)


def _additions(person: Person, tab: str) -> list[Start]:
    """What may be added where a tab shows it."""
    here = [each for each in ADDITIONS if each.tab == tab]
    return [(each.title, f"record.add_{each.part}", each.add.permission, {"person_id": person.id}) for each in here]


def _allowed(starts: Iterable[Start]) -> list[dict[str, str]]:
    actor = current_actor()
    return [
        {"label": label, "href": href}
        for label, endpoint, permission, values in starts
        if actor.may(permission) and (href := url_if(endpoint, **values))
    ]


@pages.page("/people/new", does=create_person, methods=["GET", "POST"])
def new_person() -> ResponseReturnValue:
    """A new person. Come to from a picker, it carries the form there along and goes back with the person chosen."""
    form = Form(PersonIn(), initial=_described(request.args.get("q", "")))
    waiting = request.args.get("for", "")
    if waiting and form.sent and kept.PATH not in request.form:
        return _begin_for(waiting, form)
    if chosen := request.form.get("_use", ""):
        return _gone_on(chosen)
    if form.carries_out(lambda fields: create_person(current_actor(), **fields)):
        flash(f"{form.result.full_name} added")
        return _gone_on(str(form.result.id))
    return _drawn(form)


def _begin_for(field: str, form: Form) -> ResponseReturnValue:
    kept.carry(request.args.get("back", ""))
    form.typed = to_typed(form.schema, _described(request.form.get(f"{field}__q", "")))
    return _drawn(form)


def _drawn(form: Form) -> ResponseReturnValue:
    found = same_as_typed(form.typed) if form.typed.get("family_name") else PersonsFound()
    html = render_template(
        "record/new_person.html", form=form, found=found, carrying=bool(kept.carried()), seen_as=last_here_for
    )
    return html, form.status


def _described(text: str) -> dict[str, Any]:
    """What was typed into a search, as the fields of the form."""
    facts = read_question(text)
    name = facts.names[0] if facts.names else None
    return {
        "family_name": name.family.title() if name else None,
        "given_names": name.given.title() if name else None,
        "born": str(facts.births[0]) if facts.births else None,
        "identifiers": [{"kind": kind, "value": value} for kind, value in facts.identifiers],
        "residences": [{"postcode": postcode} for postcode in facts.postcodes],
    }


def _gone_on(person_id: str) -> ResponseReturnValue:
    """Back to the form that waits for this person, or to the person's own page."""
    try:
        found = name_person(current_actor(), person_id=uuid.UUID(person_id))
    except ValueError:
        abort(400)
    if found is None:
        raise NotFound
    waiting = request.args.get("for", "")
    if waiting and kept.carried():
        title, lead = found.full_name, "Go on with what you were doing: what you typed there is kept."
        return kept.back_with(waiting, person_id, title=title, lead=lead)
    return redirect(url_for("record.person", person_id=found.id), 303)


@pages.page("/people/<uuid:person_id>/edit", does=change_person, methods=["GET", "POST"])
def edit_person(person_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    known = name_person(actor, person_id=person_id)
    if known is None:
        raise NotFound
    form = Form(PersonChangeIn(), initial=known)
    if form.carries_out(lambda f: change_person(actor, person_id=person_id, version=f.pop("version"), fields=f)):
        flash("Changes saved")
        return redirect(url_for("record.person", person_id=person_id), 303)
    return render_template("record/edit_person.html", person=known, form=form), form.status
