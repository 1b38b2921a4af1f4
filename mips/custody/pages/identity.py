"""Who a detainee is: picked, shown with what is known of them to be confirmed, put right when it was somebody else."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.policy import Actor
from mips.custody.model.entitlements import Fingerprints
from mips.custody.pages.blocks import BlockPage, add_block
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import asked_for, step
from mips.custody.pages.drafting import TASKS, draft_of, gone_back
from mips.custody.pages.parts import Doing, add_doing
from mips.custody.pages.parts import Group as DoingGroup
from mips.custody.rules.booking_in import Block
from mips.custody.rules.known import ASKED, Known
from mips.custody.schemas.identity import DetaineeIn, FingerprintsIn, SomebodyElseIn, WhoTheyAreIn
from mips.custody.usecases.arrival import IDENTIFYING, identify_detainee
from mips.custody.usecases.identity import (
    check_fingerprints,
    confirm_who,
    correct_identity,
    known_of,
    telephone_of,
)
from mips.custody.usecases.reading import CustodyRecord, list_detentions_of, read_custody_record
from mips.record.usecases.person_page import PersonPage, read_person
from mips.web.endpoints import current_actor
from mips.web.forms import Form
from mips.web.formview import FormField

add_block(BlockPage(block=Block.WHO, endpoint="custody.who", permission=confirm_who.permission))


def _while_held(record: CustodyRecord) -> str | None:
    return "" if record.detention.held and not record.detention.charged_at else None


add_doing(
    Doing(
        key="fingerprints",
        label="Fingerprint result",
        endpoint="custody.fingerprints",
        order=20,
        group=DoingGroup.INVESTIGATION,
        permission=check_fingerprints.permission,
        wait=_while_held,
    )
)


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of facts on the page: what is known of it, and the fields to change it."""

    known: Known
    facts: list[tuple[str, str]]
    fields: list[FormField]
    confirmed: bool
    open: bool


@pages.page("/<uuid:detention_id>/identify", does=identify_detainee, methods=["GET", "POST"])
def identify(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(
            DetaineeIn(),
            initial={"person_id": asked_for("person")},
            draft=draft_of(detention_id, Block.WHO, IDENTIFYING),
        ),
        title="Who is this?",
        submit="Save who it is",
        action=lambda fields: identify_detainee(current_actor(), detention_id=detention_id, **fields),
        done="Identity recorded",
    )


@pages.page("/<uuid:detention_id>/who", does=confirm_who, methods=["GET", "POST"])
def who(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    held = read_custody_record(actor, detention_id=detention_id).detention
    if held.person_id is None:
        return redirect(url_for("custody.identify", detention_id=detention_id, then=TASKS))
    page = read_person(actor, person_id=held.person_id, tab="addresses")
    initial = known_of(page.person) | {"search_as": held.search_as or page.person.sex}
    form = Form(WhoTheyAreIn(), initial=initial, draft=draft_of(detention_id, Block.WHO))
    if form.carries_out(lambda fields: confirm_who(actor, detention_id=detention_id, **fields)):
        return _gone_on(detention_id, form)
    return _who_again(actor, detention_id, form)


def _who_again(actor: Actor, detention_id: uuid.UUID, form: Form) -> ResponseReturnValue:
    """The page, with everything read after the form was refused: what was read before is stale by then."""
    record = read_custody_record(actor, detention_id=detention_id)
    assert record.detention.person_id is not None  # noqa: S101 - looked at before
    page = read_person(actor, person_id=record.detention.person_id, tab="addresses")
    before = [each for each in list_detentions_of(actor, person_id=page.person.id) if each.id != detention_id]
    groups = [_group(each, form, page) for each in Known]
    about = {"record": record, "page": page, "groups": groups, "back": gone_back(detention_id), "before": before[:1]}
    return render_template("custody/who.html", form=form, **about), form.status


@pages.page("/<uuid:detention_id>/somebody-else", does=correct_identity, methods=["GET", "POST"])
def somebody_else(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(SomebodyElseIn()),
        title="This is somebody else",
        submit="Save who they are",
        action=lambda fields: correct_identity(current_actor(), detention_id=detention_id, **fields),
        done="Identity corrected. Confirm what is known of them",
        lead="Their offences follow them. What was written stays, with why it was somebody else.",
        known=lambda record: [("On the record as", record.detention.detainee)],
    )


@pages.page("/<uuid:detention_id>/fingerprints", does=check_fingerprints, methods=["GET", "POST"])
def fingerprints(detention_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(FingerprintsIn())
    if form.carries_out(lambda fields: check_fingerprints(current_actor(), detention_id=detention_id, **fields)):
        return _to_somebody_else_or_back(detention_id, form.result.result)
    return step(
        detention_id,
        form,
        title="What the fingerprints say",
        submit="Save",
        action=lambda _fields: None,
        done="Recorded",
    )


def _gone_on(detention_id: uuid.UUID, form: Form) -> ResponseReturnValue:
    flash("What is known of them is confirmed")
    return _to_somebody_else_or_back(detention_id, form.load().get("fingerprints"))


def _to_somebody_else_or_back(detention_id: uuid.UUID, result: Fingerprints | None) -> ResponseReturnValue:
    if result is Fingerprints.SOMEBODY_ELSE:
        flash("The fingerprints are somebody else\u2019s. Say who this is")
        return redirect(url_for("custody.somebody_else", detention_id=detention_id, then=TASKS))
    return redirect(gone_back(detention_id))


def _group(group: Known, form: Form, page: PersonPage) -> Group:
    names, known, phone = ASKED[group], known_of(page.person), telephone_of(page.person)
    known |= {"telephone": phone.said if phone else ""}
    facts = [(form[name].label, said) for name in names if (said := _said(form[name], known.get(name)))]
    typed = any(form[name].error for name in names)
    return Group(
        known=group,
        facts=facts,
        fields=[form[name] for name in names],
        confirmed=group.value in form["confirmed"].values,
        open=not facts or typed,
    )


def _said(field: FormField, value: Any) -> str:
    """What is known, as it is read out; empty where it is not known."""
    if value is None or value == "":
        return ""
    text = ("Yes" if value else "No") if isinstance(value, bool) else str(value)
    return dict(field.options).get(text, text)
