"""The relevant time and the limits that run from it: worked cases of the law, in order and out of it."""

import random

import pytest

from tests.rules.detention import answered, event

W1 = (
    event("arrest", "2026-01-12 13:05"),
    event("arrive_station", "2026-01-12 13:40"),
    event("detention_authorised", "2026-01-12 13:52"),
)
W2 = (
    event("attend_voluntarily", "2026-01-13 10:00"),
    event("arrest", "2026-01-13 10:45", at_station=True),
    event("detention_authorised", "2026-01-13 10:55"),
)
W10 = (event("arrive_station", "2026-10-24 23:30"), event("detention_authorised", "2026-10-24 23:40"))
W11 = (event("arrive_station", "2026-03-28 23:30"), event("detention_authorised", "2026-03-28 23:40"))

KEYS = ("relevant_time", "review_1_due", "limit_24h", "limit_36h", "limit_96h")
WORKED = [
    pytest.param(
        W1,
        "2026-01-12T13:40+00:00",
        "2026-01-12T19:52+00:00",
        "2026-01-13T13:40+00:00",
        "2026-01-14T01:40+00:00",
        "2026-01-16T13:40+00:00",
        id="W1 s.41(2)(d): from arrival; authorisation drives only the review",
    ),
    pytest.param(
        W2,
        "2026-01-13T10:45+00:00",
        "2026-01-13T16:55+00:00",
        "2026-01-14T10:45+00:00",
        "2026-01-14T22:45+00:00",
        "2026-01-17T10:45+00:00",
        id="W2 s.41(2)(c): from the arrest at the station, not from attendance",
    ),
    pytest.param(
        W10,
        "2026-10-24T23:30+01:00",
        "2026-10-25T04:40+00:00",
        "2026-10-25T22:30+00:00",
        "2026-10-26T10:30+00:00",
        "2026-10-28T22:30+00:00",
        id="W10 s.41(1): elapsed hours when the clocks go back",
    ),
    pytest.param(
        W11,
        "2026-03-28T23:30+00:00",
        "2026-03-29T06:40+01:00",
        "2026-03-30T00:30+01:00",
        "2026-03-30T12:30+01:00",
        "2026-04-02T00:30+01:00",
        id="W11 s.41(1): elapsed hours when the clocks go forward",
    ),
]


@pytest.mark.parametrize(("facts", *KEYS), WORKED)
def test_worked_case(facts, relevant_time, review_1_due, limit_24h, limit_36h, limit_96h):
    found = answered(*facts)
    assert [found[key] for key in KEYS] == [relevant_time, review_1_due, limit_24h, limit_36h, limit_96h]


@pytest.mark.parametrize("facts", [W1, W2])
def test_events_need_not_be_in_order(facts):
    shuffled = list(facts)
    random.Random(7).shuffle(shuffled)  # noqa: S311
    assert answered(*reversed(facts)) == answered(*shuffled) == answered(*facts)


def test_events_are_ordered_by_instant_and_not_by_local_text():
    """On the October Sunday 01:50 in summer time comes before 01:10 in winter time."""
    arrest = {"type": "arrest", "at": "2026-10-25T01:50+01:00"}
    arrival = {"type": "arrive_station", "at": "2026-10-25T01:10+00:00"}
    assert answered(arrival, arrest)["relevant_time"] == "2026-10-25T01:10+00:00"


