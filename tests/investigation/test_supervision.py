"""Supervising investigations: reviews, silence, the sergeant's board, and closing with all its conditions."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from mips.access.permissions import Rank, Role
from mips.access.policy import Restriction
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.intelligence.usecases import submit_report
from mips.investigation.model.crime import Crime, CrimeFlag, CrimeStatus
from mips.investigation.rules.closing import Closing, check_closed, unmet
from mips.investigation.rules.pressing import OF_AN_OFFICER, Pressing
from mips.investigation.rules.silence import Doing, Last, check_wait, silent_since, why_silent
from mips.investigation.usecases.actions import raise_action
from mips.investigation.usecases.awaiting import wait_for, wait_no_longer
from mips.investigation.usecases.closing import read_closing, state_exhibits_kept, state_no_intelligence
from mips.investigation.usecases.log import add_log_entry
from mips.investigation.usecases.outcomes import propose_outcome, sign_off_outcome
from mips.investigation.usecases.plan import read_plan
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.supervising import gather_reviews, prepare_review, read_reviews, review_crime
from mips.investigation.usecases.team_board import list_team_crimes, read_my_pressing, read_team_board
from mips.record.usecases.tasks import list_my_tasks
from tests.build import NOON
from tests.intelligence.reports import a_report
from tests.investigation.crimes import an_outcome, charge, nothing_left, recorded
from tests.investigation.property import entered

DAY = timedelta(days=1)
DONE = Closing(outcome="18", rationale="All lines", has_victim=True, victim_told=True, no_intelligence=True, group=3)


def but(**facts):
    return Closing(**{**DONE.__dict__, **facts})


@pytest.fixture
def team(build):
    return build.team()


@pytest.fixture
def sergeant(build, team):
    return build.actor(Role.SUPERVISOR, team=team, rank=int(Rank.SERGEANT))


@pytest.fixture
def officer(build, team):
    return build.actor(Role.OFFICER, Role.OFFICER_IN_CASE, team=team, name="Ann Lee")


def test_a_case_is_silent_after_so_many_whole_days():
    assert silent_since(NOON, 14) == NOON - 14 * DAY
    assert "14 days: the last was a contact with the victim, 16 Feb" in why_silent(
        Last(Doing.CONTACT, NOON - 14 * DAY), now=NOON
    )
    assert why_silent(None, now=NOON) == "Nothing has been done on it"


def test_nothing_is_awaited_for_ever():
    check_wait(NOON.date() + 90 * DAY, today=NOON.date())
    with pytest.raises(RuleBroken, match="within 90 days"):
        check_wait(NOON.date() + 91 * DAY, today=NOON.date())


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        pytest.param(DONE, [], id="INV-5: all done"),
        pytest.param(but(outcome=""), ["outcome"], id="INV-5: no outcome"),
        pytest.param(but(rationale=" "), ["outcome"], id="INV-5: no reasons"),
        pytest.param(but(victim_told=False), ["victim"], id="INV-6: the victim was not told"),
        pytest.param(but(victim_told=False, has_victim=False), [], id="INV-6: there is none to tell"),
        pytest.param(but(reviewable=True), ["victim"], id="INV-5: not told of the right to a review"),
        pytest.param(but(reviewable=True, review_told=True), [], id="INV-5: told of it"),
        pytest.param(but(exhibits=["JS/1"]), ["exhibits"], id="INV-9: an exhibit without a plan"),
        pytest.param(but(exhibits=["JS/1"], exhibits_said=True), [], id="INV-9: kept, and why"),
        pytest.param(but(actions=[2, 4]), ["actions"], id="INV-8: actions without a result"),
        pytest.param(but(no_intelligence=False), ["intelligence"], id="INV-5: no intelligence"),
        pytest.param(but(no_intelligence=False, intelligence=1), [], id="INV-5: a report was submitted"),
        pytest.param(but(group=None), ["group"], id="INT-9: no group"),
        pytest.param(Closing(), ["outcome", "intelligence", "group"], id="INV-5: all of it at once"),
    ],
)
def test_what_stands_in_the_way_of_closing(facts, codes):
    assert [each.code for each in unmet(facts)] == codes
    if codes:
        with pytest.raises(RuleBroken) as refused:
            check_closed(facts)
        assert [each.detail for each in refused.value.every] == [each.said for each in unmet(facts)]
    else:
        check_closed(facts)


def test_a_review_sees_what_happened_directs_and_moves_the_next(build, officer, sergeant):
    crime_id = recorded(build, by=officer).id
    clock.hold_at(NOON + timedelta(hours=20))
    add_log_entry(officer, crime_id=crime_id, text="Spoke to the shop")
    shown = prepare_review(sergeant, crime_id=crime_id)
    assert "Spoke to the shop" in [each.text for each in shown.since.log]
    assert [each.code for each in shown.unmet] == ["outcome", "intelligence", "group"]
    asked = {"text": "Get the footage", "due_at": clock.now() + DAY}
    row = review_crime(
        sergeant, crime_id=crime_id, found="Slow", looked_at=["log"], direction="Get the footage", actions=[asked]
    )
    assert (row.next_due_at, row.raised) == (NOON + 7 * DAY, ["1 Get the footage"])
    assert read_plan(officer, crime_id=crime_id).open[0].task.assignee_id == officer.id
    titles = [task.title for task in list_my_tasks(officer).rows]
    assert any("direction" in each for each in titles) and "Action 1: Get the footage" in titles
    assert read_reviews(officer, crime_id=crime_id).due_at == NOON + 7 * DAY
    assert gather_reviews(officer, crime_id=crime_id).reviews[0].unmet[0] == "No outcome is proposed"
    clock.hold_at(NOON + timedelta(hours=21))
    assert prepare_review(sergeant, crime_id=crime_id).since.log == []
    with pytest.raises(RuleBroken, match="or sooner"):
        review_crime(sergeant, crime_id=crime_id, found="Again", next_due_at=NOON + 30 * DAY)


def test_who_reviews_and_who_reads_it(build, sergeant, officer, team):
    both = build.actor(Role.OFFICER, Role.SUPERVISOR, team=team, rank=int(Rank.SERGEANT))
    mine = recorded(build, by=both).id
    with pytest.raises(RuleBroken, match="another supervisor"):
        review_crime(both, crime_id=mine, found="Well done")
    with pytest.raises(RuleBroken, match="Allocate it first"):
        prepare_review(sergeant, crime_id=recorded(build, by=build.actor(Role.CASE_BUILDER)).id)
    with pytest.raises(Forbidden):
        review_crime.admit(officer)
    with pytest.raises(Forbidden, match="limited form"):
        read_reviews.admit(build.actor(Role.CRIME_REGISTRAR))
    with pytest.raises(Forbidden):
        read_team_board.admit(officer)


def a_team_of_crimes(build, db_session, officer, sergeant, team):
    """One silent and late in everything, one waiting, one new, one loose, one hidden, one closed, one elsewhere."""
    clock.hold_at(NOON - 30 * DAY)
    then = {"reported_at": NOON - 30 * DAY, "occurred_from": NOON - 31 * DAY}
    old, waiting, hidden, closed = (recorded(build, by=officer, **then).id for _ in range(4))
    raise_action(officer, crime_id=old, text="Ask", officer_id=officer.id, due_at=NOON - 20 * DAY)
    clock.hold_at(NOON - DAY)
    wait_for(officer, crime_id=waiting, on="bank", until_on=NOON.date() + DAY)
    clock.hold_at(NOON)
    new = recorded(build, by=officer).id
    loose = recorded(build, by=build.actor(Role.CASE_BUILDER, team=team)).id
    recorded(build, by=build.actor(Role.OFFICER, team=build.team()))
    with build.scenery():
        db_session.add(CrimeFlag(crime_id=new, flag="domestic-abuse"))
        db_session.get_one(Crime, hidden).restriction = Restriction.NAMED
        db_session.get_one(Crime, closed).status = CrimeStatus.FINALISED
    db_session.expunge_all()
    return old, waiting, new, loose


def test_every_figure_of_the_board_is_a_list_of_exactly_those(build, db_session, officer, sergeant, team):
    old, waiting, new, loose = a_team_of_crimes(build, db_session, officer, sergeant, team)
    board = read_team_board(sergeant)
    assert [user.name for user in board.officers] == ["Ann Lee"]
    found = {what: {row.id for row in list_team_crimes(sergeant, what=what).rows} for what in Pressing}
    assert found == {
        Pressing.ALL: {old, waiting, new},
        Pressing.SILENT: {old},
        Pressing.VICTIMS: {old, waiting},
        Pressing.REVIEWS: {old, waiting},
        Pressing.ACTIONS: {old},
        Pressing.FILES: set(),
        Pressing.CAME_IN: {new, loose},
        Pressing.UNALLOCATED: {loose},
        Pressing.UNASSESSED: {new},
    }
    for what in OF_AN_OFFICER:
        rows = list_team_crimes(sergeant, what=what, officer_id=officer.id).rows
        assert board.count(what, board.officers[0]) == len(rows) == len(found[what])
    assert {what: count for what, count, _ in board.above} == {
        what: len(found[what]) for what in found if what not in OF_AN_OFFICER
    }
    assert board.oldest(Pressing.ALL, board.officers[0]) == NOON - 30 * DAY


def test_silence_ends_with_work_or_with_what_is_awaited(build, db_session, officer, sergeant, team):
    old, *_ = a_team_of_crimes(build, db_session, officer, sergeant, team)
    silent = list_team_crimes(sergeant, what=Pressing.SILENT).rows[0].silent
    assert silent == "Nothing for 30 days: the last was an entry in the log, 31 Jan 2026"
    assert old in {row.id for row in read_my_pressing(officer).rows if row.is_silent}
    wait_for(officer, crime_id=old, on="lab", until_on=NOON.date() + DAY)
    assert list_team_crimes(sergeant, what=Pressing.SILENT).rows == []
    wait_no_longer(officer, crime_id=old)
    assert len(list_team_crimes(sergeant, what=Pressing.SILENT).rows) == 1
    add_log_entry(officer, crime_id=old, text="Called the witness")
    assert list_team_crimes(sergeant, what=Pressing.SILENT).rows == []


def test_what_is_not_done_with_is_not_finalised_and_every_reason_is_said(build, officer, sergeant):
    crime_id = recorded(build, by=officer).id
    raise_action(officer, crime_id=crime_id, text="Ask", officer_id=officer.id)
    propose_outcome(officer, crime_id=crime_id, **an_outcome("18"))
    expected = [each.said for each in read_closing(officer, crime_id=crime_id).unmet]
    assert len(expected) == 3
    with pytest.raises(RuleBroken) as refused:
        sign_off_outcome(sergeant, crime_id=crime_id)
    assert [each.detail for each in refused.value.every] == expected
    assert read_crime(officer, crime_id=crime_id).crime.status is CrimeStatus.ALLOCATED


def test_a_file_that_is_due_is_counted_until_it_is_written(build, officer, sergeant):
    person = build.person()
    crime_id = recorded(build, person, by=officer).id
    charge(build.actor(Role.CUSTODY_OFFICER), crime_id=crime_id, person_id=person.id)
    assert list_team_crimes(sergeant, what=Pressing.FILES).rows == []
    clock.hold_at(NOON + 40 * DAY)
    crimes = list_team_crimes(sergeant, what=Pressing.FILES)
    assert [row.id for row in crimes.rows] == [crime_id] and crimes.rows[0].file_due_at < clock.now()


def test_a_report_about_somebody_in_it_by_who_had_it_is_intelligence_enough(build, officer):
    person = build.person()
    crime_id = recorded(build, person, by=officer).id
    submit_report(build.actor(Role.OFFICER), **a_report(person))
    assert "intelligence" in {each.code for each in read_closing(officer, crime_id=crime_id).unmet}
    submit_report(officer, **a_report(person))
    assert "intelligence" not in {each.code for each in read_closing(officer, crime_id=crime_id).unmet}


def test_an_exhibit_without_a_plan_keeps_it_open_until_somebody_says_why_it_is_kept(build, officer):
    crime_id = entered(build, by=officer).crime_id
    assert "exhibits" in {each.code for each in read_closing(officer, crime_id=crime_id).unmet}
    state_exhibits_kept(officer, crime_id=crime_id, text="To the end of 2027, for the appeal")
    assert "exhibits" not in {each.code for each in read_closing(officer, crime_id=crime_id).unmet}


def test_the_reviews_of_a_crime_are_printed(build, officer, sergeant, client_for):
    crime_id = recorded(build, by=officer).id
    client = client_for(Role.OFFICER)
    assert client.get(f"/documents/review-summary?crime_id={crime_id}").status_code == 404
    review_crime(sergeant, crime_id=crime_id, found="Well begun", direction="Go on", looked_at=["log"])
    answer = client.get(f"/documents/review-summary?crime_id={crime_id}")
    assert answer.status_code == 200 and "/StructTreeRoot" in pikepdf.open(BytesIO(answer.data)).Root


def test_a_supervisor_works_from_the_board_to_the_closing_page(build, db_session, officer, team, client_for):
    client = client_for(Role.SUPERVISOR, team=team, rank=int(Rank.SERGEANT), name="Sgt Ola")
    sergeant = build.actor(Role.SUPERVISOR, team=team, rank=int(Rank.SERGEANT))
    old, waiting, *_ = a_team_of_crimes(build, db_session, officer, sergeant, team)
    assert "Waits for a bank or company until 3 Mar" in client.get(f"/crimes/{waiting}").text
    page = client.post(f"/crimes/{waiting}/waiting/end", follow_redirects=True).text
    assert "It waits no longer" in page and "until 3 Mar</strong>" not in page
    page = client.get("/crimes/team").text
    assert "Ann Lee" in page and "Nobody has them: 1" in page
    page = client.get(f"/crimes/team/crimes?what=silent&officer_id={officer.id}").text
    assert "2 in all" in page and "Nothing for 30 days" in page
    page = client.get(f"/crimes/{old}/supervision/new").text
    assert "What stands in the way of closing it" in page and "No outcome is proposed" in page
    refused = client.post(f"/crimes/{old}/supervision/new", data={"direction": "Ring them"})
    assert refused.status_code == 422 and "Enter what you find" in refused.text and "Ring them" in refused.text
    told = {"found": "It lay", "direction": "Ring them", "actions-0-text": "Ring the shop"}
    page = client.post(f"/crimes/{old}/supervision/new", data=told, follow_redirects=True).text
    assert "Not read yet" in page and "1 Ask" not in page and "2 Ring the shop" in page
    page = client.get(f"/crimes/{old}/closing").text
    assert "4 to do before it can be finalised" in page and "Propose an outcome first" in page
    said = {"text": "Nobody is named"}
    page = client.post(f"/crimes/{old}/closing/no-intelligence", data=said, follow_redirects=True).text
    assert "3 to do" in page and "Nobody is named" in page
    page = client.post(f"/crimes/{old}/closing/retention-group", data={"group": "4"}, follow_redirects=True).text
    assert "2 to do" in page


def test_a_closed_crime_is_neither_reviewed_nor_said_more_of(build, officer, sergeant):
    crime_id = recorded(build, by=officer).id
    propose_outcome(officer, crime_id=crime_id, **an_outcome("18"))
    nothing_left(officer, crime_id)
    sign_off_outcome(sergeant, crime_id=crime_id)
    with pytest.raises(RuleBroken, match="It is closed"):
        review_crime(sergeant, crime_id=crime_id, found="Late")
    with pytest.raises(RuleBroken, match="It is closed"):
        state_no_intelligence(officer, crime_id=crime_id, text="None")
