"""Pages that add one fact about a person, or end one: a form each, all of the same make."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.core.errors import NotFound
from mips.record.model.person import Person
from mips.record.pages.blueprint import pages
from mips.record.schemas import parts
from mips.record.usecases import markers, person_parts
from mips.record.usecases.finding import name_person
from mips.usecase import UseCase
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@dataclass(frozen=True)
class Addition:
    """Something that can be added to a person: how it is called, its form and its use case."""

    part: str
    title: str
    schema: type[Schema]
    add: UseCase[..., Any]
    tab: str = "provenance"


ADDITIONS: Final = (
    Addition("name", "Add a name", parts.NameAddIn, person_parts.add_name),
    Addition("birth", "Add a date of birth", parts.BirthAddIn, person_parts.add_birth),
    Addition("identifier", "Add a number or contact", parts.IdentifierAddIn, person_parts.add_identifier, "addresses"),
    Addition("residence", "Add an address", parts.ResidenceAddIn, person_parts.add_residence, "addresses"),
    Addition("description", "Add a description", parts.DescriptionAddIn, person_parts.add_description, "images"),
    Addition("photograph", "Add a photograph", parts.PhotographAddIn, person_parts.add_photograph, "images"),
    Addition("marker", "Add a warning marker", parts.MarkerAddIn, markers.add_marker, "summary"),
)


MARKER: Final = "/people/<uuid:person_id>/markers/<uuid:marker_id>"


def _named(person_id: uuid.UUID) -> Person:
    person = name_person(current_actor(), person_id=person_id)
    if person is None:
        raise NotFound
    return person


def _carried_out(
    person_id: uuid.UUID, form: Form, action: Callable[[dict[str, Any]], Any], *, title: str, submit: str, tab: str
) -> ResponseReturnValue:
    """Show the form, or carry it out and go back to the person."""
    if form.carries_out(action):
        flash("Saved")
        return redirect(url_for("record.person_tab", person_id=person_id, tab=tab), 303)
    html = render_template(
        "record/person_form.html", person=_named(person_id), form=form, title=title, submit=submit, tab=tab
    )
    return html, form.status


def _adding(each: Addition) -> Callable[[uuid.UUID], ResponseReturnValue]:
    def add(person_id: uuid.UUID) -> ResponseReturnValue:
        return _carried_out(
            person_id,
            Form(each.schema()),
            lambda fields: each.add(current_actor(), person_id=person_id, **fields),
            title=each.title,
            submit="Add",
            tab=each.tab,
        )

    add.__name__ = f"add_{each.part}"
    return add


for _each in ADDITIONS:
    pages.page(f"/people/<uuid:person_id>/{_each.part}/add", does=_each.add, methods=["GET", "POST"])(_adding(_each))


@pages.page("/people/<uuid:person_id>/<part>/<uuid:fact_id>/end", does=person_parts.end_fact, methods=["GET", "POST"])
def end_fact(person_id: uuid.UUID, part: str, fact_id: uuid.UUID) -> ResponseReturnValue:
    if part not in person_parts.FACTS:
        raise NotFound
    return _carried_out(
        person_id,
        Form(parts.EndIn()),
        lambda fields: person_parts.end_fact(
            current_actor(), person_id=person_id, part=part, fact_id=fact_id, **fields
        ),
        title="Say that this no longer holds",
        submit="End it",
        tab="provenance",
    )


@pages.page(f"{MARKER}/review", does=markers.review_marker, methods=["GET", "POST"])
def review_marker(person_id: uuid.UUID, marker_id: uuid.UUID) -> ResponseReturnValue:
    return _carried_out(
        person_id,
        Form(parts.MarkerReviewIn()),
        lambda fields: markers.review_marker(current_actor(), person_id=person_id, marker_id=marker_id, **fields),
        title="Keep this warning marker",
        submit="Keep it",
        tab="summary",
    )


@pages.page(f"{MARKER}/remove", does=markers.remove_marker, methods=["GET", "POST"])
def remove_marker(person_id: uuid.UUID, marker_id: uuid.UUID) -> ResponseReturnValue:
    return _carried_out(
        person_id,
        Form(parts.EndIn()),
        lambda fields: markers.remove_marker(current_actor(), person_id=person_id, marker_id=marker_id, **fields),
        title="Remove this warning marker",
        submit="Remove it",
        tab="summary",
    )
