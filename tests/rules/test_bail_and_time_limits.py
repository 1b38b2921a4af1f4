"""Bail periods in calendar months, who may lengthen them, and custody time limits in days."""

from datetime import date

import pytest

from mips.custody.rules.bail_periods import Suspension, end_after_request, last_day, moved_by
from tests.rules.detention import answered, event

ARRESTED = event("arrest", "2026-01-10 10:00")
BAILED = [ARRESTED, event("bail", "2026-01-10 20:00")]


@pytest.mark.parametrize(
    ("start", "months", "ends"),
    [
        pytest.param(date(2026, 1, 11), 3, date(2026, 4, 10), id="the day before the same-numbered day"),
        pytest.param(date(2026, 1, 11), 18, date(2027, 7, 10), id="over a year"),
        pytest.param(date(2026, 11, 30), 3, date(2027, 2, 28), id="no such day: the last of the month"),
        pytest.param(date(2026, 11, 28), 3, date(2027, 2, 27), id="there is such a day"),
        pytest.param(date(2026, 3, 1), 3, date(2026, 5, 31), id="from the first"),
        pytest.param(date(2027, 11, 29), 3, date(2028, 2, 28), id="a leap year has a 29th"),
        pytest.param(date(2026, 9, 15), 3, date(2026, 12, 14), id="into December"),
    ],
)
def test_months_beginning_with_a_day(start, months, ends):
    assert last_day(start, months) == ends


def test_the_stages_of_a_standard_case():
    answers = answered(*BAILED)
    assert answers["bail_start_date"] == "2026-01-11"
    ends = [answers[f"abp_{stage}_end"] for stage in ("initial", "inspector", "superintendent", "court_first")]
    assert ends == ["2026-04-10", "2026-07-10", "2026-10-10", "2027-01-10"]


@pytest.mark.parametrize("case", ["SFO", "NCA", "SFO/FCA/HMRC/NCA"])
def test_the_stages_of_an_agency_case(case):
    answers = answered(ARRESTED, event("bail", "2026-01-10 20:00", case=case))
    ends = [answers[f"abp_{stage}_end"] for stage in ("initial", "decision_maker", "court_first")]
    assert ends == ["2026-07-10", "2027-01-10", "2027-07-10"]
    assert "abp_inspector_end" not in answers


def longer(at, to, rank):
    return event("abp_extension_request", at, to=to, rank=rank)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        pytest.param([longer("2026-04-10 23:00", "6_months", "inspector")], None, id="s.47ZD: on the last day"),
        pytest.param([longer("2026-04-11 00:00", "6_months", "inspector")], "abp_ended", id="the day after"),
        pytest.param([longer("2026-04-01 09:00", "6_months", "sergeant")], "rank_too_low", id="s.47ZD: the rank"),
        pytest.param(
            [longer("2026-04-01 09:00", "9_months", "superintendent")],
            "inspector_extension_not_given",
            id="s.47ZDA: not before six",
        ),
        pytest.param(
            [longer("2026-04-01 09:00", "6_months", "inspector"), longer("2026-07-01 09:00", "9_months", "inspector")],
            "rank_too_low",
            id="s.47ZDA: the rank",
        ),
        pytest.param(
            [
                longer("2026-04-01 09:00", "6_months", "inspector"),
                longer("2026-07-10 09:00", "9_months", "superintendent"),
            ],
            None,
            id="s.47ZDA: six, then nine",
        ),
        pytest.param(
            [
                longer("2026-04-01 09:00", "6_months", "sergeant"),
                longer("2026-07-10 09:00", "9_months", "superintendent"),
            ],
            "abp_ended",
            id="six was never given",
        ),
    ],
)
def test_who_may_lengthen_bail(asked, reason):
    answers = answered(*BAILED, *asked)
    assert (answers["allowed"], answers.get("allowed_reason")) == (reason is None, reason)


def test_only_a_custody_officer_bails():
    answers = answered(ARRESTED, event("bail", "2026-01-10 20:00", by="constable"))
    assert answers["allowed_reason"] == "bail_needs_custody_officer"


def test_bail_again_after_the_period_is_refused():
    again = [event("answer_bail", "2026-04-10 10:00"), event("bail", "2026-04-11 00:30")]
    assert answered(*BAILED, *again)["allowed_reason"] == "abp_ended"


def test_street_bail_counts_from_its_arrest():
    street = [event("release_street_bail", "2026-01-10 11:00"), event("attend_answer_street_bail", "2026-02-10 10:00")]
    answers = answered(ARRESTED, *street, event("bail", "2026-02-10 16:00"))
    assert (answers["bail_start_date"], answers["abp_initial_end"]) == ("2026-01-11", "2026-04-10")


def test_an_arrest_late_in_a_summer_evening_is_of_that_day_in_london():
    answers = answered(event("arrest", "2026-07-10 00:30"), event("bail", "2026-07-10 09:00"))
    assert answers["bail_start_date"] == "2026-07-11"


def test_days_before_the_prosecutor_do_not_use_the_period_up():
    ends = moved_by(date(2026, 4, 10), [Suspension(date(2026, 2, 1), date(2026, 2, 10))], on=date(2026, 3, 1))
    assert ends == date(2026, 4, 20)
    open_ended = moved_by(date(2026, 4, 10), [Suspension(date(2026, 2, 1))], on=date(2026, 2, 5))
    assert open_ended == date(2026, 4, 15)


def test_a_request_leaves_seven_days_beginning_with_its_own():
    assert end_after_request(date(2026, 3, 4), date(2026, 3, 2)) == date(2026, 3, 8)
    assert end_after_request(date(2026, 4, 4), date(2026, 3, 2)) == date(2026, 4, 4)


@pytest.mark.parametrize(
    ("events", "expiry"),
    [
        pytest.param([event("first_remand", "2026-03-02 10:00", mode="summary_only")], "2026-04-27", id="56 days"),
        pytest.param(
            [event("first_remand", "2026-03-02 10:00", mode="either_way_before_allocation")], "2026-05-11", id="70 days"
        ),
        pytest.param(
            [event("first_remand", "2026-03-02 10:00", mode="either_way_allocated_summary")],
            "2026-04-27",
            id="reg 4(3)",
        ),
        pytest.param([event("sent_to_crown", "2026-03-02 10:00", mode="indictable_only")], "2026-08-28", id="holiday"),
        pytest.param(
            [event("sent_to_crown", "2026-03-02 10:00", mode="voluntary_bill")], "2026-06-22", id="reg 5(3)(b): 112"
        ),
        pytest.param(
            [event("sent_to_crown", "2026-03-30 10:00", mode="either_way_allocated_crown", days_already_held=28)],
            "2026-08-28",
            id="less what was held; a bank holiday Monday goes back to Friday",
        ),
        pytest.param(
            [
                event("first_remand", "2026-03-02 10:00", mode="either_way_before_allocation"),
                event("sent_to_crown", "2026-03-30 10:00", mode="either_way_allocated_crown"),
            ],
            "2026-08-28",
            id="less the days since the first remand",
        ),
        pytest.param(
            [event("first_remand", "2026-02-12 10:00", mode="summary_only")],
            "2026-04-09",
            id="not over Easter: the Thursday after it",
        ),
        pytest.param(
            [event("first_remand", "2026-02-08 10:00", mode="summary_only")],
            "2026-04-02",
            id="Easter Sunday goes back past Good Friday",
        ),
    ],
)
def test_when_a_custody_time_limit_expires(events, expiry):
    assert answered(*events)["ctl_expiry"] == expiry
