"""Handing a suite over: two officers sign for each detainee, and until they have the board says so."""

from datetime import timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.rules.duty import Duty
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.duty import begin_duty
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.handover import end_handover, read_handover, sign_handover
from mips.custody.usecases.writing import log
from tests.build import NOON, signed_in


@pytest.fixture
def outgoing(desk):
    return desk.sergeant


@pytest.fixture
def incoming(build):
    return build.actor(Role.CUSTODY_OFFICER, name="Lee Ward", rank=int(Rank.SERGEANT))


@pytest.fixture
def on_duty(desk, outgoing):
    begin_duty(outgoing, suite_id=desk.suite.id, user_id=outgoing.id, duty=Duty.CUSTODY_OFFICER, from_at=clock.now())
    return desk


def comes_on_duty(desk, actor):
    begin_duty(desk.sergeant, suite_id=desk.suite.id, user_id=actor.id, duty=Duty.CUSTODY_OFFICER)


def on_board(desk):
    line = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).handover
    return line and line.said


def test_the_one_who_goes_signs_first_and_then_the_one_who_comes(on_duty, outgoing, incoming):
    first, second = on_duty.detained(), on_duty.detained()
    sign_handover(outgoing, detention_id=first.id, note="Cuts to both arms")
    assert on_board(on_duty) == "from Pat Lowe: 1 to hand over, 2 to take over"
    sign_handover(incoming, detention_id=first.id)
    assert on_board(on_duty) == "from Pat Lowe to Lee Ward: 1 to hand over, 1 to take over"
    sign_handover(outgoing, detention_id=second.id)
    sign_handover(incoming, detention_id=second.id)
    assert on_board(on_duty) is None
    assert read_handover(outgoing, suite_id=on_duty.suite.id).handover is None


def test_a_line_stands_in_the_log_for_each_signature(on_duty, outgoing, incoming, client_for):
    held = on_duty.detained()
    sign_handover(outgoing, detention_id=held.id, note="Cuts to both arms")
    sign_handover(incoming, detention_id=held.id)
    page = client_for(Role.CUSTODY_OFFICER, rank=2).get(f"/custody/{held.id}?tab=log").text
    assert "Handed over to the next custody officer: Cuts to both arms" in page and "Taken over from Pat Lowe" in page


def test_nobody_takes_over_what_was_not_handed_over(on_duty, outgoing, incoming):
    first, second = on_duty.detained(), on_duty.detained()
    sign_handover(outgoing, detention_id=first.id)
    with pytest.raises(RuleBroken, match="not been handed over yet"):
        sign_handover(incoming, detention_id=second.id)


def test_nobody_signs_twice_nor_for_both(on_duty, outgoing, incoming):
    held, _ = on_duty.detained(), on_duty.detained()
    sign_handover(outgoing, detention_id=held.id)
    with pytest.raises(RuleBroken, match="handed them over already"):
        sign_handover(outgoing, detention_id=held.id)
    sign_handover(incoming, detention_id=held.id)
    with pytest.raises(RuleBroken, match="taken them over already"):
        sign_handover(incoming, detention_id=held.id)


def test_only_the_custody_officer_on_duty_begins(on_duty, incoming):
    held = on_duty.detained()
    with pytest.raises(RuleBroken, match="Only the custody officer on duty") as refused:
        sign_handover(incoming, detention_id=held.id)
    assert refused.value.rule == "PACE 1984 s.39(1)"


def test_a_third_officer_does_not_take_over_from_another_who_came(on_duty, outgoing, incoming, build):
    held = on_duty.detained()
    comes_on_duty(on_duty, incoming)
    sign_handover(outgoing, detention_id=held.id)
    with pytest.raises(RuleBroken, match="Lee Ward is taking over"):
        sign_handover(build.actor(Role.CUSTODY_OFFICER, rank=int(Rank.SERGEANT)), detention_id=held.id)


