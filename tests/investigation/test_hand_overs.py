"""Hand-overs between shifts: drafted from the record, confirmed, taken (F33)."""

import uuid
from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.investigation.rules.hand_over import Happened, check_given, check_taken, drafted, since
from mips.investigation.usecases.actions import raise_action
from mips.investigation.usecases.awaiting import wait_for
from mips.investigation.usecases.handing_over import acknowledge_hand_over, hand_over, read_hand_overs
from mips.investigation.usecases.log import add_log_entry
from mips.investigation.usecases.reading import read_crime
from mips.record.usecases.tasks import list_my_tasks
from tests.build import NOON
from tests.investigation.crimes import recorded

ME, OTHER = uuid.uuid4(), uuid.uuid4()


def test_a_draft_names_all_four_even_where_there_is_nothing():
    """F33."""
    assert drafted(Happened(done=["Rang"], awaited=["the laboratory"])) == (
        "Done:\n- Rang\n\nOutstanding: no action is open.\n\n"
        "Promised to the victim: nothing falls due within a week.\n\nAwaited:\n- the laboratory"
    )
    assert since(None, NOON) == NOON - timedelta(hours=12) and since(NOON, NOON + timedelta(days=3)) == NOON


@pytest.mark.parametrize(
    ("check", "said"),
    [
        pytest.param(lambda: check_given(by=ME, to=ME, investigates=True), "this is you", id="F33: to oneself"),
        pytest.param(lambda: check_given(by=ME, to=OTHER, investigates=False), "no role", id="F33: to no investigator"),
        pytest.param(lambda: check_taken(to=OTHER, by=ME, taken=False), "somebody else", id="F33: not given to them"),
        pytest.param(lambda: check_taken(to=ME, by=ME, taken=True), "already", id="F33: taken twice"),
    ],
)
def test_what_is_no_hand_over(check, said):
    with pytest.raises(RuleBroken, match=said):
        check()


def test_a_crime_goes_from_one_shift_to_the_next(build):
    early, late = build.actor(Role.OFFICER, name="Ann Lee"), build.actor(Role.OFFICER, name="Bo Ray")
    crime_id = recorded(build, by=early).id
    add_log_entry(early, crime_id=crime_id, text="Rang the shop")
    raise_action(early, crime_id=crime_id, text="Get the film", officer_id=early.id, due_at=NOON + timedelta(hours=1))
    wait_for(early, crime_id=crime_id, on="bank", until_on=NOON.date() + timedelta(days=2))
    clock.hold_at(NOON + timedelta(hours=2))
    draft = read_hand_overs(early, crime_id=crime_id).draft
    for part in ("Ann Lee: Rang the shop", "Action 1, Get the film (Ann Lee, OVERDUE", "a bank or company until 4 Mar"):
        assert part in draft
    assert "Test Stores:" in draft
    row = hand_over(early, crime_id=crime_id, to_id=late.id, text="Ring them at six")
    assert [task.title for task in list_my_tasks(late).rows] == ["A hand-over for you: read it and acknowledge it"]
    with pytest.raises(RuleBroken, match="somebody else"):
        acknowledge_hand_over(early, hand_over_id=row.id)
    acknowledge_hand_over(late, hand_over_id=row.id)
    assert list_my_tasks(late).rows == [] and row.drafted == draft
    said = [each.text for each in read_crime(early, crime_id=crime_id).log if each.kind == "hand-over"]
    assert said == ["Took the hand-over from Ann Lee", "Handed over to Bo Ray.\n\nRing them at six"]
    assert "Done: nothing was entered." in read_hand_overs(late, crime_id=crime_id).draft
    for role in (Role.SUPERINTENDENT, Role.CASE_BUILDER, Role.DISCLOSURE_OFFICER):
        with pytest.raises(Forbidden):
            hand_over.admit(build.actor(role))


def test_the_next_shift_takes_it_on_the_page(build, client_for):
    crime_id = recorded(build, by=build.actor(Role.OFFICER, name="Ann Lee")).id
    late = build.user(Role.OFFICER, name="Bo Ray")
    client = client_for(Role.OFFICER, name="Ann Lee")
    assert "Outstanding: no action is open." in client.get(f"/crimes/{crime_id}/hand-overs/new").text
    refused = client.post(f"/crimes/{crime_id}/hand-overs/new", data={"text": "All quiet"})
    assert refused.status_code == 422 and "Select to whom" in refused.text and "All quiet" in refused.text
    told = {"text": "All quiet", "to_id": str(late.id)}
    page = client.post(f"/crimes/{crime_id}/hand-overs/new", data=told, follow_redirects=True).text
    assert "Not taken yet" in page and "I take it" not in page
