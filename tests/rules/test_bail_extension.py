"""How long bail before charge may last: stages, court, the prosecutor's pauses, hospital, and how near its end is."""

from datetime import UTC, date, datetime

import pytest

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.bail_extension import (
    Decider,
    Nearness,
    Pause,
    PauseKind,
    check_asked,
    check_conditions_a_to_d,
    check_extended_elsewhere,
    check_heard,
    check_longer,
    ends_on,
    nearness,
    next_stage,
)

START = date(2026, 1, 11)
TODAY = date(2026, 3, 20)


def prosecutor(first, last=None, *, request=False):
    return Pause(kind=PauseKind.PROSECUTOR, first=first, last=last, request=request)


def hospital(first, last=None):
    return Pause(kind=PauseKind.IN_PATIENT, first=first, last=last)


def ends(*pauses, months=3, court=None, on=TODAY, start=START):
    return ends_on(start, months=months, court_until=court, pauses=pauses, on=on)


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        pytest.param({}, date(2026, 4, 10), id="s.47ZB(1): three months"),
        pytest.param({"months": 6}, date(2026, 7, 10), id="s.47ZD: six"),
        pytest.param({"months": 9}, date(2026, 10, 10), id="s.47ZDA: nine"),
        pytest.param({"months": 9, "court": date(2027, 1, 10)}, date(2027, 1, 10), id="s.47ZF: as the court says"),
    ],
)
def test_the_period_ends_with_its_stage(asked, end):
    assert ends(**asked) == end


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        pytest.param([prosecutor(START)], None, id="s.47ZL: does not begin while the prosecutor decides"),
        pytest.param(
            [prosecutor(START, date(2026, 1, 20))], date(2026, 4, 20), id="s.47ZL: ten days that did not count"
        ),
        pytest.param(
            [prosecutor(date(2026, 1, 21), date(2026, 3, 1), request=True)],
            date(2026, 5, 20),
            id="s.47ZL: begins again on the day of the request",
        ),
        pytest.param(
            [prosecutor(date(2026, 2, 1), date(2026, 2, 5), request=True), prosecutor(date(2026, 2, 20))],
            None,
            id="s.47ZL: stands still again once the request is met",
        ),
        pytest.param([prosecutor(date(2026, 5, 1))], date(2026, 4, 10), id="a referral after the end moves nothing"),
        pytest.param([hospital(date(2026, 2, 1), date(2026, 2, 9))], date(2026, 4, 10), id="s.47ZM(4): out before"),
    ],
)
def test_days_that_do_not_count_move_the_end(pauses, end):
    assert ends(*pauses) == end


def test_a_request_on_monday_leaves_at_least_until_sunday():
    pause = prosecutor(date(2026, 2, 27), date(2026, 3, 1), request=True)
    assert ends(pause, start=date(2025, 11, 28)) == date(2026, 3, 8)


def test_an_in_patient_on_the_last_day_gains_every_day_spent_there():
    stay = hospital(date(2026, 4, 6), date(2026, 4, 12))
    assert ends(stay, on=date(2026, 4, 20)) == date(2026, 4, 17)


def at(day, hour=12):
    return datetime.fromisoformat(f"{day}T{hour:02}:00").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "how"),
    [
        ("2026-03-12", Nearness.IN_TIME),
        ("2026-03-13", Nearness.EXTEND),
        ("2026-04-09", Nearness.EXTEND),
        ("2026-04-10", Nearness.LAST_DAY),
        ("2026-04-11", Nearness.OVER),
    ],
)
def test_an_extension_is_forecast_28_days_ahead(now, how):
    assert nearness(date(2026, 4, 10), at(now)) is how


def test_a_period_that_stands_still_is_near_nothing():
    assert nearness(None, at("2026-03-12")) is Nearness.PAUSED


@pytest.mark.parametrize(
    ("months", "decider", "to"),
    [(3, Decider.INSPECTOR, 6), (6, Decider.SUPERINTENDENT, 9), (9, Decider.COURT, 12), (12, Decider.COURT, None)],
)
def test_each_stage_has_who_decides_on_the_next(months, decider, to):
    assert (next_stage(months).decider, next_stage(months).to_months) == (decider, to)


def refused(check, *args, **given):
    with pytest.raises(RuleBroken) as found:
        check(*args, **given)
    return found.value.rule


GOOD = {"months": 3, "end": date(2026, 4, 10), "at": at("2026-04-10"), "rank": Rank.INSPECTOR, "own_request": False}


@pytest.mark.parametrize(
    ("to", "given", "rule"),
    [
        pytest.param(6, {"rank": Rank.SERGEANT}, "PACE 1984 s.47ZD", id="an inspector to six"),
        pytest.param(9, {"months": 6, "rank": Rank.CHIEF_INSPECTOR}, "PACE 1984 s.47ZDA", id="by a superintendent"),
        pytest.param(9, {"rank": Rank.SUPERINTENDENT}, "PACE 1984 s.47ZD", id="no stage is left out"),
        pytest.param(12, {"months": 9, "rank": Rank.COMMISSIONER}, "PACE 1984 s.47ZF", id="after nine a court"),
        pytest.param(6, {"at": at("2026-04-11")}, "PACE 1984 s.47ZA", id="not once the period is over"),
        pytest.param(6, {"own_request": True}, "PACE 1984 s.47ZD", id="RL-1(c): not one's own request"),
    ],
)
def test_a_longer_period_is_refused(to, given, rule):
    assert refused(check_longer, to, **GOOD | given) == rule


def test_an_inspector_extends_to_six_months_on_the_last_day():
    check_longer(6, **GOOD)
    check_asked(6, months=3, end=None, at=at("2027-01-01"))


def test_the_suspect_is_told_and_heard_first():
    assert refused(check_heard, told="", said="Nothing") == "PACE 1984 s.47ZD(3)-(5)"
    assert refused(check_heard, told="By letter", said=" ") == "PACE 1984 s.47ZD(3)-(5)"
    check_heard(told="By letter", said="Nothing")


def test_every_condition_is_written_down():
    assert refused(check_conditions_a_to_d, ["a", "b", "", "d"]) == "PACE 1984 s.47ZC"


ELSEWHERE = {"months": 9, "start": START, "end": date(2026, 10, 10), "at": at("2026-10-01")}


@pytest.mark.parametrize(
    ("until", "decider", "given", "rule"),
    [
        (date(2026, 7, 1), Decider.COURT, {"months": 6}, "PACE 1984 s.47ZDA"),
        (date(2026, 10, 10), Decider.COURT, {}, "PACE 1984 s.47ZF"),
        (date(2027, 1, 11), Decider.COMMANDER, {}, "PACE 1984 s.47ZE"),
        (date(2027, 1, 10), Decider.COMMANDER, {"at": at("2026-10-11")}, "PACE 1984 s.47ZA"),
    ],
    ids=["before nine months", "no later than it was", "a commander to twelve at most", "a commander before the end"],
)
def test_what_a_court_or_commander_cannot_have_decided(until, decider, given, rule):
    assert refused(check_extended_elsewhere, until, decider=decider, **ELSEWHERE | given) == rule


def test_a_court_may_decide_late_on_an_application_made_in_time():
    check_extended_elsewhere(date(2027, 1, 10), decider=Decider.COURT, **ELSEWHERE | {"at": at("2026-10-20")})
