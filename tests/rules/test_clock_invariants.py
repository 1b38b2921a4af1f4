"""What must hold of the detention clock whatever happened, and that no input whatever is met with a traceback."""

import json
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mips.custody.clock_cli import answer_case, clock
from tests.rules.sequences import authority, beginnings, detentions, happenings, ranks, returns
from tests.rules.sequences.tape import Tape, shape

THE_SAME_EVERY_TIME = settings(
    derandomize=True, database=None, deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow]
)
LIMITS = ("limit_24h", "limit_36h", "limit_96h")
IN_HOSPITAL = {"leave_for_hospital", "return_from_hospital", "questioning_start", "questioning_end"}


def moments(answer):
    """The limits as instants; those that are paused are not among them."""
    return {key: datetime.fromisoformat(answer[key]) for key in LIMITS if isinstance(answer.get(key), str)}


def answered(case):
    answer = answer_case(case)
    assert "error" not in answer, (answer, case)
    return answer


# Exclusions


@THE_SAME_EVERY_TIME
@given(shape(detentions.in_hospital))
def test_limits_never_move_earlier_when_time_is_excluded(case):
    counted = case | {"events": [event for event in case["events"] if event["type"] not in IN_HOSPITAL]}
    without = moments(answered(counted))
    assert all(limit >= without[key] for key, limit in moments(answered(case)).items())


@st.composite
def stays_in_hospital(draw):
    """The same case with an hour more and an hour less of treatment, begun within the first day."""
    tape = Tape(draw)
    beginnings.from_the_street(tape)
    happenings.authorised(tape)
    tape.add("leave_for_hospital", (1, 1200), reason="treatment")
    left = tape.now
    tape.add("return_from_hospital", (1, 3000))
    longer = [*tape.events[:-1], tape.events[-1] | {"at": tape.instant(tape.now + 60)}]
    assert left < tape.now
    return tape.events, longer


@THE_SAME_EVERY_TIME
@given(stays_in_hospital())
def test_an_hour_more_in_hospital_moves_every_limit_by_that_hour(stays):
    short, long = (moments(answered({"events": events})) for events in stays)
    assert set(short) == set(LIMITS)
    assert long == {key: limit + timedelta(hours=1) for key, limit in short.items()}


# Authority

HOLDING = [authority.authority_to_hold_on, authority.court_sits, detentions.everything, detentions.in_another_area]


@pytest.mark.parametrize("tell", HOLDING, ids=lambda tell: tell.__name__)
def test_detention_is_never_lawful_past_96_hours(tell):
    @THE_SAME_EVERY_TIME
    @given(shape(tell))
    def never(case):
        answer = answered(case)
        if isinstance(until := answer.get("detention_until"), str):
            assert datetime.fromisoformat(until) <= moments(answer)["limit_96h"]

    never()


def test_no_sum_of_warrants_passes_96_hours():
    day = datetime(2026, 1, 19, 8, tzinfo=UTC)
    events = [
        {"type": "arrest", "at": (day - timedelta(hours=1)).isoformat()},
        {"type": "arrive_station", "at": day.isoformat(), "offence_class": "indictable"},
        {"type": "detention_authorised", "at": (day + timedelta(minutes=5)).isoformat()},
        {"type": "wfd_issued", "at": (day + timedelta(hours=30)).isoformat(), "hours": 36},
        {"type": "wfd_extended", "at": (day + timedelta(hours=60)).isoformat(), "hours": 36},
        {"type": "wfd_extended", "at": (day + timedelta(hours=90)).isoformat(), "hours": 36},
    ]
    answer = answered({"events": events})
    assert answer["detention_until"] == answer["limit_96h"] == "2026-01-23T08:00+00:00"


def asking(kind, ranks, **attributes):
    """A lawful detention that has had two reviews, or is on bail, and a request by one of some ranks."""

    def tell(tape):
        beginnings.from_the_street(tape, offence_class="indictable")
        happenings.authorised(tape)
        for _ in range(2):
            tape.add("review_done", (240, 360))
        if kind == "abp_extension_request":
            tape.add("bail")
        tape.add(kind, (1, 200), rank=tape.pick(*ranks), **attributes)

    return shape(tell)


BELOW_INSPECTOR = ("constable", "sergeant")
TOO_LOW = [
    pytest.param("s42_request", ranks.LOW, {"until": "2099-01-01T00:00Z"}, "s42_allowed", id="s.42(1)"),
    pytest.param("s56_delay_authorised", BELOW_INSPECTOR, {}, "rights_delay_latest_end", id="s.56(2)(b)"),
    pytest.param("s58_delay_authorised", ranks.LOW, {}, "rights_delay_latest_end", id="s.58(6)"),
    pytest.param("abp_extension_request", BELOW_INSPECTOR, {"to": "6_months"}, "allowed", id="s.47ZD"),
    pytest.param("abp_extension_request", ranks.LOW, {"to": "9_months"}, "allowed", id="s.47ZDA"),
]


