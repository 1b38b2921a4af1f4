"""The first walk, through the use cases: report, crime, arrest, detention, charge, case file on one record."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mips.access.policy import Handling
from mips.cases.model import FormKind
from mips.cases.usecases.reading import cases_of_person, read_case
from mips.cases.usecases.writing import write_form
from mips.core import clock
from mips.custody.model.care import RightKind
from mips.custody.model.detention import Detention, Grounds
from mips.custody.rules.charging import first_sitting
from mips.custody.usecases.arrival import record_arrest, record_arrival
from mips.custody.usecases.care import RightGiven, add_to_log, give_rights, put_in_cell
from mips.custody.usecases.decision import authorise_detention
from mips.custody.usecases.ending import AfterCharge, charge_detainee, release_detainee
from mips.custody.usecases.release_risk import assess_release
from mips.custody.usecases.suites import list_suites
from mips.documents.printing import render
from mips.intelligence.model import IntelligenceReport
from mips.intelligence.rules import (
    Assessment,
    Priority,
    Purpose,
    RetentionGroup,
    SourceEvaluation,
    SourceType,
)
from mips.intelligence.usecases import release_report, submit_report
from mips.interchange.demo import cast
from mips.interchange.demo.cast import Allegation, Invented
from mips.interchange.demo.company import Company
from mips.investigation.model.crime import Crime
from mips.investigation.rules.recording import Basis, Channel
from mips.investigation.usecases.recording import record_crime
from mips.investigation.usecases.writing import offences_of
from mips.record.model.case import Case
from mips.record.model.person import Person, Sex
from mips.record.usecases.finding import find_same
from mips.record.usecases.persons import create_person
from mips.web.spoken import PartialDate


@dataclass(frozen=True)
class Walked:
    """What the walk left on the record: ids and references, and where the case file lies."""

    person_id: str
    person: str
    report_id: str
    report: str
    crime_id: str
    crime: str
    offence_id: str
    offence: str
    detention_id: str
    custody_number: str
    case_id: str
    urn: str
    pdf: str
    pdf_pages: int
    pdf_sha256: str

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def walk(company: Company, out: Path) -> Walked:
    """Walk the whole story as it would happen in the last hours, and write the case file to a PDF in `out`.

    Needs an application context: the file is laid out with its templates.
    """
    now = clock.now()
    person = known(company, cast.SUSPECT)
    report = report_on(company, person, now)
    crime = crime_by(company, person, now)
    [offence] = [each for each in offences_of(crime.id) if each.person_id == person.id]
    detention = detain(company, person, offence.id, arrived=now - timedelta(hours=3))
    charge(company, detention, offence.id, now)
    case = write_up(company, person)
    printed = render(
        company.actor(cast.CASE_BUILDER),
        "case-file",
        recipient="Crown Prosecution Service",
        purpose="charging",
        case_id=case.id,
    )
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"case-file-{case.urn}.pdf"
    path.write_bytes(printed.content)
    return Walked(
        person_id=str(person.id),
        person=person.full_name,
        report_id=str(report.id),
        report=report.reference or "",
        crime_id=str(crime.id),
        crime=crime.reference or "",
        offence_id=str(offence.id),
        offence=offence.code,
        detention_id=str(detention.id),
        custody_number=detention.reference or "",
        case_id=str(case.id),
        urn=case.urn,
        pdf=str(path),
        pdf_pages=printed.pages,
        pdf_sha256=printed.sha256,
    )


def known(company: Company, somebody: Invented) -> Person:
    """This person's record: found, as anybody would look first, or made."""
    officer = company.actor(cast.OFFICER)
    born = PartialDate.known_to(somebody.born, "day")
    found = find_same(officer, family_name=somebody.family_name, given_names=somebody.given_names, born=born)
    if found.hits:
        return found.hits[0].person
    return create_person(
        officer,
        family_name=somebody.family_name,
        given_names=somebody.given_names,
        born=born,
        sex=Sex(somebody.sex),
        residences=[{"address": somebody.address, "postcode": "ZZ99 3VZ"}],
        said_by="themselves",
    )


def report_on(company: Company, person: Person, now: datetime) -> IntelligenceReport:
    """A graded report about the person, assessed and released."""
    report = submit_report(
        company.actor(cast.OFFICER),
        people=[{"person_id": person.id}],
        items=[
            {
                "text": f"{person.given_names} {person.family_name} sells spirits door to door below the shop price.",
                "assessment": Assessment.INDIRECT,
                "handling": Handling.PERMITTED,
            }
        ],
        source_type=SourceType.PUBLIC,
        source_evaluation=SourceEvaluation.UNTESTED,
        information_on=(now - timedelta(days=2)).date(),
        provenance="Said to a patrol in the street",
        purpose=Purpose.PREVENT,
        priority=Priority.LOW,
    )
    return release_report(
        company.actor(cast.INTELLIGENCE),
        report_id=report.id,
        items=[],
        source_evaluation=SourceEvaluation.UNTESTED,
        retention_group=RetentionGroup.OTHER,
    )


