"""Pages and pickers of organisations, places and things: the three kinds have the same pages."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.record.model.entity import Entity
from mips.record.model.object import Organisation, Place, Thing
from mips.record.pages.blueprint import pages
from mips.record.pages.finding import asked_text
from mips.record.schemas.objects import OrganisationIn, PlaceIn, ThingIn
from mips.record.usecases.finding import last_seen
from mips.record.usecases.objects import (
    create_organisation,
    create_place,
    create_thing,
    find_objects,
    name_object,
    read_object,
)
from mips.usecase import UseCase
from mips.web import kept
from mips.web.endpoints import current_actor
from mips.web.field.choice import words
from mips.web.formdata import to_typed
from mips.web.forms import Form
from mips.web.pickers import Candidate, Picker


@dataclass(frozen=True)
class ObjectKind:
    """One kind: its words, its form, the use case that makes one, and where typed text belongs in the form."""

    kind: str
    title: str
    schema: type[Schema]
    create: UseCase[..., Any]
    typed_as: str


KINDS: Final = (
    ObjectKind("organisation", "Organisation", OrganisationIn, create_organisation, "name"),
    ObjectKind("place", "Place", PlaceIn, create_place, "address"),
    ObjectKind("thing", "Thing", ThingIn, create_thing, "number"),
)


def picker_of(each: ObjectKind) -> Picker:
    def find(text: str) -> list[Candidate]:
        return [_candidate(row) for row in find_objects(current_actor(), kind=each.kind, q=text)]

    def name(value: str) -> Candidate | None:
        try:
            row = name_object(current_actor(), kind=each.kind, object_id=uuid.UUID(value))
        except ValueError:
            return None
        return _candidate(row) if row else None

    endpoints = {"endpoint": f"record.find_{each.kind}", "create": f"record.new_{each.kind}"}
    return Picker(kind=each.kind, find=find, name=name, **endpoints)


def _candidate(row: Entity) -> Candidate:
    match row:
        case Organisation():
            return Candidate(value=str(row.id), label=row.name, detail=row.number)
        case Thing():
            return Candidate(value=str(row.id), label=row.label, detail=words(row.thing_kind))
        case _:
            return Candidate(value=str(row.id), label=row.label)


def facts_of(row: Entity) -> list[tuple[str, Any]]:
    match row:
        case Organisation():
            facts = [("Name", row.name), ("Number", row.number)]
        case Place():
            point = f"{row.latitude}, {row.longitude}" if row.latitude is not None else ""
            facts = [("Address", row.address), ("Postcode", row.postcode), ("UPRN", row.uprn), ("Point", point)]
        case Thing():
            facts = [("What it is", words(row.thing_kind)), ("Number", row.number), ("Description", row.description)]
        case _:
            facts = []
    return [(label, value) for label, value in facts if value]


def _finding(each: ObjectKind) -> Callable[[], ResponseReturnValue]:
    def find() -> ResponseReturnValue:
        text = asked_text()
        rows = find_objects(current_actor(), kind=each.kind, q=text) if text else []
        return jsonify(candidates=[vars(_candidate(row)) for row in rows])

    find.__name__ = f"find_{each.kind}"
    return find


def _showing(each: ObjectKind) -> Callable[[uuid.UUID], ResponseReturnValue]:
    def show(object_id: uuid.UUID) -> ResponseReturnValue:
        row = read_object(current_actor(), kind=each.kind, object_id=object_id)
        seen = last_seen([object_id]).get(object_id)
        return render_template("record/object.html", row=row, kind=each, facts=facts_of(row), seen=seen)

    show.__name__ = each.kind
    return show


def _making(each: ObjectKind) -> Callable[[], ResponseReturnValue]:
    def new() -> ResponseReturnValue:
        form = Form(each.schema(), initial={each.typed_as: request.args.get("q", "")})
        waiting = request.args.get("for", "")
        if waiting and form.sent and kept.PATH not in request.form:
            kept.carry(request.args.get("back", ""))
            form.typed = to_typed(form.schema, {each.typed_as: request.form.get(f"{waiting}__q", "")})
        elif form.carries_out(lambda fields: each.create(current_actor(), **fields)):
            flash(f"{form.result.label} added")
            if waiting and kept.carried():
                lead = "Go on with what you were doing: what you typed there is kept."
                return kept.back_with(waiting, str(form.result.id), title=form.result.label, lead=lead)
            return redirect(url_for(f"record.{each.kind}", object_id=form.result.id), 303)
        return render_template("record/new_object.html", form=form, kind=each), form.status

    new.__name__ = f"new_{each.kind}"
    return new


for _each in KINDS:
    pages.page(f"/{_each.kind}s/find", does=find_objects)(_finding(_each))
    pages.page(f"/{_each.kind}s/new", does=_each.create, methods=["GET", "POST"])(_making(_each))
    pages.page(f"/{_each.kind}s/<uuid:object_id>", does=read_object)(_showing(_each))
