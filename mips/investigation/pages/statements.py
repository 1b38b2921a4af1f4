"""Taking a statement, on a phone or a desk: saved as it goes, read over and signed, corrected by a later one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core import clock
from mips.core.db import new_id
from mips.core.england import day_of
from mips.investigation.model.statement import StatementDraft, WitnessStatement
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.victim_shown import statement_tag
from mips.investigation.pages.victims import AT
from mips.investigation.rules.statements import ADULT, DECLARATION, StatementKind
from mips.investigation.rules.suspects import age_on
from mips.investigation.schemas.statements import (
    CorrectStatementIn,
    GoOnStatementIn,
    SignStatementIn,
    WriteStatementIn,
)
from mips.investigation.usecases.statement_drafts import keep_statement_draft, read_statement_draft
from mips.investigation.usecases.statement_reading import StatementShown, read_statement
from mips.investigation.usecases.statements import correct_statement, go_on_statement, sign_statement, write_statement
from mips.investigation.usecases.victims import VictimPage, read_victim
from mips.record.model.person import Person
from mips.web.endpoints import current_actor
from mips.web.forms import Form
from mips.web.stored_draft import StoredDraft, uuid_in

ONE = "/statements/<uuid:statement_id>"


@pages.page(f"{AT}/statements/new", does=write_statement, methods=["GET", "POST"])
def new_statement(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    """Each statement begun has a `slot`, the id it will have, in which it is kept while it is typed."""
    actor, kind = current_actor(), request.args.get("kind", StatementKind.WITNESS.value)
    where: dict[str, Any] = {"crime_id": crime_id, "party_id": party_id}
    if (slot := uuid_in(request.args, "slot")) is None:
        return redirect(url_for("investigation.new_statement", **where, kind=kind, slot=new_id()))
    shown = read_victim(actor, **where)
    draft = _draft(slot, url_for("investigation.victim", **where))
    form = Form(WriteStatementIn(), initial=_known(shown) | {"kind": kind}, draft=draft)
    if form.carries_out(lambda fields: write_statement(actor, **where, slot=slot, **fields)):
        flash("Draft saved. It is no statement until it is signed")
        return redirect(url_for("investigation.statement", statement_id=form.result.id), 303)
    context = {"crime": shown.crime, "title": "Take a statement", "submit": "Save", "back": draft.back}
    about = [("Of", shown.party.label)]
    return render_template("investigation/job.html", form=form, about=about, **context), form.status


@pages.page(ONE, does=read_statement)
def statement(statement_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_statement(actor, statement_id=statement_id)
    tags = [statement_tag(shown.statement)]
    return render_template(
        "investigation/statement.html",
        shown=shown,
        statement=shown.statement,
        crime=shown.crime,
        tags=tags,
        facts=_facts(shown),
        actions=list(_actions(actor, shown)),
        declaration=DECLARATION,
    )


@pages.page(f"{ONE}/text", does=go_on_statement, methods=["GET", "POST"])
def statement_text(statement_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_statement(actor, statement_id=statement_id)
    back = url_for("investigation.statement", statement_id=statement_id)
    form = Form(GoOnStatementIn(), initial=_so_far(shown.statement), draft=_draft(statement_id, back))
    if form.carries_out(lambda fields: go_on_statement(actor, statement_id=statement_id, **fields)):
        flash("Draft saved. It is no statement until it is signed")
        return redirect(back, 303)
    context = {"crime": shown.crime, "title": "Go on with a statement", "submit": "Save", "back": back}
    about = [("Of", shown.person.label), ("Exhibits", _exhibits(shown))]
    return render_template("investigation/job.html", form=form, about=about, **context), form.status


@pages.page(f"{ONE}/signature", does=sign_statement, methods=["GET", "POST"])
def statement_signature(statement_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_statement(actor, statement_id=statement_id)
    form = Form(SignStatementIn(), initial={"version": shown.statement.version})
    if form.carries_out(lambda fields: sign_statement(actor, statement_id=statement_id, **fields)):
        flash("Signed. It stands as it is from now on")
        return redirect(url_for("investigation.statement", statement_id=statement_id), 303)
    context = {"shown": shown, "statement": shown.statement, "crime": shown.crime, "declaration": DECLARATION}
    return render_template("investigation/statement_sign.html", form=form, **context), form.status


@pages.page(f"{ONE}/correction", does=correct_statement, methods=["GET", "POST"])
def statement_correction(statement_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(CorrectStatementIn())
    if form.carries_out(lambda fields: correct_statement(actor, statement_id=statement_id, **fields)):
        flash("Begun with the text of the signed one. Change it and have it signed")
        return redirect(url_for("investigation.statement_text", statement_id=form.result.id), 303)
    shown = read_statement(actor, statement_id=statement_id)
    back = url_for("investigation.statement", statement_id=statement_id)
    context = {"crime": shown.crime, "title": "Correct a signed statement", "submit": "Begin the correction"}
    about = [("Of", shown.person.label), ("Signed", shown.statement.signed_at)]
    return render_template("investigation/job.html", form=form, about=about, back=back, **context), form.status


def _known(shown: VictimPage) -> dict[str, Any]:
    """What the record says of them, so that it is not asked twice."""
    if not isinstance(shown.party, Person):
        return {}
    person, care = shown.party, shown.care
    age = age_on(person.born_on, day_of(clock.now())) if person.born_on else None
    interpreter = care.interpreter if care and care.assessed_at else person.interpreter_needed
    language = (care and care.language) or (person.first_language if interpreter else "")
    known: dict[str, Any] = {"occupation": person.occupation, "interpreter": interpreter, "language": language}
    if age is not None:
        known |= {"over_18": age >= ADULT, "age": age if age < ADULT else None}
    return known


def _so_far(statement: WitnessStatement) -> dict[str, Any]:
    names = ("text", "over_18", "age", "occupation", "cannot_read", "read_by", "interpreter", "language", "version")
    return {name: getattr(statement, name) for name in (*names, "interpreted_by", "taken_where")}


def _exhibits(shown: StatementShown) -> str | None:
    return "; ".join(f"{mark} {description}" for mark, description in shown.exhibits.items()) or None


def _facts(shown: StatementShown) -> list[tuple[Any, ...]]:
    statement, crime = shown.statement, shown.crime
    interpreter = f"{statement.interpreted_by}, {statement.language}" if statement.interpreter else None
    facts: list[tuple[Any, ...]] = [
        ("Crime", crime.reference or crime.label, url_for("investigation.crime", crime_id=crime.id)),
        ("Age", statement.age_said),
        ("Occupation", statement.occupation or None),
        ("Interpreter", interpreter),
        ("Read to them by", statement.read_by or None),
        ("Taken by", statement.taken_by.name),
        ("Where", statement.taken_where or None),
    ]
    facts += [(mark, description) for mark, description in shown.mentioned]
    if shown.unknown:
        facts.append(("Named, but no exhibit of this crime", ", ".join(shown.unknown)))
    return [fact for fact in facts if fact[1] is not None]


def _actions(actor: Actor, shown: StatementShown) -> Iterator[dict[str, str]]:
    here: dict[str, Any] = {"statement_id": shown.statement.id}
    if shown.statement.signed_at is None and actor.may(Permission.INVESTIGATION_LOG_UPDATE):
        yield {"label": "Read over and sign", "href": url_for("investigation.statement_signature", **here)}
        yield {"label": "Go on writing", "href": url_for("investigation.statement_text", **here)}
    elif shown.corrected_by is None and shown.statement.signed_at and actor.may(Permission.INVESTIGATION_LOG_CREATE):
        yield {"label": "Correct it", "href": url_for("investigation.statement_correction", **here)}
    if actor.may(Permission.DOCUMENTS_PRINTING_CREATE):
        yield {"label": "Print MG11", "href": url_for("documents.print_document", key="mg11", **here)}


def _draft(slot: uuid.UUID, back: str) -> StoredDraft[StatementDraft]:
    """Of one's own statement half typed."""
    return StoredDraft(
        back,
        read=lambda actor: read_statement_draft(actor, slot=slot).draft,
        keep=lambda actor, texts, _, sending: keep_statement_draft(actor, slot=slot, typed=texts, sending=sending),
        by=lambda row: row.by.name,
    )
