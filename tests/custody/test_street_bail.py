"""Street bail from the street to the desk: given, told in writing, changed, answered or broken, and counted."""

from datetime import date, timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core import clock
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.model.bail import BailGiven
from mips.custody.model.street_bail import StreetBail
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.bail_release import BailCondition, BailPower, ViewsOfVictim
from mips.custody.rules.rearrest import NewEvidence
from mips.custody.rules.street_bail import NoticeHow, Purpose, StreetEnd
from mips.custody.usecases.bailing import Views, WhyBail, pauses_of, release_on_bail
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.street_answering import arrive_on_street_bail
from mips.custody.usecases.street_bail import (
    StreetArrest,
    StreetTerms,
    add_to_street_bail,
    change_street_attendance,
    excuse_attendance,
    give_street_notice,
    grant_street_bail,
    release_without_bail,
    vary_street_conditions,
)
from mips.custody.usecases.street_reading import (
    StreetView,
    list_street_bails,
    print_street_excused,
    print_street_notice,
    read_street_bail,
)
from mips.custody.usecases.street_rearrest import rearrest_from_street
from mips.record.model.case import Stage
from tests.build import NOON

DUE = NOON + timedelta(days=10)
TERMS = StreetTerms(conditions=[BailCondition.STAY_AWAY], words="Stay out of the shop", purposes=[Purpose.OFFENCE])


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER, name="Kit Ray", rank=int(Rank.CONSTABLE))


def given(desk, officer, *, person=None, **fields):
    clock.hold_at(NOON)
    about = {
        "person_id": (person or desk.build.person()).id,
        "arrest": StreetArrest(
            at=NOON - timedelta(minutes=40), place="High Street", reason="Seen to take it", necessity=["investigation"]
        ),
        "suite_id": desk.suite.id,
        "attend_at": DUE,
        "authorised_by_id": desk.sergeant.id,
        "necessary_why": "To interview with the pictures",
        "representations": "Nothing",
        "terms": TERMS,
        "other_offences": [{"code": "TH68010"}],
        "notice": NoticeHow.BY_HAND,
    }
    return grant_street_bail(officer, **about | fields)


def test_bail_is_given_in_the_street_and_they_are_out_once_they_have_it_in_writing(desk, officer):
    bail = given(desk, officer, notice=None)
    assert (bail.reference, bail.released_at, bail.attend_by) == ("SB/NM/1/26", None, date(2026, 6, 2))
    assert [each.id for each in list_street_bails(officer, view=StreetView.WAITING).page.rows] == [bail.id]
    with pytest.raises(RuleBroken, match="not had the notice"):
        excuse_attendance(officer, street_bail_id=bail.id, reason="x", notice_given=True)
    give_street_notice(officer, street_bail_id=bail.id, notice=NoticeHow.PRINTED)
    add_to_street_bail(officer, street_bail_id=bail.id, text="Walked home")
    record = read_street_bail(officer, street_bail_id=bail.id)
    assert (record.bail.out, record.overdue, record.bail.offences[0].stage) == (True, False, Stage.ARRESTED)
    assert [each.kind for each in record.entries.rows].count("release") == 1
    clock.hold_at(DUE + timedelta(minutes=1))
    assert read_street_bail(officer, street_bail_id=bail.id).overdue
    assert len(list_street_bails(officer, suite_id=desk.suite.id, mine=True).page.rows) == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        pytest.param({"attend_at": NOON + timedelta(days=100)}, RuleBroken, id="s30B(8)"),
        pytest.param({"terms": StreetTerms(words="A surety of 50 pounds")}, RuleBroken, id="s30A(3A)"),
        pytest.param({"other_offences": []}, InputInvalid, id="for an offence"),
    ],
)
def test_what_may_not_be_given_is_not(desk, officer, fields, error, db_session):
    with pytest.raises(error):
        given(desk, officer, **fields)
    assert db_session.query(StreetBail).count() == 0


def test_nobody_in_custody_is_given_street_bail(desk, officer):
    person = desk.build.person()
    desk.detained(person)
    with pytest.raises(RuleBroken, match="in custody at Northmoor"):
        given(desk, officer, person=person)


