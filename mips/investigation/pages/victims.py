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
from mips.core import clock
from mips.core.england import day_of
from mips.investigation.model.review import VictimReview
from mips.investigation.model.statement import WitnessStatement
from mips.investigation.model.victim import VictimCare, VictimPromise
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules import statements
from mips.investigation.rules import victims as rules
from mips.investigation.rules.victims import Due
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
from mips.record.reference.titles import titles_of
from mips.web.endpoints import current_actor
from mips.web.filters import day
from mips.web.forms import Form
from mips.web.tables import Tag

Facts = Sequence[tuple[str, object]]
STATES = {Due.LATE: "late", Due.TODAY: "soon", Due.SOON: "soon", Due.LATER: "running"}
REVIEWED = {True: "Overturned", False: "Upheld"}
AT = "/<uuid:crime_id>/victims/<uuid:party_id>"


@pages.page(AT, does=read_victim)
def victim(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_victim(actor, crime_id=crime_id, party_id=party_id)
    return render_template(
        "investigation/victim.html",
        shown=shown,
        tags=list(_tags(shown)),
        facts=_facts(shown),
        actions=list(_actions(actor, shown)),
        promise_tag=promise_tag,
        statement_tag=statement_tag,
        court=_court(shown.care),
        is_victim=shown.part is Part.VICTIM,
        reviews=[(each, review_tag(each)) for each in shown.reviews],
        method=method_title,
        needs=_needs(shown.care),
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
        about=lambda shown: [fact for fact in _reach(shown) if fact[1]],
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


def promise_tag(each: VictimPromise) -> Tag:
    """'due tomorrow', 'late 2 working days', 'kept', 'kept late', 'not kept', 'no longer owed'."""
    if each.ended_at is None:
        today = day_of(clock.now())
        return Tag(state=STATES[rules.standing(each.due_on, today)], text=rules.said(each.due_on, today))
    if each.kept_at is None and not each.broken:
        return Tag(state="waiting", text="no longer owed")
    if each.kept_at is None:
        return Tag(state="late", text="not kept")
    return Tag(state="late", text="kept late") if each.broken else Tag(state="done", text="kept")


def statement_tag(each: WitnessStatement) -> Tag:
    """'Signed', or that it is a draft; of a correction that it is one."""
    more = f", corrects the {each.edition - 1}. one" if each.corrects_id else ""
    if each.signed_at:
        return Tag(state="done", text=f"Signed{more}")
    return Tag(state="soon", text=f"Draft, not signed{more}")


def method_title(code: str) -> str:
    return titles_of([(rules.METHODS, code)]).get((rules.METHODS, code), code)


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


def _court(care: VictimCare | None) -> list[tuple[str, object]]:
    """What is known for court: why special measures, dates, and the personal statement."""
    if care is None:
        return []
    why = titles_of([(statements.VULNERABLE, each) for each in care.vulnerable]) if care.vulnerable else {}
    aloud = titles_of([(statements.ALOUD, care.vps_aloud)]) if care.vps_aloud else {}
    wanted = {True: "wanted", False: "declined", None: "not answered yet"}[care.vps_wanted]
    facts = [
        ("Statement asked for", care.statement_asked_at),
        ("Vulnerable or intimidated", ", ".join(why.values())),
        ("Dates to avoid", care.dates_to_avoid),
        ("Asked for dates", care.dates_asked_at),
        ("Personal statement", f"Offered {day(care.vps_offered_on)}, {wanted}" if care.vps_offered_on else None),
        ("To be heard", next(iter(aloud.values()), None)),
    ]
    return [fact for fact in facts if fact[1] not in (None, "")]


def _tags(shown: VictimPage) -> Iterator[Tag]:
    care = shown.care
    if shown.part is not Part.VICTIM:
        yield from _of_witness(shown)
        return
    if care and care.enhanced is not None:
        yield Tag(
            state="soon" if care.enhanced else "done", text="Enhanced rights" if care.enhanced else "Standard rights"
        )
    else:
        proposed = "Enhanced rights proposed: confirm" if shown.proposed else "Rights not decided"
        yield Tag(state="late" if shown.proposed else "waiting", text=proposed)
    if shown.unsafe:
        yield Tag(state="late", text="Shared telephone: do not ring, agree another way")
    late = sum(promise_tag(each).state == "late" for each in shown.promises if each.ended_at is None)
    if late:
        yield Tag(state="late", text=f"{late} late")


def _of_witness(shown: VictimPage) -> Iterator[Tag]:
    if shown.care and shown.care.vulnerable:
        yield Tag(state="soon", text="Vulnerable or intimidated")
    if shown.unsafe:
        yield Tag(state="late", text="Shared telephone: do not ring, agree another way")


def _reach(shown: VictimPage) -> list[tuple[str, object]]:
    care = shown.care
    if care is None or not care.method:
        return [("Reach them", "Nothing agreed yet")]
    how = "NOT SAFE: others share this telephone" if shown.unsafe else f"{method_title(care.method)} {care.reached_at}"
    return [("Reach them", how.strip()), ("Never", care.avoid)]


def _facts(shown: VictimPage) -> list[tuple[Any, ...]]:
    care = shown.care
    to_crime = url_for("investigation.crime", crime_id=shown.crime.id)
    officer = shown.crime.officer_in_case.name if shown.crime.officer_in_case else "Not allocated"
    every = (care and care.every_days) or rules.EVERY_DAYS
    return [
        ("Crime", shown.crime.reference or shown.crime.label, to_crime),
        *_reach(shown),
        ("Update every", f"{every} days"),
        ("Officer in the case", officer),
    ]


def review_tag(review: VictimReview) -> Tag:
    """How the answer to a request for a review stands: by when it is due, or what it was."""
    if review.answered_at:
        return Tag(state="soon" if review.overturned else "done", text=REVIEWED[bool(review.overturned)])
    today = day_of(clock.now())
    return Tag(state=STATES[rules.standing(review.due_on, today)], text=rules.said(review.due_on, today))


def _needs(care: VictimCare | None) -> list[tuple[str, object]]:
    if care is None or care.assessed_at is None:
        return []
    measures = titles_of([(rules.MEASURES, each) for each in care.measures])
    interpreter = f"Yes: {care.language}" if care.interpreter else care.interpreter
    return [
        ("Communication", care.communication or None),
        ("Interpreter", interpreter),
        ("Special measures", ", ".join(measures.get((rules.MEASURES, each), each) for each in care.measures) or None),
        ("Other support", care.support or None),
        ("Assessed", care.assessed_at),
        ("By", care.assessed_by.name if care.assessed_by else None),
    ]


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
