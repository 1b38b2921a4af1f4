"""Scenery for the tests of investigation: what a plain crime report holds, and a crime that was recorded."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from mips.access.permissions import Permission, Rank, Role
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.notices import Charged, announce
from mips.between.questions import CrimeFacts, crime_facts
from mips.investigation.model.crime import Crime
from mips.investigation.rules.recording import Basis, Channel
from mips.investigation.usecases.closing import set_retention_group, state_no_intelligence
from mips.investigation.usecases.recording import record_crime
from mips.investigation.usecases.writing import offences_of
from mips.record.model.case import Stage
from mips.record.model.person import Person
from mips.usecase import usecase
from tests.build import NOON, Build

THEFT, ROBBERY, KNIFE = "TH68010", "TH68023", "CJ88001"


def a_report(*suspects: Person, **fields: Any) -> dict[str, Any]:
    """What record_crime takes, complete: a shop is the victim."""
    return {
        "offences": [{"code": THEFT}],
        "basis": Basis.VICTIM,
        "amounts_to_crime": True,
        "reported_at": NOON - timedelta(hours=1),
        "channel": Channel.CALL,
        "occurred_from": NOON - timedelta(hours=3),
        "where": {"address": "1 Test Street", "postcode": "SW1A 2AA"},
        "summary": "Took four bottles and ran",
        "victims": [{"organisation": "Test Stores"}],
        "suspects": [{"person_id": person.id, "grounds": "Named by staff"} for person in suspects],
    } | fields


def recorded(build: Build, *suspects: Person, by: Actor | None = None, **fields: Any) -> Crime:
    return record_crime(by or build.actor(Role.OFFICER), **a_report(*suspects, **fields))


def an_outcome(code: str, **fields: Any) -> dict[str, Any]:
    return {
        "code": code,
        "decided_on": date(2026, 3, 2),
        "rationale": "All lines are exhausted",
        "victim_told_on": date(2026, 3, 2),
        "particulars": {"evidence": "CCTV and house to house"},
    } | fields


def supervisor(build: Build) -> Actor:
    return build.actor(Role.SUPERVISOR, rank=int(Rank.SERGEANT))


def nothing_left(by: Actor, crime_id: uuid.UUID) -> None:
    """All that a closing asks for besides an outcome is said."""
    state_no_intelligence(by, crime_id=crime_id, text="Nothing was learned of anybody")
    set_retention_group(by, crime_id=crime_id, group="3")


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.ALTERED)
def charge(actor: Actor, *, crime_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """What custody writes and announces when it charges somebody with the offences of a crime."""
    offences = [offence for offence in offences_of(crime_id) if offence.person_id == person_id]
    for offence in offences:
        offence.stage, offence.charged_at = Stage.CHARGED, NOON
    announce(
        Charged(
            detention_id=uuid.uuid4(),
            person_id=person_id,
            offence_ids=tuple(offence.id for offence in offences),
            at=NOON,
            officer_in_case_id=None,
            bailed_to=None,
            court="",
        )
    )


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def ask_for_facts(actor: Actor, *, crime_ids: Sequence[uuid.UUID]) -> list[CrimeFacts]:
    """What another domain learns when it asks."""
    return list(crime_facts(crime_ids))
