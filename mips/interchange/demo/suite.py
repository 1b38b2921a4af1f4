"""A full suite at a realistic moment: each of its detainees waits for something else, all by the use cases."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from mips.access.policy import Actor
from mips.core.england import LONDON
from mips.custody.model.care import RightKind
from mips.custody.model.detention import Grounds
from mips.custody.model.hospital import HospitalReason
from mips.custody.rules.bail_release import BailCondition, BailPower, EarlyReturn, Regard, ViewsOfVictim
from mips.custody.rules.charging import BailRefusal, first_sitting
from mips.custody.rules.duty import Duty
from mips.custody.rules.healthcare import CallPurpose
from mips.custody.rules.observation import WITH_ROUSING, WITHOUT_ROUSING
from mips.custody.rules.people import AdultBecause, Helper
from mips.custody.rules.risk import Reply, RiskBlock
from mips.custody.usecases.adult import decide_adult
from mips.custody.usecases.arrival import record_arrest, record_arrival
from mips.custody.usecases.bailing import Views, WhyBail, release_on_bail
from mips.custody.usecases.care import RightGiven, give_rights, put_in_cell
from mips.custody.usecases.decision import authorise_detention, refuse_detention
from mips.custody.usecases.duty import begin_duty
from mips.custody.usecases.ending import AfterCharge, charge_detainee
from mips.custody.usecases.healthcare import call_hcp
from mips.custody.usecases.hospital import leave_for_hospital
from mips.custody.usecases.medication import prescribe
from mips.custody.usecases.observation import minutes_for, record_check, set_care_plan
from mips.custody.usecases.people import arrives, ask_for, try_to_reach
from mips.custody.usecases.release_risk import assess_release
from mips.custody.usecases.reviews import hold_review
from mips.custody.usecases.risk import assess_risk
from mips.custody.usecases.suites import list_suites
from mips.interchange.demo import cast, detainees
from mips.interchange.demo.booking import complete_booking_in
from mips.interchange.demo.company import Company
from mips.interchange.demo.detainees import Guest, Watch
from mips.interchange.demo.escorts import send_after_to_hospital, sign_for_court
from mips.interchange.demo.walk import crime_by, known
from mips.investigation.usecases.writing import offences_of
from mips.record.usecases.markers import add_marker

ON_DUTY = (
    (cast.CUSTODY_SERGEANT, Duty.CUSTODY_OFFICER),
    (cast.INSPECTOR, Duty.INSPECTOR),
    (cast.DETENTION_OFFICER, Duty.DETENTION_OFFICER),
    (cast.NURSE, Duty.NURSE),
)
HOSPITAL = "Northmoor General"


@dataclass(frozen=True)
class Desk:
    """The suite at the moment the demonstration opens, and who acts there."""

    company: Company
    now: datetime
    sergeant: Actor
    inspector: Actor
    nurse: Actor
    cells: dict[str, uuid.UUID]

    def ago(self, *, hours: float = 0, minutes: float = 0) -> datetime:
        return self.now - timedelta(hours=hours, minutes=minutes)


def open_desk(company: Company, now: datetime) -> Desk:
    """The desk with everybody on duty."""
    sergeant = company.actor(cast.CUSTODY_SERGEANT)
    for player, duty in ON_DUTY:
        begin_duty(sergeant, suite_id=company.suite_id, user_id=company.users[player.collar], duty=duty)
    suites = {each.id: each for each in list_suites(sergeant)}
    cells = {cell.name: cell.id for cell in suites[company.suite_id].cells}
    return Desk(company, now, sergeant, company.actor(cast.INSPECTOR), company.actor(cast.NURSE), cells)


def fill_suite(desk: Desk) -> None:
    """Those who came first come first, so that custody numbers follow arrivals."""
    _bail_two(desk)
    _hold_long(desk)
    _refuse(desk)
    _care_for_the_ill(desk)
    _ask_people_to_come(desk)
    _let_wait(desk)


def watch(desk: Desk, detention_id: uuid.UUID, how: Watch) -> None:
    """The risk assessed, a level of observation set, and the cell visited when that last was due."""
    last, by = desk.ago(minutes=how.checked), desk.sergeant
    every = minutes_for(how.level, rousing=how.rousing)
    began = last - timedelta(minutes=every)
    assess_risk(
        by,
        detention_id=detention_id,
        answers=[{"code": code, "answer": Reply.YES} for code in how.said],
        none_of=list(RiskBlock),
        observed=how.seen,
        nothing_seen=not how.seen,
        asked_at=began,
    )
    set_care_plan(
        by,
        detention_id=detention_id,
        level=how.level,
        rousing=how.rousing,
        watched_by=how.by,
        reason="From the risk assessment",
        set_at=began,
    )
    tests = dict.fromkeys(("wakes", "answers", "obeys"), True if how.rousing else None)
    finding = (WITH_ROUSING if how.rousing else WITHOUT_ROUSING)[0]
    record_check(by, detention_id=detention_id, finding=finding, at=last, **tests)


def review(desk: Desk, detention_id: uuid.UUID, at: datetime) -> None:
    """A review held in time."""
    why = "Evidence is still to be obtained by questioning. The investigation is diligent and expeditious"
    hold_review(desk.inspector, detention_id=detention_id, reason=why, reminded=True, held_at=at)


def _brought_in(desk: Desk, guest: Guest) -> tuple[uuid.UUID, list[uuid.UUID]]:
    """Arrival and arrest: the custody record, and the offences of it that a crime is on record for."""
    person, arrived = known(desk.company, guest.who), desk.ago(hours=guest.hours)
    offences = []
    if guest.crime:
        reported = crime_by(desk.company, person, arrived + timedelta(hours=4), guest.crime)
        offences = [each.id for each in offences_of(reported.id) if each.person_id == person.id]
    detention = record_arrival(
        desk.sergeant, suite_id=desk.company.suite_id, arrived_at=arrived, person_id=person.id, offence_ids=offences
    )
    record_arrest(
        desk.sergeant,
        detention_id=detention.id,
        arrested_at=arrived - timedelta(minutes=22),
        arrest_place="Fable Road, Northmoor",
        arrest_reason=guest.why,
        necessity=["investigation"],
        arrested_by_id=desk.company.users[cast.OFFICER.collar],
        offence_ids=offences,
        other_offences=[] if offences else [{"code": guest.code}],
    )
    return detention.id, offences


def _held(desk: Desk, guest: Guest) -> tuple[uuid.UUID, list[uuid.UUID]]:
    """Detention authorised, and the rights told."""
    detention_id, offences = _brought_in(desk, guest)
    arrived = desk.ago(hours=guest.hours)
    authorise_detention(
        desk.sergeant,
        detention_id=detention_id,
        grounds=[Grounds.OBTAIN],
        grounds_reason="To be interviewed about the allegation",
        authorised_at=arrived + timedelta(minutes=11),
    )
    give_rights(
        desk.sergeant,
        detention_id=detention_id,
        given=_answers(guest),
        language=guest.language,
        offered_at=arrived + timedelta(minutes=15),
    )
    return detention_id, offences


def _answers(guest: Guest) -> list[RightGiven]:
    return [
        RightGiven(kind=RightKind.SOMEONE_INFORMED, wanted=False, reason="Wants nobody told"),
        RightGiven(kind=RightKind.LEGAL_ADVICE, wanted=guest is detainees.WITH_SOLICITOR, reason="Asked at the desk"),
        RightGiven(kind=RightKind.CODES, wanted=False, reason="Knows them"),
    ]


def _in_cell(desk: Desk, guest: Guest) -> tuple[uuid.UUID, list[uuid.UUID]]:
    """Booked in and in the cell, watched as the risk asks."""
    detention_id, offences = _held(desk, guest)
    put_in_cell(
        desk.sergeant,
        detention_id=detention_id,
        cell_id=desk.cells[guest.cell],
        from_at=desk.ago(hours=guest.hours) + timedelta(minutes=24),
    )
    watch(desk, detention_id, guest.watch)
    complete_booking_in(desk.sergeant, detention_id, seal=f"NC{guest.cell}")
    return detention_id, offences


def _bail_two(desk: Desk) -> None:
    """One whose return is overdue, one who returns in four weeks."""
    due = datetime.combine((desk.now + timedelta(days=27)).astimezone(LONDON).date(), time(10), tzinfo=LONDON)
    for guest, return_at in ((detainees.BAILED_AND_LATE, desk.ago(hours=3)), (detainees.BAILED, due)):
        detention_id, _ = _held(desk, guest)
        assess_release(
            desk.sergeant,
            detention_id=detention_id,
            none_of_these=True,
            feeling="Wants to sleep",
            transport="Walks home",
            assessed_at=desk.ago(hours=guest.hours - 7.8),
        )
        release_on_bail(
            desk.sergeant,
            detention_id=detention_id,
            power=BailPower.NO_EVIDENCE_YET,
            why=WhyBail(
                necessary_why="The telephones are still to be examined, and the witness must be left alone meanwhile",
                regard=[Regard.VICTIMS],
                representations="Would rather have no conditions",
            ),
            views=Views(asked=ViewsOfVictim.ASKED, said="Asks for no contact"),
            return_at=return_at,
            return_suite_id=desk.company.suite_id,
            early=EarlyReturn.DECISION_SOONER,
            conditions=[BailCondition.NO_CONTACT],
            conditions_words="Not contact Patricia Ann Invented",
            released_at=desk.ago(hours=guest.hours - 8),
        )


def _hold_long(desk: Desk) -> None:
    """One near the limit after two reviews, one charged and kept for court."""
    guest = detainees.NEAR_THE_LIMIT
    detention_id, _ = _in_cell(desk, guest)
    for hours in (5.7, 14.4):
        review(desk, detention_id, desk.ago(hours=guest.hours - hours))
    guest = detainees.KEPT_FOR_COURT
    detention_id, offences = _in_cell(desk, guest)
    review(desk, detention_id, desk.ago(hours=guest.hours - 5.5))
    _charge(desk, detention_id, offences)
    sign_for_court(desk.sergeant, detention_id)
    _in_cell(desk, detainees.REVIEW_SOON)


def _charge(desk: Desk, detention_id: uuid.UUID, offences: list[uuid.UUID]) -> None:
    at = desk.ago(minutes=50)
    kept = AfterCharge(
        court=cast.COURT,
        court_at=first_sitting(at),
        bailed=False,
        refused_because=[BailRefusal.ABSCOND],
        refused_reason="No fixed address, and has twice failed to attend",
    )
    wording = "Entered Invention Garage as a trespasser and stole tools, contrary to section 9(1)(b) Theft Act 1968."
    charges = [{"offence_id": each, "wording": wording} for each in offences]
    charge_detainee(desk.sergeant, detention_id=detention_id, charges=charges, after=kept, charged_at=at)


def _refuse(desk: Desk) -> None:
    """Brought in and not detained."""
    detention_id, _ = _brought_in(desk, detainees.REFUSED)
    refuse_detention(
        desk.sergeant,
        detention_id=detention_id,
        refused_why="Nothing but presence links him to the damage, and he can be interviewed by appointment",
        refused_at=desk.ago(hours=detainees.REFUSED.hours, minutes=-14),
    )


def _care_for_the_ill(desk: Desk) -> None:
    """One at the hospital, one never out of view, medicine due soon and overdue, one to be roused."""
    detention_id, _ = _in_cell(desk, detainees.IN_HOSPITAL)
    leave_for_hospital(
        desk.sergeant,
        detention_id=detention_id,
        hospital=HOSPITAL,
        reason=HospitalReason.TREATMENT,
        why="Pain in the chest",
        escorts="PC 2001 Sample",
        left_at=desk.ago(minutes=95),
    )
    send_after_to_hospital(desk.sergeant, detention_id, HOSPITAL)
    _watch_constantly(desk)
    for guest, drug, dose, due in (
        (detainees.MEDICINE_SOON, "Metformin", "500 mg", -12),
        (detainees.MEDICINE_LATE, "Levodopa with carbidopa", "100 mg/25 mg", 20),
    ):
        _prescribe(desk, guest, drug, dose, desk.ago(minutes=due))
    _in_cell(desk, detainees.DRUNK)


def _watch_constantly(desk: Desk) -> None:
    guest = detainees.CONSTANTLY_WATCHED
    person = known(desk.company, guest.who)
    about = "Cut her arms in a cell two years ago"
    add_marker(desk.sergeant, person_id=person.id, kind="self-harm", said_by="custody record", detail=about)
    detention_id, _ = _in_cell(desk, guest)
    call_hcp(
        desk.sergeant,
        detention_id=detention_id,
        purposes=[CallPurpose.RISK],
        reason="Says that she will harm herself",
        called_at=desk.ago(minutes=32),
    )


def _prescribe(desk: Desk, guest: Guest, drug: str, dose: str, first_at: datetime) -> None:
    detention_id, _ = _in_cell(desk, guest)
    prescribe(
        desk.nurse,
        detention_id=detention_id,
        drug=drug,
        dose=dose,
        route="By mouth",
        first_at=first_at,
        every_minutes=480,
    )


def _ask_people_to_come(desk: Desk) -> None:
    """An interpreter and an appropriate adult are waited for; a solicitor is here."""
    for guest, fields, minutes in (
        (detainees.INTERPRETED, {"helper": Helper.INTERPRETER, "language": "Romanian"}, 45),
        (detainees.WITH_SOLICITOR, {"helper": Helper.SOLICITOR, "name": "Rae Nominal", "duty": True}, 65),
        (detainees.CHILD, {"helper": Helper.ADULT, "organisation": "Northmoor youth justice service"}, 70),
    ):
        detention_id, _ = _in_cell(desk, guest)
        if guest is detainees.CHILD:
            decide_adult(desk.sergeant, detention_id=detention_id, because=AdultBecause.CHILD)
        asked = ask_for(desk.sergeant, detention_id=detention_id, requested_at=desk.ago(minutes=minutes), **fields)
        if guest is detainees.WITH_SOLICITOR:
            arrives(desk.sergeant, attendance_id=asked.id, at=desk.ago(minutes=10))
        else:
            told = "Somebody will call back"
            try_to_reach(desk.sergeant, attendance_id=asked.id, reached=True, text=told, at=desk.ago(minutes=30))


def _let_wait(desk: Desk) -> None:
    """Two at the door, one longer than anybody should."""
    suite_id = desk.company.suite_id
    record_arrival(
        desk.sergeant,
        suite_id=suite_id,
        arrived_at=desk.ago(minutes=35),
        person_id=known(desk.company, detainees.AT_THE_DOOR).id,
        escorted_by="PC 2001 Sample",
    )
    record_arrival(
        desk.company.actor(cast.DETENTION_OFFICER),
        suite_id=suite_id,
        arrived_at=desk.ago(minutes=28),
        described_as="Male, about 40, unsteady on his feet, gives no name",
    )
