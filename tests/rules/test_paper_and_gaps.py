"""What paper may say, and what is missing from it: by rules alone."""

from datetime import UTC, datetime, timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.custody.rules.arithmetic import Interval
from mips.custody.rules.gaps import Stretch, missed_checks, missed_doses, missed_reviews, still_owed
from mips.custody.rules.paper import PaperKind, check_on_paper, name_of_row
from mips.custody.rules.reviews import review_chain

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def at(*minutes):
    return [NOON + timedelta(minutes=each) for each in minutes]


HOUR_AND_A_HALF = Stretch(*at(0, 90))


@pytest.mark.parametrize(
    ("seen", "missed"),
    [
        pytest.param([30, 60, 90], [], id="each in time"),
        pytest.param([35, 64, 89], [], id="a late check is late and not missing"),
        pytest.param([], [30, 60], id="none at all (9.3)"),
        pytest.param([30], [60], id="the last ones"),
        pytest.param([80], [30], id="one between two"),
    ],
)
def test_a_check_that_nobody_wrote_is_missing(seen, missed):
    found = missed_checks(at(*seen), since=NOON, every_minutes=30, of=HOUR_AND_A_HALF)
    assert found == at(*missed)


def test_only_what_fell_due_in_the_stretch_counts():
    found = missed_checks([], since=NOON - timedelta(hours=3), every_minutes=60, of=Stretch(*at(-30, 90)))
    assert found == at(0, 60)


def test_nobody_is_looked_at_who_is_in_hospital():
    away = [Interval(*at(20, 50))]
    assert missed_checks([], since=NOON, every_minutes=30, of=HOUR_AND_A_HALF, away=away) == at(60)


def test_a_review_that_fell_due_and_was_not_held_is_missing():
    chain = review_chain(NOON)
    assert [each.number for each in missed_reviews(chain, of=Stretch(NOON, NOON + timedelta(hours=6)))] == [1]
    assert missed_reviews(chain, of=Stretch(NOON, NOON + timedelta(hours=5, minutes=59))) == []


def test_medicine_that_fell_due_and_of_which_nothing_is_written_is_missing():
    due = [("Insulin", NOON), ("Paracetamol", None), ("Sertraline", NOON + timedelta(days=1))]
    assert missed_doses(due, of=HOUR_AND_A_HALF) == [("Insulin", NOON)]


def test_what_was_taken_unlawfully_is_owed_from_when_it_was_found_until_it_is_destroyed():
    found = [("Fingerprints", NOON - timedelta(days=30)), ("DNA sample", NOON), ("Footwear", NOON + timedelta(hours=2))]
    assert still_owed(found, of=HOUR_AND_A_HALF) == found[:2]


def test_a_row_typed_again_has_the_same_name_and_another_has_not():
    first = name_of_row("NM/1/26", NOON, PaperKind.LOG, "", "", "Asked for a drink", "1234")
    again = name_of_row("nm/1/26 ", NOON + timedelta(seconds=20), PaperKind.LOG, "", "", "asked  for a drink", "1234")
    assert first == again
    assert first != name_of_row("NM/1/26", NOON, PaperKind.LOG, "", "", "Asked for a drink", "1235")
    assert first != name_of_row("NM/2/26", NOON, PaperKind.LOG, "", "", "Asked for a drink", "1234")


@pytest.mark.parametrize("minutes", [-1, 61])
def test_what_was_not_while_they_were_here_is_refused(minutes):
    with pytest.raises(RuleBroken) as refused:
        check_on_paper(*at(minutes), arrived_at=NOON, left_at=NOON + timedelta(minutes=60))
    assert refused.value.rule == "Code C 2.6"


def test_the_minutes_of_arriving_and_leaving_count():
    for moment in at(0, 60):
        check_on_paper(moment, arrived_at=NOON, left_at=NOON + timedelta(minutes=60))
