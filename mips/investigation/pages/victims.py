"""A victim's page: what is owed and by when, what they need, how they are reached, and each contact."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.investigation.model.victim import VictimCare
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.victim_shown import (
    court_of,
    facts_of,
    method_title,
    needs_of,
    promise_tag,
    reach_of,
    review_tag,
    statement_tag,
    tags_of,
)
from mips.investigation.rules import victims as rules
from mips.investigation.schemas.victims import (
    AddContactIn,
    AgreeContactIn,
    AssessNeedsIn,
    ConfirmEnhancedIn,
    GiveUpPromiseIn,
    OweWordIn,
)
from mips.investigation.usecases.victim_contacts import add_contact, give_up_promise, owe_word
from mips.investigation.usecases.victims import VictimPage, agree_contact, assess_needs, confirm_enhanced, read_victim
from mips.record.model.event import Part
from mips.record.model.person import Person
from mips.web.endpoints import current_actor
from mips.web.filters import day
from mips.web.forms import Form

Facts = Sequence[tuple[str, object]]
AT = "/<uuid:crime_id>/victims/<uuid:party_id>"


@pages.page(AT, does=read_victim)
def victim(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_victim(actor, crime_id=crime_id, party_id=party_id)
    return render_template(
        "investigation/victim.html",
        shown=shown,
        tags=list(tags_of(shown)),
        facts=facts_of(shown),
        actions=list(_actions(actor, shown)),
        promise_tag=promise_tag,
        statement_tag=statement_tag,
        court=court_of(shown.care),
        is_victim=shown.part is Part.VICTIM,
        reviews=[(each, review_tag(each)) for each in shown.reviews],
        method=method_title,
        needs=needs_of(shown.care),
        may_add=actor.may(Permission.CASES_WITNESS_CARE_CREATE),
        may_change=actor.may(Permission.CASES_WITNESS_CARE_UPDATE),
    )


@pages.page(f"{AT}/needs", does=assess_needs, methods=["GET", "POST"])
def victim_needs(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    return victim_job(
        crime_id,
        party_id,
        AssessNeedsIn(),
        lambda fields: assess_needs(current_actor(), crime_id=crime_id, party_id=party_id, **fields),
        title="Needs assessment",
        submit="Save",
        done="Needs kept",
        begun=_needs_known,
    )


@pages.page(f"{AT}/enhanced", does=confirm_enhanced, methods=["GET", "POST"])
def victim_enhanced(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    return victim_job(
        crime_id,
        party_id,
        ConfirmEnhancedIn(),
        lambda fields: confirm_enhanced(current_actor(), crime_id=crime_id, party_id=party_id, **fields),
        title="Enhanced rights",
        submit="Confirm",
        done="Rights decided. What is owed is dated by them",
        begun=_rights_known,
        about=lambda shown: [(ground.title, f"Proposed: {why}") for ground, why in shown.proposed],
    )


@pages.page(f"{AT}/contract", does=agree_contact, methods=["GET", "POST"])
def victim_contract(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    return victim_job(
        crime_id,
        party_id,
        AgreeContactIn(),
        lambda fields: agree_contact(current_actor(), crime_id=crime_id, party_id=party_id, **fields),
        title="How and how often to reach them",
        submit="Agree",
        done="Agreed. The next update counts from today",
        begun=lambda shown: shown.care if shown.care and shown.care.method else {"every_days": rules.EVERY_DAYS},
    )


@pages.page(f"{AT}/contacts", does=add_contact, methods=["GET", "POST"])
def victim_contact(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    return victim_job(
        crime_id,
        party_id,
        AddContactIn(),
        lambda fields: add_contact(current_actor(), crime_id=crime_id, party_id=party_id, **fields),
        title="Contact with a victim or witness",
        submit="Add",
        done="Contact kept",
        begun=lambda shown: {
            "method": shown.care.method if shown.care else None,
            "keeps": request.args.getlist("keeps"),
        },
        about=lambda shown: [fact for fact in reach_of(shown) if fact[1]],
    )


@pages.page(f"{AT}/promises", does=owe_word, methods=["GET", "POST"])
def victim_owed(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    return victim_job(
        crime_id,
        party_id,
        OweWordIn(),
        lambda fields: owe_word(current_actor(), crime_id=crime_id, party_id=party_id, **fields),
        title="Something they must be told",
        submit="Add",
        done="Added to what is owed",
    )


@pages.page(f"{AT}/promises/<uuid:promise_id>", does=give_up_promise, methods=["GET", "POST"])
def victim_given_up(crime_id: uuid.UUID, party_id: uuid.UUID, promise_id: uuid.UUID) -> ResponseReturnValue:
    return victim_job(
        crime_id,
        party_id,
        GiveUpPromiseIn(),
        lambda fields: give_up_promise(
            current_actor(), crime_id=crime_id, party_id=party_id, promise_id=promise_id, **fields
        ),
        title="A promise that is not kept",
        submit="Keep the reason",
        done="Reason kept. It counts as broken",
        about=lambda shown: [(each.title, day(each.due_on)) for each in shown.promises if each.id == promise_id],
    )


def victim_job(
    crime_id: uuid.UUID,
    party_id: uuid.UUID,
    schema: Schema,
    action: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    submit: str,
    done: str,
    begun: Callable[[VictimPage], Any] = lambda shown: {},
    about: Callable[[VictimPage], Facts] = lambda shown: [],
) -> ResponseReturnValue:
    """A form of one job for a victim; done, it leads back to their page."""
    back = url_for("investigation.victim", crime_id=crime_id, party_id=party_id)
    shown = read_victim(current_actor(), crime_id=crime_id, party_id=party_id)
    form = Form(schema, initial=begun(shown))
    if form.carries_out(action):
        flash(done)
        return redirect(back, 303)
    context = {"crime": shown.crime, "form": form, "title": title, "submit": submit, "back": back}
    facts = [(shown.part.value.capitalize(), shown.party.label), *about(shown)]
    return render_template("investigation/job.html", **context, about=facts), form.status


def _needs_known(shown: VictimPage) -> Any:
    """What was assessed before; at first what the record says of the person, so that it is not asked twice."""
    if shown.care and shown.care.assessed_at:
        return shown.care
    version = {"version": shown.care.version} if shown.care else {}
    if not isinstance(shown.party, Person):
        return version
    person = shown.party
    return {
        "communication": person.disability,
        "interpreter": person.interpreter_needed,
        "language": person.first_language if person.interpreter_needed else "",
    } | version


def _rights_known(shown: VictimPage) -> Any:
    if shown.care and shown.care.enhanced_at:
        return {**_of(shown.care, "enhanced", "grounds", "version"), "why": shown.care.enhanced_why}
    version = {"version": shown.care.version} if shown.care else {}
    found = [ground.code for ground, _ in shown.proposed]
    return ({"enhanced": True, "grounds": found} if found else {}) | version


def _of(care: VictimCare, *names: str) -> dict[str, Any]:
    return {name: getattr(care, name) for name in names}


def _actions(actor: Actor, shown: VictimPage) -> Iterator[dict[str, str]]:
    create, update = Permission.CASES_WITNESS_CARE_CREATE, Permission.CASES_WITNESS_CARE_UPDATE
    write, victim = Permission.INVESTIGATION_LOG_CREATE, shown.part is Part.VICTIM
    reach: Sequence[tuple[str, str, Permission, bool]] = [
        ("Add a contact", "victim_contact", create, True),
        ("Take a statement", "new_statement", write, isinstance(shown.party, Person)),
        ("Needs assessment", "victim_needs", update, True),
        ("Enhanced rights", "victim_enhanced", update, victim),
        ("How to reach them", "victim_contract", update, True),
        ("Special measures and dates", "victim_court", update, True),
        ("Offer a personal statement", "victim_vps", update, victim),
        ("Something they must be told", "victim_owed", create, victim),
    ]
    for label, endpoint, permission, fits in reach:
        if fits and actor.may(permission):
            href = url_for(f"investigation.{endpoint}", crime_id=shown.crime.id, party_id=shown.party.id)
            yield {"label": label, "href": href}
    if shown.may_ask and actor.may(create):
        href = url_for("investigation.victim_review", crime_id=shown.crime.id, party_id=shown.party.id)
        yield {"label": "They ask for a review", "href": href}
