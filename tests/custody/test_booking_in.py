"""From the door to the cell: what is recorded, who may, what is refused and by which section."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.audit.model import JournalEntry
from mips.between import notices
from mips.between.notices import Arrested, Released
from mips.core.errors import Forbidden, InputInvalid, NotFound, RuleBroken
from mips.custody.model.care import RightKind
from mips.custody.model.detention import DetentionFact, Grounds
from mips.custody.rules.disposals import Disposal
from mips.custody.usecases.arrival import identify_detainee, record_arrival
from mips.custody.usecases.care import RightGiven, act_on_right, add_to_log, correct_in_log, give_rights, put_in_cell
from mips.custody.usecases.cells import change_cell
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.decision import authorise_detention, refuse_detention
from mips.custody.usecases.offences import offences_offered
from mips.custody.usecases.reading import read_custody_record
from mips.record.model.case import Offence, Stage
from mips.record.model.event import Involvement, Part
from mips.record.model.person import Precision
from mips.record.model.work import LogEntry
from tests.build import NOON


@pytest.fixture
def heard(monkeypatch):
    """Every notice that is announced."""
    found = []
    for kind in (Arrested, Released):
        monkeypatch.setitem(notices._listeners, kind, [*notices._listeners[kind], found.append])
    return found


def log_of(session, detention):
    return session.scalars(sa.select(LogEntry.text).where(LogEntry.entity_id == detention.id)).all()


def test_arrival_opens_the_record_and_starts_the_clock(desk, build, db_session):
    person = build.person(family_name="Smith", given_names="John")
    detention = desk.arrived(person)
    assert detention.reference == "NM/1/26"
    assert detention.label == "Detention of SMITH, John"
    assert standing_of(detention).began.at == detention.arrived_at
    part = db_session.scalars(sa.select(Involvement).where(Involvement.event_id == detention.id)).one()
    assert (part.party_id, part.part) == (person.id, Part.DETAINEE)
    assert log_of(db_session, detention) == ["Arrived under arrest: SMITH, John"]


def test_custody_numbers_count_up_in_their_suite(desk):
    assert [desk.arrived().reference for _ in range(3)] == ["NM/1/26", "NM/2/26", "NM/3/26"]


def test_nobody_need_know_who_it_is_but_somebody_must_say_what_they_look_like(desk):
    assert desk.arrived(described_as="female, red coat").detainee == "female, red coat"
    with pytest.raises(InputInvalid) as refused:
        desk.arrived(described_as="")
    assert "described_as" in refused.value.messages


def test_a_constable_may_not_open_a_custody_record(desk, build):
    with pytest.raises(Forbidden):
        record_arrival(build.actor(Role.OFFICER), suite_id=desk.suite.id, described_as="male")


def test_offences_of_the_person_are_offered_and_ticked_never_retyped(desk, build, db_session):
    person = build.person()
    offence, elsewhere = desk.suspected(person), desk.suspected(build.person())
    detention = desk.arrived(person)
    offered = offences_offered(desk.sergeant, person_id=person.id, detention_id=detention.id)
    assert offered == [offence]
    desk.arrested(detention, offence_ids=[offence.id])
    assert db_session.scalars(sa.select(Offence).where(Offence.detention_id == detention.id)).all() == [offence]
    assert (offence.stage, offence.arrested_at) == (Stage.ARRESTED, detention.arrested_at)
    assert elsewhere.stage is Stage.SUSPECTED


def test_an_offence_of_somebody_else_cannot_be_slipped_in(desk, build):
    detention = desk.arrived(build.person())
    with pytest.raises(InputInvalid):
        desk.arrested(detention, offence_ids=[desk.suspected(build.person()).id])


def test_an_arrest_is_for_something(desk, build):
    with pytest.raises(InputInvalid):
        desk.arrested(desk.arrived(build.person()), other_offences=[])


def test_the_arrest_is_announced_once_it_is_known_who_was_arrested(desk, build, heard):
    detention, person = desk.arrested(desk.arrived()), build.person()
    assert heard == []
    identify_detainee(desk.sergeant, detention_id=detention.id, person_id=person.id, how="fingerprints")
    assert [(notice.person_id, notice.at) for notice in heard] == [(person.id, detention.arrested_at)]
    assert [offence.person_id for offence in detention.offences] == [person.id]
    assert detention.label == f"Detention of {person.full_name}"


def test_nobody_is_in_custody_twice(desk, build):
    person = build.person()
    desk.arrived(person)
    with pytest.raises(RuleBroken) as refused:
        desk.arrived(person)
    assert (refused.value.rule, refused.value.field) == ("Code C 2.1A", "person_id")


@pytest.mark.parametrize(
    ("born", "precision", "child"),
    [
        (date(2008, 3, 2), "day", False),
        (date(2008, 3, 3), "day", True),
        (date(2008, 1, 1), "year", True),
        (date(1990, 1, 1), "year", False),
        (None, "day", False),
    ],
)
def test_somebody_under_18_or_perhaps_so_is_marked_as_a_child(desk, build, born, precision, child):
    detention = desk.arrived(build.person(born_on=born, born_precision=Precision(precision)))
    assert read_custody_record(desk.sergeant, detention_id=detention.id).child is child


def test_somebody_is_identified_once(desk, build):
    detention = desk.arrived(build.person())
    with pytest.raises(RuleBroken):
        identify_detainee(desk.sergeant, detention_id=detention.id, person_id=build.person().id)


@pytest.mark.parametrize("minutes", [1, 120])
def test_an_arrest_elsewhere_comes_before_the_arrival(desk, build, minutes):
    detention = desk.arrived(build.person())
    with pytest.raises(RuleBroken) as refused:
        desk.arrested(detention, arrested_at=detention.arrived_at + timedelta(minutes=minutes))
    assert refused.value.rule == "PACE 1984 s.30(1)"


def test_the_clock_of_a_volunteer_runs_from_the_arrest_at_the_station(desk, build):
    detention = desk.arrived(build.person(), attended_voluntarily=True)
    assert standing_of(detention).began is None
    arrested_at = detention.arrived_at + timedelta(minutes=12)
    desk.arrested(detention, arrested_at=arrested_at)
    began = standing_of(detention).began
    assert (began.at, began.source.section) == (arrested_at, "PACE 1984 s.41(2)(c)")


def test_authorising_starts_the_reviews_and_says_why(desk, build, db_session):
    detention = desk.detained()
    stands = standing_of(detention)
    assert stands.next_review.due == detention.authorised_at + timedelta(hours=6)
    assert stands.clock.ends == detention.arrived_at + timedelta(hours=24)
    assert detention.authorised_by_id == desk.sergeant.id
    assert any("To be interviewed about the theft" in text for text in log_of(db_session, detention))


def test_detention_is_not_authorised_before_the_arrest_is_recorded(desk, build):
    with pytest.raises(RuleBroken) as refused:
        desk.authorised(desk.arrived(build.person()))
    assert refused.value.rule == "PACE 1984 s.37(1)"


def test_detention_is_authorised_once(desk):
    with pytest.raises(RuleBroken):
        desk.authorised(desk.detained())


def test_detention_cannot_be_authorised_before_the_person_is_there(desk, build):
    detention = desk.arrested(desk.arrived(build.person()))
    with pytest.raises(RuleBroken) as refused:
        desk.authorised(detention, authorised_at=detention.arrived_at - timedelta(minutes=1))
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.37(1)", "authorised_at")


def test_below_sergeant_somebody_says_why_no_custody_sergeant_was_there(desk, build):
    constable = build.actor(Role.CUSTODY_OFFICER, rank=int(Rank.CONSTABLE))
    detention = desk.arrested(desk.arrived(build.person()))
    given = {"detention_id": detention.id, "grounds": [Grounds.SECURE], "grounds_reason": "To search the address"}
    with pytest.raises(RuleBroken) as refused:
        authorise_detention(constable, **given)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.36(3)", "no_sergeant_why")
    why = "The sergeant is at hospital with another detainee"
    assert authorise_detention(constable, no_sergeant_why=why, **given).authorised_by_id == constable.id


def test_a_detention_officer_may_not_authorise(desk, build):
    with pytest.raises(Forbidden):
        authorise_detention(
            desk.detention_officer, detention_id=desk.arrived().id, grounds=[Grounds.SECURE], grounds_reason="x"
        )


def test_the_custody_officer_is_not_whoever_made_the_arrest(desk, build):
    detention = desk.arrested(desk.arrived(build.person()), arrested_by_id=desk.sergeant.id)
    with pytest.raises(RuleBroken) as refused:
        desk.authorised(detention)
    assert refused.value.rule == "PACE 1984 s.36(5)"


def test_grounds_are_needed(desk, build):
    with pytest.raises(RuleBroken) as refused:
        desk.authorised(desk.arrested(desk.arrived(build.person())), grounds=[])
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.37(2)", "grounds")


def test_refusing_detention_lets_the_person_go(desk, build, heard):
    detention = desk.arrested(desk.arrived(build.person()))
    heard.clear()
    refuse_detention(desk.sergeant, detention_id=detention.id, refused_why="No grounds to detain")
    assert (detention.disposal, detention.released_at, detention.held) == (Disposal.REFUSED, NOON, False)
    assert [type(notice) for notice in heard] == [Released]
    with pytest.raises(RuleBroken):
        desk.authorised(detention)


def test_rights_are_kept_as_they_were_answered(desk, db_session):
    detention = desk.detained()
    give_rights(
        desk.detention_officer,
        detention_id=detention.id,
        language="Polish",
        given=[
            RightGiven(kind=RightKind.SOMEONE_INFORMED, wanted=False),
            RightGiven(kind=RightKind.LEGAL_ADVICE, wanted=True, detail="Duty solicitor"),
            RightGiven(kind=RightKind.CODES, wanted=None, reason="asleep"),
        ],
    )
    rights = desk.record(detention).rights
    answers = {right.kind: (right.wanted, right.language, right.offered_at) for right in rights}
    assert answers == {
        RightKind.SOMEONE_INFORMED: (False, "Polish", NOON),
        RightKind.LEGAL_ADVICE: (True, "Polish", NOON),
        RightKind.CODES: (None, "Polish", NOON),
    }
    assert "To consult the Codes of Practice: not answered. asleep" in log_of(db_session, detention)


def test_a_right_is_met_by_what_was_done_about_it(desk):
    detention = desk.detained()
    given = [RightGiven(kind=RightKind.LEGAL_ADVICE, wanted=True)]
    give_rights(desk.sergeant, detention_id=detention.id, given=given)
    (right,) = desk.record(detention).rights
    act_on_right(desk.sergeant, right_id=right.id, text="Duty solicitor called")
    assert right.met_at is None
    act_on_right(desk.sergeant, right_id=right.id, text="Advised in person", met=True)
    assert (right.met_at, right.outcome) == (NOON, "Advised in person")


def test_a_move_ends_one_stay_and_begins_the_next(desk):
    detention, (first, second, _) = desk.detained(), desk.suite.cells
    put_in_cell(desk.sergeant, detention_id=detention.id, cell_id=first.id, from_at=NOON - timedelta(minutes=10))
    put_in_cell(desk.sergeant, detention_id=detention.id, cell_id=second.id, why="Blocked toilet")
    read = desk.record(detention)
    assert [(stay.cell_id, stay.until_at) for stay in read.stays] == [(first.id, NOON), (second.id, None)]
    assert read.cell_id == second.id


def test_sharing_a_cell_needs_a_reason(desk):
    cell = desk.suite.cells[0]
    change_cell(desk.sergeant, cell_id=cell.id, name=cell.name, kind=cell.kind, capacity=2)
    put_in_cell(desk.sergeant, detention_id=desk.detained().id, cell_id=cell.id)
    other = desk.detained()
    with pytest.raises(RuleBroken) as refused:
        put_in_cell(desk.sergeant, detention_id=other.id, cell_id=cell.id)
    assert refused.value.field == "why"
    assert put_in_cell(desk.sergeant, detention_id=other.id, cell_id=cell.id, why="All full").cell_id == cell.id


def test_the_log_keeps_when_it_happened_apart_from_when_it_was_written(desk):
    detention = desk.detained()
    entry = add_to_log(desk.detention_officer, detention_id=detention.id, text="Tea", at=NOON - timedelta(minutes=5))
    assert (entry.at, entry.created_at) == (NOON - timedelta(minutes=5), NOON)
    later = correct_in_log(desk.sergeant, detention_id=detention.id, entry_id=entry.id, text="Coffee")
    assert (later.corrects_id, later.at, entry.text) == (entry.id, entry.at, "Tea")


def test_what_was_written_late_says_so_where_the_log_is_read(desk, client_for):
    held = desk.detained()
    add_to_log(desk.sergeant, detention_id=held.id, text="Water", at=NOON - timedelta(minutes=4))
    browser = client_for(Role.CUSTODY_OFFICER, rank=2)
    before = browser.get(f"/custody/{held.id}").text.count("Late entry")
    add_to_log(desk.sergeant, detention_id=held.id, text="Tea", at=NOON - timedelta(minutes=9))
    assert browser.get(f"/custody/{held.id}").text.count("Late entry") == before + 1


def test_a_correction_says_something_else_than_the_entry(desk):
    entry = add_to_log(desk.sergeant, detention_id=(held := desk.detained()).id, text="Tea")
    with pytest.raises(RuleBroken, match="Change the words") as refused:
        correct_in_log(desk.sergeant, detention_id=held.id, entry_id=entry.id, text="Tea ")
    assert refused.value.field == "text"


def test_an_entry_further_back_is_corrected_from_its_own_words(desk, client_for):
    held = desk.detained()
    add_to_log(desk.sergeant, detention_id=held.id, text="Tea without sugar", at=held.arrived_at)
    for _ in range(50):
        add_to_log(desk.sergeant, detention_id=held.id, text="Seen")
    browser = client_for(Role.CUSTODY_OFFICER, rank=2)
    older = re.search(r'href="([^"]*after=[^"]*)"', browser.get(f"/custody/{held.id}").text)[1]
    page = browser.get(unescape(older)).text
    links = re.findall(r'href="([^"]*/log/[^"]*)"', page)
    assert "Tea without sugar" in page and links
    assert any("Tea without sugar</textarea>" in browser.get(unescape(each)).text for each in links)


def test_a_correction_stays_within_its_log(desk):
    entry = add_to_log(desk.sergeant, detention_id=desk.detained().id, text="Tea")
    with pytest.raises(NotFound):
        correct_in_log(desk.sergeant, detention_id=desk.detained().id, entry_id=entry.id, text="Coffee")


def test_a_detention_officer_may_not_correct_the_log(desk):
    detention = desk.detained()
    entry = add_to_log(desk.sergeant, detention_id=detention.id, text="Tea")
    with pytest.raises(Forbidden):
        correct_in_log(desk.detention_officer, detention_id=detention.id, entry_id=entry.id, text="Coffee")


def test_every_fact_of_the_clock_is_kept_with_who_put_it_there(desk, db_session):
    detention = desk.detained()
    facts = db_session.scalars(sa.select(DetentionFact).where(DetentionFact.detention_id == detention.id)).all()
    assert {fact.kind: fact.by_id for fact in facts} == {
        "arrive_station": desk.sergeant.id,
        "arrest": desk.sergeant.id,
        "detention_authorised": desk.sergeant.id,
    }


def test_an_arrival_leaves_its_entries_in_the_journal(desk, build, db_session):
    detention = desk.arrived(build.person())
    found = db_session.scalars(sa.select(JournalEntry).where(JournalEntry.usecase == record_arrival.name)).all()
    assert {entry.row_kind for entry in found} == {
        "Detention",
        "DetentionFact",
        "Involvement",
        "LogEntry",
    }
    assert {entry.actor_id for entry in found} == {desk.sergeant.id}
    assert detention.id in {entry.subject_id for entry in found}


def test_a_constable_sees_who_is_held_and_not_what_was_written(desk, build):
    detention = desk.detained()
    shown = read_custody_record(build.actor(Role.OFFICER), detention_id=detention.id)
    assert (shown.limited, shown.entries.rows) == (True, [])
    assert not read_custody_record(desk.inspector(), detention_id=detention.id).limited


def test_whoever_has_no_business_in_custody_is_told_nothing(desk, build):
    detention = desk.detained()
    with pytest.raises(Forbidden):
        read_custody_record(build.actor(Role.WITNESS_CARE), detention_id=detention.id)
    with pytest.raises(NotFound):
        read_custody_record(build.actor(Role.OFFICER_IN_CASE), detention_id=detention.id)


def test_the_arrest_is_recorded_once(desk):
    with pytest.raises(RuleBroken):
        desk.arrested(desk.detained())