def test_it_is_answered_with_nothing_asked_again(desk, officer):
    bail = given(desk, officer)
    bail_id, person_id, for_what, number = bail.id, bail.person_id, bail.summary, bail.reference
    clock.hold_at(DUE)
    detention = desk.record(arrive_on_street_bail(desk.sergeant, street_bail_id=bail_id, suite_id=desk.suite.id))
    began = standing_of(detention).began
    assert (detention.arrival, began.at, began.source.section) == (
        ArrivalKind.STREET_BAIL,
        DUE,
        "PACE 1984 s.41(2)(ca)",
    )
    assert (detention.person_id, detention.summary, detention.arrested_by_id) == (person_id, for_what, officer.id)
    assert (detention.arrest_place, detention.arrest_reason) == ("High Street", "Seen to take it")
    ended = read_street_bail(desk.sergeant, street_bail_id=bail_id).bail
    assert (ended.ended_by, ended.detention_id) == (StreetEnd.ANSWERED, detention.id)
    with pytest.raises(RuleBroken, match="over"):
        arrive_on_street_bail(desk.sergeant, street_bail_id=bail_id, suite_id=desk.suite.id)
    desk.authorised(detention, authorised_at=DUE + timedelta(minutes=20))
    stands = standing_of(desk.record(detention))
    assert stands.next_review.due == DUE + timedelta(hours=6, minutes=20)
    assert number


def test_arrested_under_s30d_the_clock_runs_from_the_station_and_all_of_it_counts(desk, officer):
    bail = given(desk, officer)
    clock.hold_at(DUE + timedelta(hours=5))
    brought = {"street_bail_id": bail.id, "suite_id": desk.suite.id, "because": StreetEnd.NOT_ANSWERED}
    with pytest.raises(RuleBroken, match="when they were arrested"):
        arrive_on_street_bail(desk.sergeant, **brought)
    when = {"arrested_at": DUE + timedelta(hours=3), "arrived_at": DUE + timedelta(hours=4)}
    detention = desk.record(
        arrive_on_street_bail(desk.sergeant, **brought, **when, arrest_place="Home", reason="Slept")
    )
    stands = standing_of(detention)
    assert (detention.arrival, stands.began.source.section) == (
        ArrivalKind.STREET_BAIL_ARREST,
        "PACE 1984 s.41(2)(d)",
    )
    assert (stands.began.at, stands.clock.counted_minutes, stands.not_counted) == (when["arrived_at"], 60, 0)


def test_its_three_months_are_the_first_of_the_bail_period_and_count_as_bail_before(desk, officer, db_session):
    bail = given(desk, officer)
    clock.hold_at(DUE)
    detention = arrive_on_street_bail(desk.sergeant, street_bail_id=bail.id, suite_id=desk.suite.id)
    desk.cleared(desk.authorised(detention, authorised_at=DUE))
    given_at = {"detention_id": detention.id, "return_at": DUE + timedelta(days=40), "return_suite_id": desk.suite.id}
    views = Views(asked=ViewsOfVictim.NO_VICTIM)
    released = release_on_bail(
        desk.sergeant, power=BailPower.PROSECUTOR, why=WhyBail(), views=views, **given_at, released_at=DUE
    )
    assert (released.start_on, released.months, released.period_ends) == (date(2026, 3, 3), 3, None)
    assert [each.first for each in pauses_of(detention.id)] == [DUE.date()]
    assert db_session.query(BailGiven).count() == 1


def test_attendance_is_changed_in_writing_and_within_the_three_months(desk, officer):
    bail = given(desk, officer)
    change = {"street_bail_id": bail.id, "suite_id": desk.suite.id, "reason": "Pictures late"}
    with pytest.raises(RuleBroken, match="written notice"):
        change_street_attendance(officer, attend_at=DUE + timedelta(days=5), **change)
    with pytest.raises(RuleBroken, match="three months"):
        change_street_attendance(officer, attend_at=NOON + timedelta(days=93), notice_given=True, **change)
    change_street_attendance(officer, attend_at=DUE + timedelta(days=5), notice_given=True, **change)
    assert read_street_bail(officer, street_bail_id=bail.id).bail.attend_at == DUE + timedelta(days=5)


