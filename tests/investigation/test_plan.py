"""Lines of enquiry and the actions under them: what may follow what, who files, and the one worklist (INV-8)."""

import uuid
from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.core import clock
from mips.core.errors import Forbidden, NotFound, RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.rules import plan as rules
from mips.investigation.rules.plan import FOLLOWS, Points, State
from mips.investigation.usecases import actions
from mips.investigation.usecases.plan import add_line, decide_line, read_plan
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.usual import add_usual_lines
from mips.record.usecases.tasks import do_task, list_my_tasks
from tests.build import NOON
from tests.investigation.crimes import recorded

DWELLING_BURGLARY = "TH68026"
ME, OTHER = uuid.uuid4(), uuid.uuid4()
R, A, P, D, F = State.RAISED, State.ALLOCATED, State.IN_PROGRESS, State.RESULTED, State.FILED


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER)


@pytest.fixture
def crime_id(build, officer):
    return recorded(build, by=officer, offences=[{"code": DWELLING_BURGLARY}]).id


def test_states_follow_one_another_in_the_order_of_the_law():
    """INV-8: raised, allocated, in progress, resulted, filed; allocated anew, sent back or dropped on the way."""
    allowed = {(R, A), (R, F), (A, A), (A, P), (A, D), (A, F), (P, A), (P, D), (P, F), (D, P), (D, F)}
    assert {(now, then) for now in State for then in FOLLOWS[now]} == allowed
    for now in State:
        for then in set(State) - FOLLOWS[now]:
            with pytest.raises(RuleBroken):
                rules.check_step(now, then)


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        pytest.param((False, False, False, False), R, id="INV-8: nobody has it"),
        pytest.param((True, False, False, False), A, id="INV-8: somebody has it"),
        pytest.param((True, True, False, False), P, id="INV-8: started"),
        pytest.param((True, False, True, False), D, id="INV-8: done from the worklist without a start"),
        pytest.param((False, False, True, True), F, id="INV-8: filed, dropped before anybody had it"),
    ],
)
def test_the_furthest_step_is_its_state(steps, state):
    names = ("allocated", "started", "resulted", "filed")
    assert rules.state_of(**dict(zip(names, steps, strict=True))) is state


@pytest.mark.parametrize(
    ("state", "due", "late"),
    [
        pytest.param(P, timedelta(seconds=-1), True, id="INV-8: past its time"),
        pytest.param(P, timedelta(0), False, id="INV-8: at the very time"),
        pytest.param(D, timedelta(days=-9), False, id="INV-8: it has its result"),
        pytest.param(P, None, False, id="INV-8: no time was set"),
    ],
)
def test_when_an_action_is_overdue(state, due, late):
    assert rules.overdue(state, None if due is None else NOON + due, NOON) is late


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"now": P, "result": "x"}, "Only what has a result", id="INV-8: no result yet"),
        pytest.param({"now": D, "result": "x", "resulted_by": ME}, "somebody else", id="INV-8: another reviews"),
        pytest.param({"now": D, "result": " "}, "without a result", id="INV-8: done on the worklist, nothing said"),
    ],
)
def test_what_is_not_filed(fields, said):
    with pytest.raises(RuleBroken, match=said):
        rules.check_filed(**{"resulted_by": OTHER, "files": ME} | fields)


def test_a_line_not_pursued_says_why_and_names_only_a_suspect_of_the_crime():
    """CPIA Code 3.5: all reasonable lines, whether towards or away from the suspect."""
    rules.check_line(pursued=True, why="", suspect=ME, suspects={ME})
    with pytest.raises(RuleBroken, match="why"):
        rules.check_line(pursued=False, why=" ", suspect=None, suspects=set())
    with pytest.raises(RuleBroken, match="no suspect"):
        rules.check_line(pursued=True, why="", suspect=OTHER, suspects={ME})


