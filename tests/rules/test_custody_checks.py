"""What may not be recorded in custody, each refusal with the section it rests on."""

import pytest

from mips.core.errors import RuleBroken
from mips.custody.rules.checks import (
    PostponedBecause,
    check_authorisation,
    check_charge,
    check_here_then,
    check_postponement,
    check_release,
    check_review,
)
from tests.rules.detention import hours

AUTHORISATION = {"relevant_time": hours(0), "grounds": "To obtain evidence", "involved_in_investigation": False}
REVIEW = {
    "authorised_at": hours(1),
    "charged": False,
    "inspector_or_above": True,
    "involved_in_investigation": False,
}
CHARGE = {"authorised_at": hours(1), "involved_in_investigation": False}
RELEASE = {"relevant_time": hours(0)}

LAWFUL = [
    pytest.param(check_authorisation, hours(0), AUTHORISATION, id="s.37(1): on arrival"),
    pytest.param(check_review, hours(1), REVIEW, id="s.40(1)(b): by an inspector not involved"),
    pytest.param(
        check_review,
        hours(9),
        REVIEW | {"charged": True, "inspector_or_above": False},
        id="s.40(1)(a): by the custody officer after charge",
    ),
    pytest.param(check_charge, hours(5), CHARGE, id="s.37(7)(d): charged"),
    pytest.param(check_release, hours(5), RELEASE, id="s.37: released"),
]


@pytest.mark.parametrize(("check", "at", "facts"), LAWFUL)
def test_what_the_law_allows_is_recorded(check, at, facts):
    check(at, **facts)


@pytest.mark.parametrize(
    ("check", "at", "facts", "rule", "field"),
    [
        pytest.param(
            check_authorisation,
            hours(1),
            AUTHORISATION | {"involved_in_investigation": True},
            "PACE 1984 s.36(5)",
            None,
            id="RL-1: custody officer on the case",
        ),
        pytest.param(
            check_authorisation, hours(-1), AUTHORISATION, "PACE 1984 s.37(1)", "authorised_at", id="before arrival"
        ),
        pytest.param(
            check_authorisation,
            hours(1),
            AUTHORISATION | {"grounds": " \n"},
            "PACE 1984 s.37(4)",
            "grounds_reason",
            id="no grounds",
        ),
        pytest.param(check_review, hours(0), REVIEW, "PACE 1984 s.40(3)(a)", "held_at", id="before authorisation"),
        pytest.param(
            check_review,
            hours(5),
            REVIEW | {"released_at": hours(4)},
            "PACE 1984 s.39(1)",
            "held_at",
            id="review after release",
        ),
        pytest.param(
            check_review,
            hours(5),
            REVIEW | {"inspector_or_above": False},
            "PACE 1984 s.40(1)(b)",
            None,
            id="sergeant before charge",
        ),
        pytest.param(
            check_review,
            hours(5),
            REVIEW | {"involved_in_investigation": True},
            "PACE 1984 s.40(1)(b)",
            None,
            id="RL-1: reviewer on the case",
        ),
        pytest.param(
            check_charge,
            hours(5),
            CHARGE | {"involved_in_investigation": True},
            "PACE 1984 s.36(5)",
            None,
            id="RL-1: charging officer on the case",
        ),
        pytest.param(check_charge, hours(0), CHARGE, "PACE 1984 s.37(7)", "charged_at", id="charged before detention"),
        pytest.param(
            check_charge, hours(5), CHARGE | {"charged_at": hours(4)}, "PACE 1984 s.37(7)", None, id="charged twice"
        ),
        pytest.param(
            check_charge,
            hours(5),
            CHARGE | {"released_at": hours(4)},
            "PACE 1984 s.39(1)",
            "charged_at",
            id="charged after release",
        ),
        pytest.param(check_release, hours(-1), RELEASE, "PACE 1984 s.39(1)", "released_at", id="before detention"),
        pytest.param(
            check_release, hours(5), RELEASE | {"released_at": hours(4)}, "PACE 1984 s.39(1)", None, id="twice"
        ),
    ],
)
def test_what_the_law_forbids_is_refused_with_its_section(check, at, facts, rule, field):
    with pytest.raises(RuleBroken) as refused:
        check(at, **facts)
    assert (refused.value.rule, refused.value.field) == (rule, field)


@pytest.mark.parametrize(
    ("because", "reason"),
    [(None, "no officer free"), (PostponedBecause.NO_OFFICER, " ")],
    ids=["no ground", "no reason"],
)
def test_a_postponement_needs_a_ground_and_a_reason(because, reason):
    with pytest.raises(RuleBroken) as refused:
        check_postponement(because, reason)
    assert refused.value.rule == "PACE 1984 s.40(7)"


def test_a_postponement_with_both_is_recorded():
    check_postponement(PostponedBecause.QUESTIONING, "Interview under way, ends within the hour")


def test_nothing_is_done_for_somebody_before_they_are_there():
    check_here_then(hours(0), since=hours(0), field="at")
    with pytest.raises(RuleBroken, match=r"before they arrived, at .*Enter a later time") as refused:
        check_here_then(hours(-1), since=hours(0), field="offered_at")
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.39(1)", "offered_at")
