"""Detention beyond 24 hours: who may extend it, until when, and what a refusal leaves."""

import pytest

from tests.rules.detention import answered, event

ARRIVAL = [
    event("arrest", "2026-01-19 07:30"),
    event("arrive_station", "2026-01-19 08:00", offence_class="either_way"),
    event("detention_authorised", "2026-01-19 08:20"),
]
REVIEWED_TWICE = [*ARRIVAL, event("review_done", "2026-01-19 14:00"), event("review_done", "2026-01-19 22:30")]


def asked(at, **attributes):
    return event("s42_request", at, until="2026-01-20T20:00Z", **attributes)


def extended(at, until="2026-01-20T20:00Z"):
    return event("s42_authorised", at, until=until)


@pytest.mark.parametrize(
    ("before", "request_", "reason"),
    [
        pytest.param(REVIEWED_TWICE, asked("2026-01-20 07:00"), None, id="s.42(1): all is there"),
        pytest.param(REVIEWED_TWICE, asked("2026-01-20 08:00"), None, id="s.42(4)(a): at 24 hours to the minute"),
        pytest.param(REVIEWED_TWICE, asked("2026-01-20 08:01"), "more_than_24h", id="s.42(4)(a): a minute after"),
        pytest.param(ARRIVAL, asked("2026-01-19 20:00"), "second_review_not_done", id="s.42(4)(b)"),
        pytest.param(ARRIVAL, asked("2026-01-20 09:00"), "more_than_24h", id="time is looked at before reviews"),
        pytest.param(
            ARRIVAL, asked("2026-01-20 09:00", rank="inspector"), "rank_below_superintendent", id="the rank before both"
        ),
        pytest.param(
            REVIEWED_TWICE, asked("2026-01-20 07:00", rank="detective_superintendent"), None, id="a detective's rank"
        ),
        pytest.param(
            [*REVIEWED_TWICE, extended("2026-01-20 07:00", "2026-01-20T12:00Z")],
            asked("2026-01-20 11:00"),
            None,
            id="s.42(2): a top-up may be given after 24 hours",
        ),
    ],
)
def test_when_a_superintendent_may_extend(before, request_, reason):
    answers = answered(*before, request_)
    assert (answers["s42_allowed"], answers.get("s42_reason")) == (reason is None, reason)


def test_a_summary_offence_is_never_extended():
    first = event("arrive_station", "2026-01-19 08:00", offence_class="summary_only")
    events = [ARRIVAL[0], first, *REVIEWED_TWICE[2:], asked("2026-01-20 07:00")]
    answers = answered(*events)
    assert answers["s42_reason"] == "offence_not_indictable"
    assert "wfd_application_latest" not in answers


@pytest.mark.parametrize(
    ("events", "until", "section"),
    [
        pytest.param([], "2026-01-20T08:00+00:00", "PACE 1984 s.41(1)", id="24 hours"),
        pytest.param(
            [extended("2026-01-20 07:00", "2026-01-20T15:00Z")],
            "2026-01-20T15:00+00:00",
            "PACE 1984 s.42(1)",
            id="as extended",
        ),
        pytest.param(
            [extended("2026-01-20 07:00", "2026-01-20T23:00Z")],
            "2026-01-20T20:00+00:00",
            "PACE 1984 s.42(1)",
            id="never past 36 hours",
        ),
        pytest.param(
            [extended("2026-01-20 08:30")],
            "2026-01-20T08:00+00:00",
            "PACE 1984 s.41(1)",
            id="given too late",
        ),
        pytest.param(
            [extended("2026-01-20 07:00"), event("wfd_issued", "2026-01-20 16:00", hours=36)],
            "2026-01-22T04:00+00:00",
            "PACE 1984 s.43(12)",
            id="a warrant runs from its issue",
        ),
        pytest.param(
            [
                event("wfd_issued", "2026-01-20 16:00", hours=36),
                event("wfd_extended", "2026-01-22 03:00", hours=20),
            ],
            "2026-01-23T00:00+00:00",
            "PACE 1984 s.44(3)",
            id="extended from its expiry",
        ),
        pytest.param(
            [
                event("wfd_issued", "2026-01-20 16:00", hours=36),
                event("wfd_extended", "2026-01-22 03:00", hours=36),
            ],
            "2026-01-23T08:00+00:00",
            "PACE 1984 s.44(3)",
            id="never past 96 hours",
        ),
        pytest.param(
            [event("wfd_refused", "2026-01-20 07:00")],
            "2026-01-20T08:00+00:00",
            "PACE 1984 s.43(15)-(16)",
            id="refused before 24 hours: until then",
        ),
        pytest.param(
            [extended("2026-01-20 07:00"), event("wfd_refused", "2026-01-20 16:00")],
            "2026-01-20T20:00+00:00",
            "PACE 1984 s.43(15)-(16)",
            id="refused under an extension: to its end",
        ),
        pytest.param(
            [event("wfd_issued", "2026-01-20 07:00", hours=36), event("wfd_refused", "2026-01-21 10:00")],
            "2026-01-21T10:00+00:00",
            "PACE 1984 s.44(7)-(8)",
            id="extension of the warrant refused: at once",
        ),
        pytest.param(
            [
                event("wfd_issued", "2026-01-20 07:00", hours=24),
                event("wfd_extended", "2026-01-21 06:00", hours=24),
                event("wfd_refused", "2026-01-21 10:00"),
            ],
            "2026-01-22T07:00+00:00",
            "PACE 1984 s.44(7)-(8)",
            id="save an earlier extension",
        ),
    ],
)
def test_where_lawful_detention_ends(events, until, section):
    answers = answered(*REVIEWED_TWICE, *events)
    assert (answers["detention_until"], answers["authority"]["detention_until"]) == (until, section)