def crime_by(company: Company, person: Person, now: datetime, alleged: Allegation = cast.SHOP) -> Crime:
    """A crime with the person as its suspect."""
    victim, witness = known(company, cast.VICTIM), known(company, cast.WITNESS)
    return record_crime(
        company.actor(cast.DETECTIVE),
        offences=[{"code": alleged.code}],
        basis=Basis.VICTIM,
        amounts_to_crime=True,
        reported_at=now - timedelta(hours=5),
        channel=Channel.CALL,
        occurred_from=now - timedelta(hours=5, minutes=30),
        where={"address": alleged.address, "postcode": "ZZ99 3VZ"},
        summary=alleged.summary,
        victims=[{"person_id": victim.id}],
        witnesses=[{"person_id": witness.id}],
        suspects=[{"person_id": person.id, "grounds": alleged.grounds}],
    )


def detain(
    company: Company, person: Person, offence_id: uuid.UUID, *, arrived: datetime, cell: str = "M4"
) -> Detention:
    """Arrival, arrest, authority to detain, rights and a cell."""
    sergeant = company.actor(cast.CUSTODY_SERGEANT)
    detention = record_arrival(
        sergeant, suite_id=company.suite_id, arrived_at=arrived, person_id=person.id, offence_ids=[offence_id]
    )
    record_arrest(
        sergeant,
        detention_id=detention.id,
        arrested_at=arrived - timedelta(minutes=25),
        arrest_place="Sample Street, Northmoor",
        arrest_reason="Named and seen on camera",
        necessity=["investigation"],
        arrested_by_id=company.users[cast.OFFICER.collar],
        offence_ids=[offence_id],
    )
    authorise_detention(
        sergeant,
        detention_id=detention.id,
        grounds=[Grounds.OBTAIN],
        grounds_reason="To be interviewed about the theft",
        authorised_at=arrived + timedelta(minutes=12),
    )
    give_rights(
        sergeant,
        detention_id=detention.id,
        given=[
            RightGiven(kind=RightKind.SOMEONE_INFORMED, wanted=False, reason="Wants nobody told"),
            RightGiven(kind=RightKind.LEGAL_ADVICE, wanted=True, detail="Duty solicitor"),
            RightGiven(kind=RightKind.CODES, wanted=False, reason="Knows them"),
        ],
        language="English",
        offered_at=arrived + timedelta(minutes=16),
    )
    return put_in_cell(
        sergeant,
        detention_id=detention.id,
        cell_id=_cell(company, cell),
        from_at=arrived + timedelta(minutes=25),
        why="Training",
    )


def _cell(company: Company, name: str) -> uuid.UUID:
    suites = {each.id: each for each in list_suites(company.actor(cast.CUSTODY_SERGEANT))}
    return next(cell.id for cell in suites[company.suite_id].cells if cell.name == name)


def charge(company: Company, detention: Detention, offence_id: uuid.UUID, now: datetime) -> None:
    """Interviewed, charged, bailed to court."""
    sergeant = company.actor(cast.CUSTODY_SERGEANT)
    add_to_log(
        sergeant,
        detention_id=detention.id,
        text="Returned from interview with solicitor present. Admits the theft.",
        at=now - timedelta(minutes=40),
    )
    charge_detainee(
        sergeant,
        detention_id=detention.id,
        charges=[{"offence_id": offence_id, "wording": WORDING}],
        after=AfterCharge(court=cast.COURT, court_at=first_sitting(now), bailed=True),
        reply="I needed the money",
        charged_at=now - timedelta(minutes=10),
    )
    assess_release(
        sergeant,
        detention_id=detention.id,
        none_of_these=True,
        feeling="Wants to get home to her children",
        transport="Her sister fetches her",
    )
    release_detainee(sergeant, detention_id=detention.id, released_at=now)


WORDING = (
    "Stole four bottles of spirits to the value of \u00a392 belonging to Fiction Stores, "
    "contrary to section 1(1) of the Theft Act 1968."
)


def write_up(company: Company, person: Person) -> Case:
    """The case that opened with the charge, with its police report written."""
    builder = company.actor(cast.CASE_BUILDER)
    case = cases_of_person(builder, person_id=person.id)[0]
    write_form(
        builder,
        case_id=case.id,
        kind=FormKind.MG5,
        version=0,
        fields={
            "summary": (
                "The defendant entered Fiction Stores, took four bottles of spirits from the shelf nearest the door, "
                "put them in a rucksack and left without paying. The shopkeeper knew him by name. In interview he "
                "admitted the theft."
            ),
            "key_evidence": "The shopkeeper saw the theft and names the defendant. The shop's camera shows it.",
            "interview": "Full admission with a solicitor present.",
        },
        finished=True,
    )
    return read_case(builder, case_id=case.id).case