@pytest.mark.parametrize(("kind", "ranks", "attributes", "key"), TOO_LOW)
def test_there_is_no_authority_without_the_rank(kind, ranks, attributes, key):
    @settings(THE_SAME_EVERY_TIME, max_examples=60)
    @given(asking(kind, ranks, **attributes))
    def refused(case):
        assert not answer_case(case).get(key)

    refused()


# How the events are written

ANY_SHAPE = [detentions.everything, returns.broken_bail, detentions.reviewed_until_charge, detentions.plain]


@pytest.mark.parametrize("tell", ANY_SHAPE, ids=lambda tell: tell.__name__)
def test_the_order_of_the_input_does_not_matter(tell):
    @THE_SAME_EVERY_TIME
    @given(shape(tell), st.randoms())
    def same(case, random):
        shuffled = list(case["events"])
        random.shuffle(shuffled)
        assert answered(case | {"events": shuffled}) == answered(case)

    same()


@pytest.mark.parametrize("tell", ANY_SHAPE, ids=lambda tell: tell.__name__)
def test_seconds_and_the_offset_they_are_written_with_change_nothing(tell):
    @THE_SAME_EVERY_TIME
    @given(shape(tell))
    def same(case):
        events = [event | {"at": plainly(event["at"])} for event in case["events"]]
        assert answered(case | {"events": events}) == answered(case)

    same()


def plainly(text):
    """The same minute in UTC, without seconds."""
    instant = datetime.fromisoformat(text).astimezone(UTC)
    return instant.replace(second=0).isoformat()


def test_events_of_one_minute_are_put_in_order_by_their_seconds():
    events = [
        {"type": "arrest", "at": "2026-01-12T13:40:01Z"},
        {"type": "arrive_station", "at": "2026-01-12T13:40:09Z"},
        {"type": "detention_authorised", "at": "2026-01-12T14:40:50+01:00"},
        {"type": "review_done", "at": "2026-01-12T13:40:51Z"},
    ]
    answers = [answered({"events": order}) for order in map(list, permutations(events))]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["relevant_time"] == "2026-01-12T13:40+00:00"
    assert answers[0]["next_review_due"] == "2026-01-12T22:40+00:00"


# Any input at all

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
)
TIMES = st.sampled_from(
    ["2026-01-12T13:05Z", "2026-01-12T13:05", "2026-10-25T01:30+01:00", "9999-12-31T23:59-14:00", ""]
)
WORDS = st.sampled_from(
    ["id", "events", "type", "at", "area", "reason", "hours", "until", "rank", "arrest_place", "mode"]
)
JSON = st.recursive(
    SCALARS | TIMES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
CASES = shape(detentions.everything) | shape(authority.authority_to_hold_on) | shape(returns.on_bail_for_months)


@st.composite
def spoilt(draw):
    """A good case with one thing wrong: an event lost, twice, early, of another type, or with a value that is none."""
    case = json.loads(json.dumps(draw(CASES)))
    events = case["events"]
    index = draw(st.integers(0, len(events) - 1))
    event = events[index]
    match draw(st.sampled_from(["lose", "twice", "move", "retype", "value", "drop", "add"])):
        case "lose":
            del events[index]
        case "twice":
            events.append(dict(event))
        case "move":
            event["at"] = draw(st.sampled_from(events))["at"]
        case "retype":
            event["type"] = draw(st.sampled_from(events))["type"]
        case "value":
            event[draw(st.sampled_from(sorted(event)))] = draw(JSON)
        case "drop":
            del event[draw(st.sampled_from(sorted(event)))]
        case "add":
            event[draw(WORDS)] = draw(JSON)
    return case


def says_what_is_wrong_or_answers(answer):
    assert json.loads(json.dumps(answer)) == answer
    if "error" in answer:
        assert set(answer) == {"id", "error"}
        assert answer["error"]["message"]


@settings(THE_SAME_EVERY_TIME, max_examples=600)
@given(JSON)
def test_any_json_is_answered_or_refused(case):
    says_what_is_wrong_or_answers(answer_case(case))


@settings(THE_SAME_EVERY_TIME, max_examples=800)
@given(spoilt())
def test_a_spoilt_case_is_answered_or_refused(case):
    says_what_is_wrong_or_answers(answer_case(case))


def run(given_bytes, *options):
    result = CliRunner().invoke(clock, [*options, "-"], input=given_bytes)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@settings(THE_SAME_EVERY_TIME, max_examples=300)
@given(st.lists(spoilt() | CASES, max_size=4), st.booleans())
def test_the_command_answers_each_case_on_its_line_in_order(cases, by_line):
    for number, case in enumerate(cases):
        case["id"] = f"case {number}"
    text = "\n".join(map(json.dumps, cases)) if by_line else json.dumps(cases)
    result = run(text.encode(), *(["--jsonl"] if by_line else []))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [case["id"] for case in cases]
    assert result.exit_code == any("error" in answer for answer in answers)


@settings(THE_SAME_EVERY_TIME, max_examples=400)
@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()), st.booleans())
def test_the_command_never_ends_in_a_traceback(given_bytes, by_line):
    result = run(given_bytes, *(["--jsonl"] if by_line else []))
    assert result.exit_code in {0, 1, 2}
    assert "Traceback" not in result.output