def test_an_action_goes_from_the_plan_to_a_worklist_and_back(crime_id, officer, build):
    other = build.actor(Role.OFFICER)
    line = add_line(officer, crime_id=crime_id, text="Was he elsewhere?", points=Points.AWAY, pursued=True)
    row = actions.raise_action(officer, crime_id=crime_id, line_id=line.id, text="Check his alibi")
    assert (row.number, row.state) == (1, State.RAISED)
    with pytest.raises(RuleBroken, match="allocate it first"):
        actions.result_action(officer, action_id=row.id, result="Early")
    due = clock.now() + timedelta(days=1)
    actions.allocate_action(officer, action_id=row.id, officer_id=other.id, due_at=due)
    task = list_my_tasks(other).rows[0]
    assert (task.id, task.title, task.due_at) == (row.task_id, "Action 1: Check his alibi", due)
    do_task(other, task_id=task.id)
    assert actions.read_action(officer, action_id=row.id).state is State.RESULTED
    with pytest.raises(RuleBroken, match="without a result"):
        actions.review_action(officer, action_id=row.id, content=True)
    with pytest.raises(RuleBroken, match="Say what is missing"):
        actions.review_action(officer, action_id=row.id, content=False)
    actions.review_action(officer, action_id=row.id, content=False, review="Who says so?")
    assert list_my_tasks(other).rows
    actions.result_action(other, action_id=row.id, result="His employer confirms it")
    with pytest.raises(RuleBroken, match="somebody else reviews"):
        actions.review_action(other, action_id=row.id, content=True)
    assert actions.review_action(officer, action_id=row.id, content=True).state is State.FILED
    with pytest.raises(RuleBroken, match="Raise another"):
        actions.drop_action(officer, action_id=row.id, why="Not needed")
    said = [each.text for each in read_crime(officer, crime_id=crime_id).log]
    assert "Action 1 resulted: His employer confirms it" in said and "Action 1 sent back: Who says so?" in said


def test_giving_up_a_line_drops_what_is_open_under_it(crime_id, officer):
    line = add_line(officer, crime_id=crime_id, text="Cameras", points=Points.EITHER, pursued=True)
    row = actions.raise_action(officer, crime_id=crime_id, line_id=line.id, text="Visit shops", officer_id=officer.id)
    decide_line(officer, line_id=line.id, pursued=False, why="There are none")
    row = actions.read_action(officer, action_id=row.id)
    assert (row.state, row.dropped_why, list_my_tasks(officer).rows) == (State.FILED, "There are none", [])
    with pytest.raises(RuleBroken, match="not pursued"):
        actions.raise_action(officer, crime_id=crime_id, line_id=line.id, text="Ask again")


def test_the_usual_lines_of_a_burglary_are_added_once(crime_id, officer):
    plan = read_plan(officer, crime_id=crime_id)
    assert plan.usual.code == "burglary"
    added = add_usual_lines(officer, crime_id=crime_id, kind="burglary").lines
    plan = read_plan(officer, crime_id=crime_id)
    assert plan.usual is None and len(plan.lines) == len(added) == 5
    assert [each.number for each in plan.actions] == list(range(1, len(plan.actions) + 1))
    with pytest.raises(RuleBroken, match="in the plan already"):
        add_usual_lines(officer, crime_id=crime_id, kind="burglary")


def test_a_plan_is_hidden_with_its_crime_and_from_roles_that_see_less(crime_id, officer, build, db_session):
    line = add_line(officer, crime_id=crime_id, text="Cameras", points=Points.EITHER, pursued=True)
    with pytest.raises(Forbidden):
        read_plan.admit(build.actor(Role.CUSTODY_OFFICER))
    with pytest.raises(Forbidden, match="limited form"):
        read_plan.admit(build.actor(Role.CRIME_REGISTRAR))
    with build.scenery():
        db_session.get_one(Crime, crime_id).restriction = Restriction.NAMED
    stranger = build.actor(Role.OFFICER)
    db_session.expunge_all()
    for reads in (
        lambda: read_plan(stranger, crime_id=crime_id),
        lambda: decide_line(stranger, line_id=line.id, pursued=False, why="x"),
    ):
        with pytest.raises(NotFound):
            reads()


def test_a_plan_is_worked_on_its_pages(crime_id, build, client_for):
    client = client_for(Role.OFFICER, name="Jane Smith")
    assert "A burglary has usual ones" in client.get(f"/crimes/{crime_id}").text
    page = client.get(f"/crimes/{crime_id}/plan").text
    assert "Add the usual lines: Burglary" in page
    page = client.post(f"/crimes/{crime_id}/plan/usual", data={"kind": "burglary"}, follow_redirects=True).text
    assert "house-to-house" in page and "Allocated" in page
    refused = client.post(
        f"/crimes/{crime_id}/plan/lines/new", data={"text": "Alibi", "points": "away", "pursued": "no"}
    )
    assert refused.status_code == 422 and "Say why it is not pursued" in refused.text and "Alibi" in refused.text
    row = read_plan(build.actor(Role.OFFICER), crime_id=crime_id).actions[0]
    fields = {"officer_id": str(build.user(Role.OFFICER, name="Ann Lee").id)}
    page = client.post(f"/crimes/actions/{row.id}/allocation", data=fields, follow_redirects=True).text
    assert "Ann Lee" in page and "Start it" in page
    assert "In progress" in client.post(f"/crimes/actions/{row.id}/start", follow_redirects=True).text
    page = client.post(
        f"/crimes/actions/{row.id}/result", data={"result": "Two marks lifted"}, follow_redirects=True
    ).text
    assert "Two marks lifted" in page and "You entered it" in page
