"""The rules of the clock and a calculator that steps minute by minute, both made from the law, agree on every answer.

The sequences are the same in every run. Those of one topic are compared in one test, so that a failure says what the
two read differently; it shows both answers and the shortest case that divides them.
"""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from mips.custody.clock_cli import answer_case
from tests.rules.sequences import authority, detentions, returns
from tests.rules.sequences.tape import shape
from tests.rules.stepper.answers import stepped
from tests.rules.stepper.instants import minute_of

THE_SAME_EVERY_TIME = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

LIMITS = {"relevant_time", "limit_24h", "limit_36h", "limit_96h"}
REVIEWS = {"review_1_due", "review_2_due", "next_review_due", "reviewer_role", "pre_charge_limits_apply"}
RETURN = {"counted_at_return_minutes", "remaining_of_24h_at_return_minutes"}
HOSPITAL = LIMITS | {"excluded_minutes"} | RETURN
BAIL = LIMITS | RETURN | {"counted_before_minutes"}
ASKED = {"s42_allowed", "s42_reason"}
AUTHORITY = LIMITS | {"detention_until", "wfd_application_latest"}
GIVEN = AUTHORITY | {"s42_allowed", "s42_window_opens", "s42_window_closes", "s42_max_until", "rights_delay_latest_end"}
PERIODS = {"bail_start_date", "abp_initial_end", "allowed", "allowed_reason"}

TOPICS = [
    pytest.param(detentions.plain, 1100, LIMITS, id="s.41(2) relevant time"),
    pytest.param(detentions.in_another_area, 600, LIMITS | {"clock_for"}, id="s.41(5) sought by another area"),
    pytest.param(detentions.street_bail_answered, 500, LIMITS, id="s.41(2)(ca) street bail"),
    pytest.param(detentions.not_designated, 400, LIMITS | {"transfer_to_designated_by"}, id="s.30(6) station"),
    pytest.param(detentions.reviewed, 1000, LIMITS | REVIEWS, id="s.40(3) reviews"),
    pytest.param(detentions.reviewed_until_charge, 500, {"relevant_time"} | REVIEWS, id="s.40(1) reviews after charge"),
    pytest.param(detentions.in_hospital, 1200, HOSPITAL, id="s.41(6) hospital"),
    pytest.param(detentions.interrupted_at_a_limit, 300, LIMITS | REVIEWS - {"review_2_due"}, id="CUS-5 at a limit"),
    pytest.param(returns.returns_on_bail, 900, BAIL, id="s.47(6) bail and return"),
    pytest.param(returns.broken_bail, 900, BAIL | {"pause_minutes_used", "pause_ends"}, id="s.47(6A) s.46A arrest"),
    pytest.param(returns.on_new_evidence, 500, LIMITS, id="s.47(7) new evidence"),
    pytest.param(returns.let_go_and_arrested_again, 300, LIMITS, id="s.41(9) arrested again after release"),
    pytest.param(authority.asks_superintendent, 600, LIMITS | ASKED, id="s.42(1) requests"),
    pytest.param(authority.authority_to_hold_on, 600, GIVEN, id="s.43(10) authority to hold on"),
    pytest.param(authority.court_sits, 400, AUTHORITY, id="s.43(5) court sits"),
    pytest.param(returns.on_bail_for_months, 500, PERIODS, id="s.47ZB bail periods"),
    pytest.param(returns.before_the_court, 500, {"ctl_expiry"}, id="SI 1987/299 custody time limits"),
    pytest.param(detentions.everything, 600, LIMITS, id="s.41 everything together"),
]
"""Each topic's shape, how many sequences of it are compared, and the answers that must be among those compared."""


@pytest.mark.parametrize(("tell", "count", "expected"), TOPICS)
def test_the_rules_agree_with_the_minutes(tell, count, expected):
    cases, keys = set(), set()

    @settings(THE_SAME_EVERY_TIME, max_examples=count + count // 4)  # some come twice
    @given(shape(tell))
    def agree(case):
        rules, minutes = answer_case(case), stepped(case)
        assert {key: rules.get(key) for key in minutes} == minutes, told(case, rules, minutes)
        cases.add(json.dumps(case))
        keys.update(minutes)

    agree()
    assert len(cases) >= count
    assert expected <= keys


def test_at_least_ten_thousand_sequences_are_compared():
    assert sum(topic.values[1] for topic in TOPICS) >= 10_000


def told(case, rules, minutes):
    """Both answers where they differ, and the case with its events in order of time."""
    rules = {key: value for key, value in rules.items() if key not in {"id", "authority"}}
    keys = [key for key in sorted(rules | minutes) if rules.get(key) != minutes.get(key)]
    lines = [f"{key}: rules {rules.get(key)}, minute by minute {minutes.get(key)}" for key in keys]
    return "\n".join([*lines, "", *in_order(case)])


def in_order(case):
    from_outside = [f"arrest_place: {case['arrest_place']}"] if "arrest_place" in case else []
    return from_outside + [json.dumps(event) for event in sorted(case["events"], key=instant)]


def instant(event):
    return minute_of(event["at"])