@pytest.mark.parametrize(
    ("facts", "relevant_time", "section"),
    [
        pytest.param(
            [event("arrive_station", "2026-01-12 09:00")],
            "2026-01-12T09:00+00:00",
            "PACE 1984 s.41(2)(d)",
            id="brought in: an arrival with nothing said is one under arrest",
        ),
        pytest.param(
            [
                event("arrest", "2026-01-12 08:00"),
                event("arrive_station", "2026-01-12 09:00", designated=False),
                event("arrive_station", "2026-01-12 11:00"),
            ],
            "2026-01-12T09:00+00:00",
            "PACE 1984 s.41(2)(d)",
            id="the first station counts though it is not designated",
        ),
        pytest.param(
            [event("attend_voluntarily", "2026-01-12 08:00"), event("arrest", "2026-01-12 09:00")],
            "2026-01-12T09:00+00:00",
            "PACE 1984 s.41(2)(c)",
            id="volunteer arrested and taken nowhere else",
        ),
        pytest.param(
            [
                event("arrive_station", "2026-01-12 08:00", after_arrest=False),
                event("arrest", "2026-01-12 09:00", at_station=True),
                event("arrive_station", "2026-01-12 10:00"),
            ],
            "2026-01-12T09:00+00:00",
            "PACE 1984 s.41(2)(c)",
            id="accompanied a constable, arrested there, moved on",
        ),
        pytest.param(
            [
                event("attend_voluntarily", "2026-01-12 08:00"),
                event("arrest", "2026-01-12 09:00", at_station=False),
                event("arrive_station", "2026-01-12 10:00"),
            ],
            "2026-01-12T10:00+00:00",
            "PACE 1984 s.41(2)(d)",
            id="volunteer who left and was arrested elsewhere",
        ),
        pytest.param(
            [
                event("arrive_station", "2026-01-12 08:00", after_arrest=True),
                event("arrest", "2026-01-12 09:00", at_station=True),
            ],
            "2026-01-12T08:00+00:00",
            "PACE 1984 s.41(2)(d)",
            id="s.41(4): a further arrest does not move the clock",
        ),
    ],
)
def test_relevant_time_rests_on_one_limb(facts, relevant_time, section):
    found = answered(*facts)
    assert found["relevant_time"] == relevant_time
    assert found["authority"]["relevant_time"] == section


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param([event("arrest", "2026-01-12 08:00")], id="arrested and not yet at a station"),
        pytest.param([event("attend_voluntarily", "2026-01-12 08:00")], id="a volunteer who is not arrested"),
        pytest.param([event("arrive_station", "2026-01-12 08:00", after_arrest=False)], id="came along unarrested"),
    ],
)
def test_no_clock_runs_for_somebody_not_held(facts):
    assert answered(*facts) == {"authority": {}}


def test_facts_of_one_instant_are_told_in_the_order_they_happen():
    moment = "2026-01-12 13:40"
    found = answered(event("detention_authorised", moment), event("arrive_station", moment), event("arrest", moment))
    assert found["relevant_time"] == "2026-01-12T13:40+00:00"
    assert found["minutes_arrival_to_authorisation"] == 0
    reviewed = answered(event("review_done", moment), event("detention_authorised", moment))
    assert reviewed["review_2_due"] == "2026-01-12T22:40+00:00"


def test_seconds_are_cut_off_before_any_arithmetic():
    late = {"type": "arrive_station", "at": "2026-01-12T13:40:59.999+00:00"}
    assert answered(late)["limit_24h"] == "2026-01-13T13:40+00:00"


def test_once_charged_no_limit_on_detention_without_charge_applies():
    found = answered(*W1, event("charged", "2026-01-12 20:00"))
    assert found["pre_charge_limits_apply"] is False
    assert found["reviewer_role"] == "custody_officer"
    assert found["authority"]["reviewer_role"] == "PACE 1984 s.40(1)(a)"
    assert not [key for key in found if key.startswith("limit_") or key == "detention_until"]


def test_before_charge_an_inspector_reviews_and_the_limits_apply():
    found = answered(*W1)
    assert (found["pre_charge_limits_apply"], found["reviewer_role"]) == (True, "inspector")
    assert found["authority"]["reviewer_role"] == "PACE 1984 s.40(1)(b)"


def test_the_custody_officer_alone_may_authorise_to_24_hours():
    found = answered(*W1)
    assert found["detention_until"] == found["limit_24h"]


@pytest.mark.parametrize(
    ("facts", "minutes"),
    [
        pytest.param(W1, 12, id="from arrival"),
        pytest.param(
            [
                event("arrive_station", "2026-01-12 09:00", designated=False),
                event("arrive_station", "2026-01-12 11:00"),
                event("detention_authorised", "2026-01-12 11:07"),
            ],
            7,
            id="from arrival at the station where it was decided",
        ),
        pytest.param(
            [event("arrive_station", "2026-03-29 00:50"), event("detention_authorised", "2026-03-29 02:10")],
            20,
            id="elapsed minutes across the change to summer time",
        ),
    ],
)
def test_minutes_from_arrival_to_authorisation(facts, minutes):
    assert answered(*facts)["minutes_arrival_to_authorisation"] == minutes


def test_somebody_arrested_at_the_station_did_not_arrive_under_arrest():
    assert "minutes_arrival_to_authorisation" not in answered(*W2)


def test_a_first_station_that_is_not_designated_gives_six_hours():
    found = answered(event("arrive_station", "2026-01-12 22:15", designated=False))
    assert found["transfer_to_designated_by"] == "2026-01-13T04:15+00:00"
    assert found["authority"]["transfer_to_designated_by"] == "PACE 1984 s.30(6)"
    assert "transfer_to_designated_by" not in answered(*W1)
