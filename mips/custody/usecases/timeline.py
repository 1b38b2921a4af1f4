"""What custody tells of somebody's life: each step of each detention, and when they are to be in court."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.between.timeline import Line, Stretch
from mips.core import db
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.rules.arrivals import OTHERWISE
from mips.custody.rules.facts import Arrest, ArriveStation, AttendVoluntarily, Charged, DetentionAuthorised, Released
from mips.record.model.case import Defendant

STEPS: Final = {
    AttendVoluntarily.name: "Came to {suite} of their own accord",
    Arrest.name: "Arrested for {held_for}",
    ArriveStation.name: "Arrived at {suite} under arrest",
    DetentionAuthorised.name: "Detention authorised at {suite}",
    Charged.name: "Charged with {charged}",
    Released.name: "{ending}",
}
"""Kinds of fact that are told, in the words of the limited form (ROL-3): no reason, no grounds, no reply."""


def lines_of(actor: Actor, person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    """The steps of every detention, each as it now stands, and the courts that somebody is bailed or taken to.

    Who entered a step is for those who see the whole record.
    """
    whole = actor.sees_all_of(Permission.CUSTODY_LOG_READ)
    steps = (
        select(DetentionFact)
        .join(DetentionFact.detention)
        .where(
            Detention.person_id == person_id, DetentionFact.replaced_at.is_(None), DetentionFact.kind.in_(list(STEPS))
        )
        .options(
            contains_eager(DetentionFact.detention).options(
                joinedload(Detention.suite), selectinload(Detention.offences)
            ),
            joinedload(DetentionFact.by),
        )
    )
    for fact, at in db.session.execute(stretch.of(steps, DetentionFact.at, DetentionFact.id)):
        yield Line(
            id=fact.id,
            at=at,
            title=STEPS[fact.kind].format(**_words_of(fact.detention)),
            row=fact.detention,
            entered_at=fact.created_at,
            by=fact.by.name if whole else "",
            tag=fact.detention.reference or "",
        )
    yield from _otherwise(person_id, stretch, whole=whole)
    yield from _courts(person_id, stretch)


def _otherwise(person_id: uuid.UUID, stretch: Stretch, *, whole: bool) -> Iterator[Line]:
    """Coming into custody otherwise than under arrest for an offence: no fact of the clock tells of it."""
    came = select(Detention).where(Detention.person_id == person_id, Detention.arrival.in_(OTHERWISE))
    for held, at in db.session.execute(
        stretch.of(came.options(joinedload(Detention.suite)), Detention.arrived_at, Detention.id)
    ):
        title = f"Came into custody at {held.suite.name}: {held.arrival.said(whole=whole)}"
        yield Line(id=held.id, at=at, title=title, row=held, entered_at=held.created_at, tag=held.reference or "")


def _words_of(held: Detention) -> dict[str, str]:
    charged = [each.title for each in held.offences if each.charged_at]
    ending = held.disposal.label if held.disposal else "Left custody"
    return {
        "suite": held.suite.name,
        "held_for": held.summary or "an offence not recorded yet",
        "charged": "; ".join(dict.fromkeys(charged)) or held.summary,
        "ending": ending,
    }


def _courts(person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    """When somebody is to be in court, where no case that this reader may see says so."""
    told = select(Defendant.id).where(
        Defendant.person_id == Detention.person_id, Defendant.bailed_to == Detention.court_at
    )
    courts = select(Detention).where(Detention.person_id == person_id, Detention.court_at.is_not(None), ~told.exists())
    for held, at in db.session.execute(stretch.of(courts, Detention.court_at, Detention.id)):
        how = "Bailed to" if held.bailed else "To be taken to"
        yield Line(
            id=held.id,
            at=at,
            title=f"{how} {held.court or 'court'}",
            row=held,
            entered_at=held.charged_at,
            tag=held.reference or "",
        )