def test_a_custody_officer_varies_conditions_once_and_again_only_on_what_is_new(desk, officer):
    bail = given(desk, officer)
    asked = {"street_bail_id": bail.id, "asked": "Works there", "reason": "Shift seen"}
    none = StreetTerms()
    vary_street_conditions(desk.sergeant, varied=True, terms=none, notice_given=True, **asked)
    with pytest.raises(RuleBroken, match="not known then"):
        vary_street_conditions(desk.sergeant, varied=False, **asked)
    vary_street_conditions(desk.sergeant, varied=False, new_information="New job", **asked)
    here = read_street_bail(desk.sergeant, street_bail_id=bail.id).bail
    assert (str(here.terms), here.requests) == ("", 2)


def test_who_need_not_attend_is_told_and_the_notice_says_so(desk, officer):
    bail = given(desk, officer)
    assert print_street_notice(officer, street_bail_id=bail.id).purposes
    excuse_attendance(officer, street_bail_id=bail.id, reason="No evidence", notice_given=True)
    assert print_street_excused(officer, street_bail_id=bail.id).reference == bail.reference
    with pytest.raises(RuleBroken, match="over"):
        print_street_notice(officer, street_bail_id=bail.id)
    (ended,) = list_street_bails(officer, view=StreetView.ENDED).page.rows
    assert ended.ended_by is StreetEnd.EXCUSED


def again(bail_id, desk):
    return {
        "street_bail_id": bail_id,
        "because": NewEvidence.NEW,
        "evidence": "The picture shows him",
        "arrested_at": DUE,
        "arrest_place": "At home",
        "necessity": ["investigation"],
        "suite_id": desk.suite.id,
    }


@pytest.mark.parametrize("excused", [False, True], ids=["out on it", "told they need not attend"])
def test_arrested_again_on_new_evidence_a_clock_of_its_own_runs_from_the_station(desk, officer, excused):
    bail_id = given(desk, officer).id
    if excused:
        excuse_attendance(officer, street_bail_id=bail_id, reason="No evidence", notice_given=True)
    clock.hold_at(DUE + timedelta(hours=1))
    detention = desk.record(rearrest_from_street(desk.sergeant, **again(bail_id, desk)))
    began = standing_of(detention).began
    assert (detention.arrival, began.at, began.source.section) == (
        ArrivalKind.ARREST,
        DUE + timedelta(hours=1),
        "PACE 1984 s.41(2)(d)",
    )
    assert (detention.arrested_at, detention.arrest_reason, len(detention.offences)) == (
        DUE,
        "The picture shows him",
        1,
    )
    ended = read_street_bail(desk.sergeant, street_bail_id=bail_id).bail
    assert ended.detention_id == detention.id
    assert ended.ended_by is (StreetEnd.EXCUSED if excused else StreetEnd.REARRESTED)
    with pytest.raises(RuleBroken, match=r"over|custody at"):
        rearrest_from_street(desk.sergeant, **again(bail_id, desk))


@pytest.mark.parametrize(("bailed", "first"), [(True, DUE.date()), (False, (DUE + timedelta(days=1)).date())])
def test_after_an_arrest_again_street_bail_counts_as_bail_before_and_a_release_without_it_does_not(
    desk, officer, bailed, first
):
    before = given(desk, officer) if bailed else let_go(desk, officer)
    if not bailed:
        give_street_notice(officer, street_bail_id=before.id, notice=NoticeHow.BY_HAND)
    clock.hold_at(DUE + timedelta(hours=1))
    detention = rearrest_from_street(desk.sergeant, **again(before.id, desk))
    desk.cleared(desk.authorised(detention, authorised_at=DUE + timedelta(hours=1)))
    about = {"detention_id": detention.id, "return_at": DUE + timedelta(days=40), "return_suite_id": desk.suite.id}
    views = Views(asked=ViewsOfVictim.NO_VICTIM)
    release_on_bail(desk.sergeant, power=BailPower.PROSECUTOR, why=WhyBail(), views=views, **about)
    assert [each.first for each in pauses_of(detention.id)] == [first]


