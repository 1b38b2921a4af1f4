"""`mips custody clock` from a terminal: cases in, answers or errors out, one a line."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given as for_any
from hypothesis import strategies as st

from mips.custody.clock_cli import answer_case, clock
from mips.custody.rules.facts import KINDS
from tests.rules.test_detention_clock import W1, W2

CASE_1 = {"id": "W1", "events": list(W1)}
CASE_2 = {"id": "W2", "events": list(W2)}


def run(given, *options):
    text = given if isinstance(given, bytes) else json.dumps(given).encode()
    result = CliRunner().invoke(clock, [*options, "-"], input=text)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def error_of(*events, **case):
    status, [answer] = run({"id": "case", "events": list(events), **case})
    assert status == 1
    assert answer["id"] == "case"
    return answer["error"]


def test_one_case_answers_on_one_line():
    status, [answer] = run(CASE_1)
    assert (status, answer["id"], answer["limit_24h"]) == (0, "W1", "2026-01-13T13:40+00:00")


def test_several_cases_answer_in_the_same_order(tmp_path):
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([CASE_2, CASE_1]))
    result = CliRunner().invoke(clock, [str(path)])
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["W2", "W1"]


def test_one_case_a_line_answers_each():
    status, answers = run(b"\n".join(json.dumps(case).encode() for case in (CASE_1, CASE_2)) + b"\n\n", "--jsonl")
    assert (status, [answer["id"] for answer in answers]) == (0, ["W1", "W2"])


def test_keys_come_in_one_order():
    _, [answer] = run(CASE_1)
    assert list(answer) == [
        "id",
        "relevant_time",
        "limit_24h",
        "limit_36h",
        "limit_96h",
        "minutes_arrival_to_authorisation",
        "review_1_due",
        "next_review_due",
        "reviewer_role",
        "pre_charge_limits_apply",
        "detention_until",
        "wfd_application_latest",
        "authority",
    ]


def test_a_case_that_is_wrong_does_not_stop_the_others():
    status, answers = run([CASE_1, {"id": "bad", "events": [{"type": "arrest"}]}, CASE_2])
    assert status == 1
    assert ["error" in answer for answer in answers] == [False, True, False]


def test_a_line_that_is_no_json_does_not_stop_the_others():
    status, answers = run(b'{"id": \n\xff\n' + json.dumps(CASE_1).encode(), "--jsonl")
    assert status == 1
    assert [answer.get("error", {}).get("message", "")[:7] for answer in answers] == ["line 1:", "line 2:", ""]


NAIVE = {"type": "arrest", "at": "2026-01-12T13:05"}
AT = {"at": "2026-01-12T13:05Z"}


@pytest.mark.parametrize(
    ("event", "field", "named"),
    [
        pytest.param(NAIVE, "at", "offset", id="a naive time"),
        pytest.param({"type": "arrest"}, "at", "required", id="no time"),
        pytest.param({"type": "arrest", "at": "yesterday"}, "at", "ISO 8601", id="no time at all"),
        pytest.param({"type": "arrest", "at": 1768223100}, "at", "ISO 8601", id="a number for a time"),
        pytest.param({"type": "arrest", "at": "9999-12-31T23:59-14:00"}, "at", "2099", id="the end of time"),
        pytest.param({"type": "arrest", "at": "0001-01-01T00:00+14:00"}, "at", "1986", id="the beginning of time"),
        pytest.param({"type": "arrested", **AT}, "type", "'arrested'", id="an unknown type"),
        pytest.param({"type": ["arrest"], **AT}, "type", "text", id="a type that is no text"),
        pytest.param(AT, "type", "required", id="no type"),
        pytest.param({"type": "arrest", **AT, "colour": "red"}, "colour", "'colour'", id="an unknown attribute"),
        pytest.param({"type": "arrest", **AT, "area": "Kent"}, "area", "two digits", id="an area that is no code"),
        pytest.param({"type": "arrest", **AT, "area": None}, "area", "text", id="null is no area"),
        pytest.param(
            {"type": "arrest", **AT, "at_station": "yes"}, "at_station", "true or false", id="a flag in words"
        ),
        pytest.param(
            {"type": "arrive_station", **AT, "offence_class": "hybrid"},
            "offence_class",
            "summary_only, either_way, indictable",
            id="an unknown choice",
        ),
        pytest.param({"type": "review_done", **AT, "by": {}}, "by", "inspector", id="a choice that is an object"),
        pytest.param({"type": "review_done", **AT}, "at", "authorised", id="a review of nothing"),
        pytest.param({"type": "arrest", **AT, "sought_by": "01"}, "area", "needed", id="sought, but arrested where?"),
        pytest.param({"type": "leave_for_hospital", **AT}, "reason", "required", id="hospital, but why?"),
        pytest.param({"type": "leave_for_hospital", **AT, "reason": "x-ray"}, "reason", "evidential_", id="no reason"),
        pytest.param({"type": "wfd_issued", **AT, "hours": 37}, "hours", "1 to 36", id="a warrant of 37 hours"),
        pytest.param({"type": "wfd_issued", **AT, "hours": True}, "hours", "whole", id="true is no number"),
        pytest.param({"type": "wfd_extended", **AT, "hours": 9}, "type", "issued", id="nothing to extend"),
        pytest.param({"type": "answer_bail", **AT}, "type", "not on bail", id="bail nobody gave"),
        pytest.param({"type": "s56_delay_authorised", **AT, "rank": "boss"}, "rank", "must be a rank", id="no rank"),
        pytest.param(
            {"type": "s42_request", **AT, "until": "2026-01-13T10:00Z"}, "offence_class", "indictable", id="what for?"
        ),
        pytest.param({"type": "return_from_hospital", **AT}, "type", "left", id="back from nowhere"),
        pytest.param({"type": "questioning_end", **AT}, "type", "started", id="an end without a start"),
    ],
)
def test_what_is_wrong_with_an_event_is_named(event, field, named):
    first = {"type": "attend_voluntarily", "at": "2026-01-12T10:00Z"}
    error = error_of(first, event)
    assert (error["event"], error["field"]) == (1, field)
    assert named in error["message"]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        pytest.param([*W1, {"type": "arrest", "at": "2026-01-12T15:00Z"}], "arrest_s31", id="a further arrest"),
        pytest.param(
            [
                *W1,
                {"type": "released", "at": "2026-01-12T20:00Z"},
                {"type": "arrive_station", "at": "2026-01-12T21:00Z"},
            ],
            "released already",
            id="back without an arrest",
        ),
    ],
)
def test_what_cannot_follow_is_refused_and_not_guessed(events, said):
    error = error_of(*events)
    assert error["event"] == len(events) - 1
    assert said in error["message"]


def test_an_arrest_that_may_have_been_at_the_station_must_say_so():
    error = error_of(
        {"type": "attend_voluntarily", "at": "2026-01-12T10:00Z"},
        {"type": "arrest", "at": "2026-01-12T11:00Z"},
        {"type": "arrive_station", "at": "2026-01-12T12:00Z"},
    )
    assert error["event"] == 2
    assert "at_station" in error["message"]


def test_an_arrest_outside_england_and_wales_needs_the_entry():
    assert "enter_england_wales" in error_of(*W1, arrest_place="Scotland")["message"]
    assert run({"id": "1", "events": list(W1), "arrest_place": "Wales"})[0] == 0


@pytest.mark.parametrize(
    ("case", "field"),
    [
        pytest.param({"events": list(W1), "note": "x"}, "note", id="an unknown key"),
        pytest.param({"events": []}, "events", id="no event"),
        pytest.param({}, "events", id="no events"),
        pytest.param({"events": "arrest"}, "events", id="events that are no list"),
        pytest.param({"events": list(W1), "arrest_place": 1}, "arrest_place", id="a place that is no text"),
        pytest.param({"events": list(W1), "id": ["a"]}, "id", id="an id that is no text"),
    ],
)
def test_what_is_wrong_with_a_case_is_named(case, field):
    status, [answer] = run([case])
    assert (status, answer["error"]["field"]) == (1, field)
    assert "event" not in answer["error"]


@pytest.mark.parametrize("events", [["arrest"], [None], [[]]])
def test_an_event_that_is_no_object_is_an_error_of_its_case(events):
    assert error_of(*events) == {"event": 0, "message": "an event must be an object"}


def test_a_case_that_is_no_object_is_an_error_of_that_case():
    status, answers = run([CASE_1, 7])
    assert (status, answers[1]) == (1, {"id": None, "error": {"message": "a case must be an object"}})


@pytest.mark.parametrize("identity", ["\ud800", "\u00e9", "", 7, None])
def test_an_id_comes_back_as_it_was(identity):
    assert run({**CASE_1, "id": identity})[1][0]["id"] == identity


@pytest.mark.parametrize(
    "unreadable",
    [b"", b"{", b"\xff\xfe", b'"text"', b"7", b"[" * 200_000, b'{"id": 1, "id": 2}', b'[{"id": NaN}]', b"9" * 5000],
)
def test_input_that_cannot_be_read_exits_2(unreadable):
    assert run(unreadable) == (2, [])


@pytest.mark.parametrize("line", [b"[" * 200_000, b'{"id": ' + b"[" * 900 + b"]" * 900 + b"}", b"9" * 5000])
def test_a_line_that_is_too_deep_or_too_long_is_an_error_of_that_line(line):
    status, answers = run(line + b"\n" + json.dumps(CASE_1).encode(), "--jsonl")
    assert status == 1
    assert ["error" in answer for answer in answers] == [True, False]


def test_a_missing_file_exits_2(tmp_path):
    assert CliRunner().invoke(clock, [str(tmp_path / "none.json")]).exit_code == 2


def test_one_case_a_line_without_the_option_is_told_of_it():
    result = CliRunner().invoke(clock, ["-"], input="{}\n{}\n")
    assert result.exit_code == 2
    assert "--jsonl" in result.stderr


def test_a_file_may_begin_with_a_byte_order_mark():
    assert run(b"\xef\xbb\xbf" + json.dumps(CASE_1).encode())[0] == 0


WORDS = st.sampled_from(["id", "events", "type", "at", "arrest", "review_done", "by", "area", "2026-01-12T13:05Z"])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | WORDS,
    lambda inside: st.lists(inside) | st.dictionaries(WORDS | st.text(), inside),
)
EVENTS = st.lists(
    st.fixed_dictionaries(
        {"type": st.sampled_from(sorted(KINDS)), "at": st.datetimes().map(lambda at: f"{at.isoformat()}+00:00")},
        optional={"postponed": st.booleans(), "after_arrest": st.booleans(), "at_station": st.booleans()},
    )
)


@for_any(ANY_JSON | st.fixed_dictionaries({"id": st.text(), "events": EVENTS | ANY_JSON}))
def test_whatever_is_given_is_answered_or_refused(case):
    answer = answer_case(case)
    assert ("error" in answer) != ("authority" in answer)
    json.dumps(answer)
