"""A fair copy of what custody and investigation tell cases: somebody is charged, and what they know of it."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from mips.access.permissions import Permission, Rank, Role
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.notices import Charged, announce
from mips.between.questions import ChargeFacts, CrimeFacts, Question, charge_facts, crime_facts
from mips.core import db
from mips.core.errors import RuleBroken
from mips.record.lookup import fetch
from mips.record.model.case import Offence, Stage
from mips.record.model.event import Event, Part
from mips.record.model.person import Person, Residence
from mips.usecase import usecase
from tests.build import Build

ARRESTED = datetime(2026, 3, 1, 21, 10, tzinfo=UTC)
CHARGED = datetime(2026, 3, 2, 11, 40, tzinfo=UTC)
HEARING = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
WORDING = (
    "On 1 March 2026 at Northmoor stole two bottles of spirits to the value of \u00a358.00 belonging to "
    "Fairfield Stores Ltd. Contrary to sections 1(1) and 7 of the Theft Act 1968."
)
SUMMARY = "At 20:35 a member of staff saw a man put two bottles into his coat and leave without paying."
SUITE, COURT = "Northmoor Central", "Northmoor Magistrates' Court"


class Happening(Event, kind="test-happening", read=Permission.RECORD_PERSON_READ):
    """Stands for crimes and detentions, whose own tables are other people's."""


@usecase(Permission.CASES_CHARGE_CREATE, verb=Verb.ALTERED, also=(Verb.COLLECTED,))
def charge(actor: Actor, *, notice: Charged, fails: bool = False) -> Person:
    """Charge somebody as custody does, or fail after telling the others."""
    for offence_id in notice.offence_ids:
        offence = fetch(Offence, offence_id)
        offence.stage, offence.charged_at = Stage.CHARGED, notice.at
    announce(notice)
    if fails:
        raise RuleBroken("No", rule="test")
    return fetch(Person, notice.person_id)


class Scene:
    """One shop theft: the people who deal with it, the suspect, the crime and the detention."""

    def __init__(self, build: Build, *, collars: tuple[str, str] = ("2214", "871")) -> None:
        self.build = build
        officer, sergeant = collars
        team = build.team(name=f"Burglary team {build.number()}")
        self.officer = build.user(Role.OFFICER_IN_CASE, team=team, name="Dana Okafor", collar_number=officer)
        self.sergeant = build.user(
            Role.CUSTODY_OFFICER, rank=int(Rank.SERGEANT), name="Sam Reed", collar_number=sergeant
        )
        self.suspect = self.person("Smith", "John Paul")
        self.crime = self.event("Theft from shop")
        self.shopkeeper = build.person(family_name="Brown", given_names="Alice")
        build.involvement(self.shopkeeper, self.crime, Part.WITNESS)

    def person(self, family_name: str, given_names: str) -> Person:
        born = datetime(1991, 5, 14, tzinfo=UTC).date()
        person = self.build.person(family_name=family_name, given_names=given_names, born_on=born)
        self.build.add(Residence(person_id=person.id, address="14 Canal Row, Northmoor", postcode="NM1 4QT"))
        return person

    def event(self, label: str) -> Happening:
        return self.build.add(Happening(label=label, force="28"))

    def offence(self, person: Person | None = None, **fields: Any) -> Offence:
        about = {
            "person_id": (person or self.suspect).id,
            "crime_id": self.crime.id,
            "detention_id": self.event("Detention").id,
            "wording": WORDING,
            "committed_from": ARRESTED - timedelta(minutes=35),
            "location": "Fairfield Stores, 3 High Street, Northmoor",
            "arrested_at": ARRESTED,
            "stage": Stage.ARRESTED,
        }
        return self.build.offence(**about | fields)

    def notice(self, *offences: Offence, **fields: Any) -> Charged:
        first = offences[0]
        about = {
            "detention_id": first.detention_id,
            "person_id": first.person_id,
            "offence_ids": tuple(offence.id for offence in offences),
            "at": CHARGED,
            "officer_in_case_id": self.officer.id,
            "bailed_to": HEARING,
            "court": COURT,
        }
        return Charged(**about | fields)

    def charged(self, *offences: Offence, **fields: Any) -> uuid.UUID:
        """Charge them; gives the case's id."""
        offences = offences or (self.offence(),)
        charge(self.sergeant.as_actor(), notice=self.notice(*offences, **fields))
        case_id = db.session.get_one(Offence, offences[0].id, populate_existing=True).case_id
        assert case_id is not None
        return case_id


@contextmanager
def answered(question: Question[Any, Any], answer: Any) -> Any:
    """Let a question be answered this way, whoever else answers it."""
    before, question._answer = question._answer, answer
    try:
        yield
    finally:
        question._answer = before


def custody_knows(offence_ids: Any) -> list[ChargeFacts]:
    """What custody would answer: one answer for each detention."""
    detentions = {fetch(Offence, each).detention_id for each in offence_ids}
    return [
        ChargeFacts(
            detention_id=detention_id,
            custody_number="NC/0417/26",
            arrested_at=ARRESTED,
            relevant_time=ARRESTED + timedelta(minutes=40),
            charged_at=CHARGED,
            charged_by="PS 871 Sam Reed",
            reply="I was going to pay for them.",
            asn="26/2801/01/417K",
            bailed_to=HEARING,
            court=COURT,
            suite=SUITE,
        )
        for detention_id in detentions
        if detention_id
    ]


def investigation_knows(crime_ids: Any) -> list[CrimeFacts]:
    return [
        CrimeFacts(
            crime_id=crime_id,
            reference="28/0004417/26",
            title="Theft from shop",
            summary=SUMMARY,
            location="Fairfield Stores, 3 High Street, Northmoor",
            committed_from=ARRESTED,
            committed_until=None,
            officer_id=None,
            officer="2214 Dana Okafor",
            victims=[{"id": str(uuid.uuid4()), "name": "Fairfield Stores Ltd", "part": "victim"}],
            witnesses=[{"id": str(uuid.uuid4()), "name": "BROWN, Alice", "part": "witness"}],
        )
        for crime_id in crime_ids
    ]


@contextmanager
def others_answer() -> Any:
    """Custody and investigation both answer."""
    with answered(charge_facts, custody_knows), answered(crime_facts, investigation_knows):
        yield
