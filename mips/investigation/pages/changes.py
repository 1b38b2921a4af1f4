"""Classing a crime otherwise and cancelling it: proposed on one page, decided on another."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.investigation.model.changes import Cancellation, Reclassification
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.investigating import one_job
from mips.investigation.schemas.changes import AppointRegistrarIn, DecideIn, ProposeCancellationIn, ProposeClassIn
from mips.investigation.schemas.incidents import VictimToldIn
from mips.investigation.usecases.cancelling import (
    appoint_registrar,
    decide_cancellation,
    propose_cancellation,
    tell_victim_of_cancellation,
)
from mips.investigation.usecases.classifying import decide_class, propose_class
from mips.investigation.usecases.proposals import Changes, list_proposals, read_changes, read_registrar
from mips.web.endpoints import current_actor
from mips.web.forms import Form

Facts = Sequence[tuple[str, object]]


@pages.page("/<uuid:crime_id>/classification", does=propose_class, methods=["GET", "POST"])
def classify(crime_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        ProposeClassIn(),
        lambda fields: propose_class(current_actor(), crime_id=crime_id, **fields),
        title="Propose another classification",
        submit="Propose",
        done="Proposed. It counts once it is approved",
    )


@pages.page("/<uuid:crime_id>/classification/decision", does=decide_class, methods=["GET", "POST"])
def decide_classification(crime_id: uuid.UUID) -> ResponseReturnValue:
    changes = read_changes(current_actor(), crime_id=crime_id)
    return one_job(
        crime_id,
        DecideIn(),
        lambda fields: decide_class(current_actor(), crime_id=crime_id, **fields),
        title="Decide on the classification",
        submit="Decide",
        done="Decision kept",
        about=[fact for each in changes.reclassifications or () if not each.decided_at for fact in class_facts(each)],
    )


@pages.page("/<uuid:crime_id>/cancellation", does=propose_cancellation, methods=["GET", "POST"])
def cancel(crime_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        ProposeCancellationIn(),
        lambda fields: propose_cancellation(current_actor(), crime_id=crime_id, **fields),
        title="Propose that this crime be cancelled",
        submit="Propose",
        done="Proposed. It counts as a crime until that is approved",
    )


@pages.page("/<uuid:crime_id>/cancellation/decision", does=decide_cancellation, methods=["GET", "POST"])
def decide_cancelling(crime_id: uuid.UUID) -> ResponseReturnValue:
    changes = read_changes(current_actor(), crime_id=crime_id)
    return one_job(
        crime_id,
        DecideIn(),
        lambda fields: decide_cancellation(current_actor(), crime_id=crime_id, **fields),
        title="Decide on the cancellation",
        submit="Decide",
        done="Decision kept",
        about=[fact for each in changes.cancellations or () if not each.decided_at for fact in grounds_facts(each)],
    )


@pages.page("/<uuid:crime_id>/cancellation/victim", does=tell_victim_of_cancellation, methods=["GET", "POST"])
def cancelled_victim_told(crime_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        VictimToldIn(),
        lambda fields: tell_victim_of_cancellation(current_actor(), crime_id=crime_id, **fields),
        title="The victim was told that it is cancelled",
        submit="Save",
        done="Kept",
    )


@pages.page("/proposals", does=list_proposals)
def proposals() -> ResponseReturnValue:
    return render_template("investigation/proposals.html", changes=list_proposals(current_actor()))


@pages.page("/registrar", does=appoint_registrar, methods=["GET", "POST"])
def crime_registrar() -> ResponseReturnValue:
    form = Form(AppointRegistrarIn())
    if form.carries_out(lambda fields: appoint_registrar(current_actor(), **fields)):
        flash("Appointed")
        return redirect(url_for("investigation.crime_registrar"), 303)
    appointed = read_registrar(current_actor())
    return render_template("investigation/registrar.html", form=form, appointed=appointed), form.status


def class_facts(each: Reclassification) -> Facts:
    return [
        ("From", f"{each.from_title} {each.from_code} {each.from_class}"),
        ("To", f"{each.to_title} {each.to_code} {each.to_class}"),
        ("Less serious", f"Yes: for the crime registrar. {each.rests_on}" if each.lowers else f"No. {each.rests_on}"),
        ("Why", each.why),
        ("Proposed", each.proposed_at),
        ("By", each.proposed_by.name),
    ]


def grounds_facts(each: Cancellation) -> Facts:
    facts: list[tuple[str, object]] = [("Grounds", f"{each.code} {each.title}"), ("Explanation", each.why)]
    if each.specified:
        facts.append(("Decided by", "For C2 the force crime registrar in person"))
    known = {
        "Other force": f"{each.force} {each.their_reference}".strip(),
        "Accepted by": each.accepted_by,
        "Verifiable information": each.source,
        "Other crime": each.other_number,
    }
    facts += [(label, said) for label, said in known.items() if said]
    return [*facts, ("Proposed", each.proposed_at), ("By", each.proposed_by.name)]


UNDER: Final = {"group": "Outcome and class"}


def decide_actions(actor: Actor, crime: Crime, changes: Changes) -> Iterator[dict[str, str]]:
    """What was proposed and waits for this actor: first of all that may be done."""
    for each in changes.waiting():
        yield from _to_decide(actor, crime, each)


def change_actions(actor: Actor, crime: Crime, changes: Changes) -> Iterator[dict[str, str]]:
    """What may be done about its class and its cancellation now."""
    if crime.status == CrimeStatus.CANCELLED:
        told = changes.cancelled is None or changes.cancelled.victim_told_at
        if not told and actor.may(Permission.INVESTIGATION_CANCELLATION_CREATE):
            yield _to("Victim was told", "cancelled_victim_told", crime)
        return
    if actor.may(Permission.INVESTIGATION_CLASSIFICATION_CREATE):
        yield _to("Change classification", "classify", crime) | UNDER
    if actor.may(Permission.INVESTIGATION_CANCELLATION_CREATE):
        yield _to("Cancel (C1 to C5)", "cancel", crime) | UNDER


def _to_decide(actor: Actor, crime: Crime, each: Reclassification | Cancellation) -> Iterator[dict[str, str]]:
    if isinstance(each, Reclassification):
        label, endpoint, permission = (
            "Decide on the classification",
            "decide_classification",
            Permission.INVESTIGATION_CLASSIFICATION_APPROVE,
        )
    else:
        label, endpoint, permission = (
            f"Decide on cancelling, {each.code}",
            "decide_cancelling",
            Permission.INVESTIGATION_CANCELLATION_APPROVE,
        )
    if actor.may(permission):
        own = each.proposed_by_id == actor.id
        yield {"label": label, "reason": "You proposed it"} if own else _to(label, endpoint, crime)


def _to(label: str, endpoint: str, crime: Crime) -> dict[str, str]:
    return {"label": label, "href": url_for(f"investigation.{endpoint}", crime_id=crime.id)}