@pytest.mark.parametrize("role", [Role.DETENTION_OFFICER, Role.REVIEWING_INSPECTOR])
def test_a_handover_is_not_signed_by(on_duty, build, role):
    with pytest.raises(Forbidden):
        sign_handover(build.actor(role), detention_id=on_duty.detained().id)


def test_coming_on_duty_opens_a_handover_where_somebody_is_held(on_duty, incoming):
    on_duty.detained()
    comes_on_duty(on_duty, incoming)
    assert on_board(on_duty) == "from Pat Lowe to Lee Ward: 1 to hand over, 1 to take over"


def test_coming_on_duty_in_an_empty_suite_opens_none(on_duty, incoming):
    comes_on_duty(on_duty, incoming)
    assert on_board(on_duty) is None


def test_whoever_leaves_need_not_be_handed_over_and_whoever_comes_must(on_duty, outgoing, incoming):
    gone = on_duty.cleared(on_duty.charged(on_duty.detained()))
    comes_on_duty(on_duty, incoming)
    release_detainee(outgoing, detention_id=gone.id)
    assert on_board(on_duty) is None
    on_duty.detained()
    assert on_board(on_duty) == "from Pat Lowe to Lee Ward: 1 to hand over, 1 to take over"


def test_what_changed_since_the_last_handover_is_drafted_from_the_log(on_duty, outgoing, incoming):
    held = on_duty.detained()
    sign_handover(outgoing, detention_id=held.id)
    sign_handover(incoming, detention_id=held.id)
    clock.hold_at(NOON + timedelta(hours=1))
    with on_duty.build.scenery():
        log(outgoing, on_duty.record(held), clock.now(), "Says he feels sick")
    changes = read_handover(incoming, suite_id=on_duty.suite.id).changes
    assert [text for _, text in changes[held.id].lines] == ["Says he feels sick"]


def test_a_long_shift_is_told_by_its_latest_lines_and_how_many_came_before(on_duty, outgoing):
    held = on_duty.detained()
    with on_duty.build.scenery():
        for minute in range(9):
            log(outgoing, on_duty.record(held), NOON + timedelta(minutes=minute), f"Line {minute}")
    changes = read_handover(outgoing, suite_id=on_duty.suite.id).changes[held.id]
    assert [text for _, text in changes.lines] == [f"Line {minute}" for minute in range(4, 9)]
    assert changes.earlier >= 4 and changes.text.endswith("earlier in the log")


def test_what_cannot_be_signed_is_ended_with_its_reason(on_duty, outgoing, incoming):
    on_duty.detained()
    comes_on_duty(on_duty, incoming)
    ended = end_handover(incoming, suite_id=on_duty.suite.id, why="Pat went home ill")
    assert ended.ended_why == "Pat went home ill" and on_board(on_duty) is None


def test_the_pages_lead_from_board_to_signature_and_back(on_duty, outgoing, app, build, db_session):
    from mips.access.model import User

    held = on_duty.detained()
    browser = signed_in(app, db_session.get(User, outgoing.id))
    page = browser.get(f"/custody/suites/{on_duty.suite.id}/handover").text
    assert held.detainee in page and "Hand over<" in page
    answer = browser.post(f"/custody/{held.id}/handover", data={"note": "Diabetic"})
    assert (answer.status_code, answer.location.split("#")[0]) == (
        303,
        f"/custody/suites/{on_duty.suite.id}/handover",
    )
    page = browser.get(f"/custody/suites/{on_duty.suite.id}/handover").text
    assert "Diabetic" in page and "Not taken over yet" in page and "Hand over<" not in page
    assert "Handover not complete" in browser.get(f"/custody/suites/{on_duty.suite.id}").text
    again = browser.post(f"/custody/{held.id}/handover", data={"note": "Twice"})
    assert again.status_code == 422 and "handed them over already" in again.text and "Twice" in again.text
