"""Putting right a time that the clock is worked out from: by a later fact, with a reason, never by rubbing out."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid, NotFound, RuleBroken
from mips.custody.model.bail import BailGiven
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.rules.authority import check_arrest
from mips.custody.rules.facts import RearrestNewEvidence
from mips.custody.rules.incidents import check_correctable
from mips.custody.rules.sources import S39_1
from mips.custody.rules.story import CaseInvalid
from mips.custody.usecases.clocks import story_of
from mips.custody.usecases.station import say_station
from mips.custody.usecases.writing import detention_with, log, said
from mips.record.lookup import fetch
from mips.usecase import usecase

CORRECTABLE: Final[Mapping[str, tuple[str, str]]] = {
    "attend_voluntarily": ("Came to the station", "arrived_at"),
    "arrive_station": ("Arrived at the station", "arrived_at"),
    "arrest": ("Arrested", "arrested_at"),
    "detention_authorised": ("Detention authorised", "authorised_at"),
    "depart_station": ("Left the station", ""),
    "enter_england_wales": ("Came into England and Wales", ""),
    "charged": ("Charged", "charged_at"),
    "released": ("Left the suite", "released_at"),
    "release_under_investigation": ("Left the suite", "released_at"),
    "attend_answer_street_bail": ("Came to answer street bail", "arrived_at"),
    "bail": ("Released on bail", "released_at"),
    "answer_bail": ("Came back to answer bail", "returned_at"),
    "arrest_s46A": ("Arrested on bail", ""),
    "rearrest_new_evidence": ("Arrested again", "arrested_at"),
}
"""Kind of fact -> what it is called, and the time on the record that follows it; empty: none does."""


@usecase(Permission.CUSTODY_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def correct_fact(actor: Actor, *, detention_id: uuid.UUID, fact_id: uuid.UUID, at: datetime, why: str) -> DetentionFact:
    """Put right when something happened. The clock follows from it; the first fact stays on the record (CUS-5.5)."""
    detention, wrong = detention_with(detention_id), fetch(DetentionFact, fact_id)
    if wrong.detention_id != detention.id or wrong.kind not in CORRECTABLE:
        raise NotFound("No such time on this record")
    check_correctable(locked=detention.locked_at is not None)
    if wrong.replaced_at is not None:
        raise RuleBroken("This time has been corrected already: correct the latest one", rule=S39_1.section)
    called, column = CORRECTABLE[wrong.kind]
    same = {"kind": wrong.kind, "details": wrong.details}
    right = DetentionFact(**same, detention=detention, at=at, by_id=actor.id, replaces_id=wrong.id, why=why)
    wrong.replaced_at = clock.now()
    _follow(detention, column, wrong.at, at)
    db.session.add(right)
    db.session.flush()
    _follow_bail(detention, wrong.kind, wrong.at, at)
    db.session.refresh(detention, ["facts"])
    _check_order(detention)
    say_station(detention)
    corrected = f"{called} corrected from {said(wrong.at)} to {said(at)}: {why}"
    log(actor, detention, clock.now(), corrected, kind="correction")
    return right


_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "arrived_at": ("arrived_at", "returned_at"),
    "authorised_at": ("authorised_at", "reauthorised_at"),
    "": (),
}
"""Somebody back from bail arrived twice and was authorised twice: the record keeps the first and the last."""


def _follow(detention: Detention, column: str, before: datetime, at: datetime) -> None:
    """Everywhere the record says this time again; where it says a later one in its place, that stays."""
    name = next((each for each in _CALLED.get(column, (column,)) if getattr(detention, each) == before), "")
    if not name:
        return
    also = {"arrived_at": ["occurred_from"], "released_at": ["occurred_until"]}.get(name, [])
    refused = ["refused_at"] if name == "released_at" and detention.refused_at else []
    for each in (name, *also, *refused):
        setattr(detention, each, at)
    if name in ("arrested_at", "charged_at"):
        for offence in detention.offences:
            if getattr(offence, name):
                setattr(offence, name, at)


def _follow_bail(detention: Detention, kind: str, before: datetime, at: datetime) -> None:
    """The release on bail that began, or ended, at this time."""
    if kind not in ("bail", "answer_bail", "arrest_s46A", "rearrest_new_evidence"):
        return
    column = BailGiven.released_at if kind == "bail" else BailGiven.ended_at
    found = select(BailGiven).where(BailGiven.detention_id == detention.id, column == before)
    for bail in db.session.scalars(found):
        setattr(bail, column.key, at)


def _check_order(detention: Detention) -> None:
    """The story still makes sense: each step after the one before it."""
    if detention.arrested_at:
        again = any(each.kind == RearrestNewEvidence.name and not each.replaced_at for each in detention.facts)
        check_arrest(
            detention.arrested_at,
            arrived_at=detention.here_since if again else detention.arrived_at,
            came_unarrested=detention.attended_voluntarily and not again,
        )
    steps = [detention.arrived_at, detention.authorised_at, detention.charged_at, detention.released_at]
    known = [at for at in steps if at]
    if known != sorted(known):
        raise RuleBroken(
            "This would put the steps of detention out of their order. Enter a time between the step before it and the "
            "one after",
            rule=S39_1.section,
            field="at",
        )
    try:
        story_of(detention)
    except CaseInvalid as invalid:
        raise InputInvalid({"at": invalid.said}) from None
