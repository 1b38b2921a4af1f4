"""Circulating a suspect as wanted, and the list of suspects who should be dealt with today."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core import clock
from mips.investigation.model.wanted import Wanted
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.investigating import one_job
from mips.investigation.pages.owed import usual_whose
from mips.investigation.schemas.wanted import CancelWantedIn, CirculateIn, TodayFilters
from mips.investigation.usecases.reading import CrimePage
from mips.investigation.usecases.today import Due, Today, list_today
from mips.investigation.usecases.wanted import cancel_wanted, circulate, read_wanted, wanted_in
from mips.record.model.event import Part
from mips.record.model.person import Person
from mips.web.endpoints import current_actor
from mips.web.filters import day, moment
from mips.web.forms import Filters, Form
from mips.web.keyset import Page
from mips.web.shell import url_if
from mips.web.tables import Column, Listing, Tag


@pages.page("/<uuid:crime_id>/suspects/<uuid:person_id>/wanted", does=circulate, methods=["GET", "POST"])
def wanted(crime_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        CirculateIn(),
        lambda fields: circulate(current_actor(), crime_id=crime_id, person_id=person_id, **fields),
        title="Circulate as wanted",
        submit="Circulate",
        done="Circulated. A warning says so wherever they are met",
    )


@pages.page("/wanted/<uuid:wanted_id>", does=read_wanted)
def wanted_of(wanted_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    found = read_wanted(actor, wanted_id=wanted_id)
    to_arrest = list(_to_arrest(actor, found.person, found.crime_id))
    if found.ended_at is None and actor.may(Permission.INVESTIGATION_WARRANT_CREATE):
        to_arrest.append(("Not wanted any more", url_for("investigation.wanted_ended", wanted_id=wanted_id)))
    actions = [{"label": label, "href": href} for label, href in to_arrest]
    tags = [_standing(found)]
    return render_template("investigation/wanted.html", wanted=found, facts=_facts(found), actions=actions, tags=tags)


@pages.page("/wanted/<uuid:wanted_id>/cancellation", does=cancel_wanted, methods=["GET", "POST"])
def wanted_ended(wanted_id: uuid.UUID) -> ResponseReturnValue:
    found, form = read_wanted(current_actor(), wanted_id=wanted_id), Form(CancelWantedIn())
    back = url_for("investigation.wanted_of", wanted_id=wanted_id)
    if form.carries_out(lambda fields: cancel_wanted(current_actor(), wanted_id=wanted_id, **fields)):
        flash("They are not wanted any more, and the warning is gone")
        return redirect(back, 303)
    context = {"crime": found.person, "title": "Not wanted any more", "submit": "Cancel it", "back": back}
    return render_template("investigation/job.html", form=form, about=_facts(found), **context), form.status


@pages.page("/suspects/today", does=list_today)
def today() -> ResponseReturnValue:
    actor = current_actor()
    filters = Filters(TodayFilters(), initial={"whose": usual_whose(actor)})
    found = list_today(actor, **filters.chosen)
    listing = Listing(
        caption="Suspects to deal with today",
        columns=_columns(found),
        page=Page(found.rows),
        total=len(found.rows),
        filters=filters,
        empty="Nobody is wanted, due back on bail, to be looked at again or to be interviewed today.",
    )
    return render_template("investigation/list.html", listing=listing), filters.status


def suspect_actions(actor: Actor, shown: CrimePage) -> dict[uuid.UUID, tuple[list[Tag], list[tuple[str, str]]]]:
    """Of each suspect: that they are wanted, and the ways to an arrest (person -> tags, links)."""
    suspects, found = shown.of(Part.SUSPECT), {}
    reads, makes = Permission.INVESTIGATION_WARRANT_READ, Permission.INVESTIGATION_WARRANT_CREATE
    standing = {each.person_id: each for each in wanted_in(shown.crime.id)} if suspects and actor.may(reads) else {}
    for each in suspects:
        now = standing.get(each.party_id)
        tags = [Tag(state="late", text=f"Wanted since {moment(now.since)}")] if now else []
        links = (
            [("Wanted: why and what to beware of", url_for("investigation.wanted_of", wanted_id=now.id))] if now else []
        )
        at: dict[str, Any] = {"crime_id": shown.crime.id, "person_id": each.party_id}
        if now is None and actor.may(makes) and each.status not in ("arrested", "charged", "eliminated"):
            links.append(("Circulate as wanted", url_for("investigation.wanted", **at)))
        if isinstance(each.party, Person):
            links += _to_arrest(actor, each.party, shown.crime.id)
        found[each.party_id] = (tags, links)
    return found


def _to_arrest(actor: Actor, person: Person, crime_id: uuid.UUID) -> Iterator[tuple[str, str]]:
    """Where an arrest goes on with this person and this crime's offences filled in."""
    if actor.may(Permission.CUSTODY_RECORD_CREATE):
        href = url_if("custody.arrive", person=person.id, crime=crime_id)
        yield from [("Arrived in custody", href)] if href else []
    if actor.may(Permission.CUSTODY_STREET_BAIL_CREATE):
        href = url_if("custody.give_street_bail", person=person.id)
        yield from [("Arrested, and street bail", href)] if href else []


def _standing(found: Wanted) -> Tag:
    if found.ended_at is None:
        return Tag(state="late", text="Wanted")
    return Tag(state="done", text="Arrested" if found.ended_how == "arrest" else "Not wanted any more")


def _facts(found: Wanted) -> list[tuple[str, object]]:
    facts = [
        ("Wanted for", ", ".join(found.offences)),
        ("Grounds", found.grounds),
        ("Beware", found.risk),
        ("Since", found.since),
        ("Circulated by", found.by.name),
        ("Ended", found.ended_at),
        ("Why", found.ended_why),
    ]
    return [fact for fact in facts if fact[1] not in (None, "")]


def _columns(found: Today) -> Sequence[Column[Due]]:
    return [
        Column(label="Suspect", value=lambda each: each.person.label, link=_where),
        Column(label="What", value=lambda each: each.what),
        Column(label="When", value=lambda each: _when(found, each)),
        Column(label="Where", value=lambda each: each.where or ""),
        Column(label="Crime", value=lambda each: f"{each.crime.reference or ''} {each.crime.offence_title}".strip()),
        Column(
            label="Officer",
            value=lambda each: each.crime.officer_in_case.name if each.crime.officer_in_case else "Nobody",
        ),
    ]


def _where(each: Due) -> str:
    if each.wanted_id:
        return url_for("investigation.wanted_of", wanted_id=each.wanted_id)
    return url_for("investigation.crime", crime_id=each.crime.id)


def _when(found: Today, each: Due) -> Tag:
    said = moment(each.at) if each.at and not each.wanted_id else day(each.on)
    if each.wanted_id:
        return Tag(state="late", text=f"Since {said}")
    if each.on < found.day or (each.at and each.at < clock.now()):
        return Tag(state="late", text=f"LATE: {said}")
    return Tag(state="soon", text=said)