def test_answered_at_a_station_not_designated_its_six_hours_stand_on_the_board(desk, officer):
    bail = given(desk, officer)
    with desk.build.scenery():
        desk.suite.designated = False
    clock.hold_at(DUE)
    detention = arrive_on_street_bail(desk.sergeant, street_bail_id=bail.id, suite_id=desk.suite.id)
    found = {each.words: (each.due_at, each.todo) for each in said_of([detention.id])[detention.id]}
    assert found["To a designated station (s.30C(2))"] == (DUE + timedelta(hours=6), "Move to another suite")


def let_go(desk, officer, **fields):
    clock.hold_at(NOON)
    about = {
        "person_id": desk.build.person().id,
        "arrest": StreetArrest(
            at=NOON - timedelta(minutes=40), place="High Street", reason="Seen to take it", necessity=["name"]
        ),
        "suite_id": desk.suite.id,
        "why": "Name and address are known now",
        "other_offences": [{"code": "TH68010"}],
    }
    return release_without_bail(officer, **about | fields)


def test_without_bail_they_go_with_the_notice_and_nothing_is_asked_of_them(desk, officer):
    bail_id = let_go(desk, officer).id
    assert [each.id for each in list_street_bails(officer, view=StreetView.WAITING).page.rows] == [bail_id]
    give_street_notice(officer, street_bail_id=bail_id, notice=NoticeHow.BY_HAND)
    record = read_street_bail(officer, street_bail_id=bail_id)
    assert (record.bail.ended_by, record.bail.released_at, record.bail.out) == (StreetEnd.NO_BAIL, NOON, False)
    assert (record.bail.attend_at, record.overdue, record.bail.offences[0].stage) == (None, False, Stage.ARRESTED)
    assert "without bail (s.30A(1C)). Name and address" in " ".join(each.text for each in record.entries.rows)
    assert [each.id for each in list_street_bails(officer, view=StreetView.ENDED).page.rows] == [bail_id]
    assert list_street_bails(officer).page.rows == []
    with pytest.raises(RuleBroken, match="released without bail"):
        arrive_on_street_bail(desk.sergeant, street_bail_id=bail_id, suite_id=desk.suite.id)
    clock.hold_at(DUE + timedelta(hours=1))
    assert rearrest_from_street(desk.sergeant, **again(bail_id, desk)).arrested_at == DUE


def test_its_page_and_its_notice_say_that_there_is_no_bail(desk, officer, constable):
    page = constable.get("/custody/street-bail/without-bail")
    assert page.status_code == 200 and "They need not attend anywhere" in page.text
    assert constable.post("/custody/street-bail/without-bail", data={"why": "Known"}).status_code == 422
    here = let_go(desk, officer, notice=NoticeHow.PRINTED).id
    assert "Nowhere: released without bail" in constable.get(f"/custody/street-bail/{here}").text
    assert "No bail" in constable.get("/custody/street-bail?view=ended").text
    assert constable.get(f"/documents/street-bail-notice?street_bail_id={here}").data.startswith(b"%PDF")


def test_who_may(desk, officer, build):
    for role in (Role.HEALTHCARE_PROFESSIONAL, Role.DISCLOSURE_OFFICER, Role.DETENTION_OFFICER, Role.CASE_BUILDER):
        with pytest.raises(Forbidden):
            given(desk, build.actor(role))
        with pytest.raises(Forbidden):
            let_go(desk, build.actor(role))
    bail = given(desk, officer)
    with pytest.raises(Forbidden):
        read_street_bail(build.actor(Role.HEALTHCARE_PROFESSIONAL), street_bail_id=bail.id)
    with pytest.raises(Forbidden):
        vary_street_conditions(officer, street_bail_id=bail.id, asked="x", varied=False, reason="x")
    with pytest.raises(Forbidden):
        arrive_on_street_bail(officer, street_bail_id=bail.id, suite_id=desk.suite.id)
    with pytest.raises(Forbidden):
        rearrest_from_street(officer, **again(bail.id, desk))
    with pytest.raises(Forbidden):
        excuse_attendance(desk.detention_officer, street_bail_id=bail.id, reason="x", notice_given=True)
    assert read_street_bail(build.actor(Role.CASE_BUILDER), street_bail_id=bail.id).bail.id == bail.id
    clock.hold_at(DUE)
    assert arrive_on_street_bail(desk.detention_officer, street_bail_id=bail.id, suite_id=desk.suite.id).id