def test_an_inspector_extends_nothing():
    events = [asked("2026-01-20 07:00", rank="inspector"), extended("2026-01-20 07:05")]
    assert answered(*REVIEWED_TWICE, *events)["detention_until"] == "2026-01-20T08:00+00:00"


def test_hospital_during_a_warrant_does_not_use_it_up():
    away = [
        event("leave_for_hospital", "2026-01-20 18:00", reason="treatment"),
        event("return_from_hospital", "2026-01-20 20:00"),
    ]
    answers = answered(*REVIEWED_TWICE, event("wfd_issued", "2026-01-20 16:00", hours=10), *away)
    assert answers["detention_until"] == "2026-01-21T04:00+00:00"


def test_in_hospital_the_end_is_paused():
    answers = answered(*ARRIVAL, event("leave_for_hospital", "2026-01-19 20:30", reason="treatment"))
    paused = {"paused": True, "minutes_left": 690}
    assert (answers["limit_24h"], answers["detention_until"]) == (paused, paused)


def test_in_hospital_the_next_review_is_paused_too():
    answers = answered(*ARRIVAL, event("leave_for_hospital", "2026-01-19 10:20", reason="treatment"))
    assert answers["next_review_due"] == {"paused": True, "minutes_left": 240}


@pytest.mark.parametrize(
    ("sits", "latest"),
    [
        pytest.param([], "2026-01-20T20:00+00:00", id="s.43(5)(a): 36 hours"),
        pytest.param(["2026-01-21 02:00"], "2026-01-21T02:00+00:00", id="s.43(5)(b): within the next six"),
        pytest.param(["2026-01-21 02:01"], "2026-01-20T20:00+00:00", id="a minute later it does not help"),
        pytest.param(["2026-01-20 19:00"], "2026-01-20T20:00+00:00", id="it could sit in time"),
    ],
)
def test_the_latest_application_for_a_warrant(sits, latest):
    courts = [event("court_next_sits", at) for at in sits]
    assert answered(*ARRIVAL, *courts)["wfd_application_latest"] == latest


@pytest.mark.parametrize(
    ("delay", "end"),
    [
        pytest.param(("s56_delay_authorised", "inspector"), "2026-01-20T20:00+00:00", id="s.56(3)"),
        pytest.param(("s58_delay_authorised", "superintendent"), "2026-01-20T20:00+00:00", id="s.58(5)"),
        pytest.param(("s58_delay_authorised", "inspector"), None, id="s.58(6): the rank is too low"),
        pytest.param(("s56_delay_authorised", "sergeant"), None, id="s.56(2): the rank is too low"),
    ],
)
def test_a_right_is_put_off_for_36_hours_at_most_even_from_hospital(delay, end):
    away = [
        event("leave_for_hospital", "2026-01-19 10:00", reason="treatment"),
        event("return_from_hospital", "2026-01-19 12:00"),
    ]
    kind, rank = delay
    answers = answered(*ARRIVAL, event(kind, "2026-01-19 09:00", rank=rank), *away)
    assert answers.get("rights_delay_latest_end") == end