# As it is clicked.


@pytest.fixture
def constable(client_for):
    return client_for(Role.OFFICER, rank=1)


def test_an_officer_gives_it_on_a_page_and_what_was_typed_stays(desk, constable, build, db_session):
    person = build.person()
    page = constable.get(f"/custody/street-bail/new?person={person.id}")
    assert page.status_code == 200 and "Custody officer who authorises it" in page.text
    sent = {
        "person_id": str(person.id),
        "other_offences-1-code": "TH68010",
        "arrested_at": "now",
        "arrest_place": "High Street",
        "arrest_reason": "Seen to take it",
        "necessity": "investigation",
        "cautioned": "yes",
        "necessary_why": "To interview",
        "representations": "Nothing",
        "authorised_by_id": str(desk.sergeant.id),
        "suite_id": str(desk.suite.id),
        "attend_at": "12 Mar 2026 10:00",
        "with_conditions": "no",
    }
    clock.hold_at(NOON)
    for wrong in ({"conditions_words": "A surety"}, {"with_conditions": "yes"}, {"attend_at": "12 Aug 2026 10:00"}):
        answer = constable.post("/custody/street-bail/new", data=sent | wrong)
        assert answer.status_code == 422 and "Seen to take it" in answer.text, wrong
    answer = constable.post("/custody/street-bail/new", data=sent)
    assert answer.status_code == 302, answer.text
    here = answer.location
    assert "Not released: notice to give" in constable.get(here).text
    assert constable.post(f"{here}/notice", data={"notice": ""}).status_code == 422
    assert constable.post(f"{here}/notice", data={"notice": "printed"}).status_code == 302
    assert "Out, " in constable.get(here).text


def test_each_page_opens_and_the_desk_goes_on_from_it_in_one_press(desk, client_for, officer, constable):
    bail = given(desk, officer)
    here, name, number, person_id = f"/custody/street-bail/{bail.id}", bail.name, bail.reference, bail.person_id
    for page in ("", "/notice", "/attendance", "/not-required", "/log"):
        assert constable.get(here + page).status_code == 200, page
    assert constable.get(f"{here}/arrival").status_code == 403
    assert "For custody staff" in constable.get(here).text
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    assert sergeant.get(f"{here}/conditions").status_code == 200
    assert "s.30C(4)" in sergeant.get(f"{here}/new-evidence").text
    assert sergeant.post(f"{here}/new-evidence", data={"evidence": "A witness"}).status_code == 422
    assert name in sergeant.get("/custody/street-bail").text
    assert "Street bail: due and overdue" in sergeant.get("/custody/bail").text
    assert "Go on from it" in sergeant.get(f"/custody/arrive?person={person_id}").text
    assert number in sergeant.get(f"/people/{person_id}/street-bail").text
    assert "Street bail at High Street" in sergeant.get(f"/people/{person_id}/timeline").text
    clock.hold_at(NOON + timedelta(minutes=10))
    sent = {"because": "answered", "suite_id": str(desk.suite.id), "arrived_at": "now"}
    answer = sergeant.post(f"{here}/arrival", data=sent)
    assert answer.status_code == 302, answer.text
    assert "High Street" in sergeant.get(f"{answer.location}?tab=arrest").text


def test_the_notices_are_printed(desk, officer, constable):
    bail = given(desk, officer)
    for key in ("street-bail-notice", "street-bail-not-required"):
        answer = constable.get(f"/documents/{key}?street_bail_id={bail.id}")
        assert answer.status_code == 200 and answer.data.startswith(b"%PDF"), key
