"""What becomes of a report, rule by rule and both ways (INV-1 NC-1 to NC-10)."""

from datetime import UTC, datetime, timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.investigation.rules import incidents as rules
from mips.investigation.rules.incidents import Reason, Standing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLAIN = Reason(title="", standing=Standing.NO_CRIME)
CONTRARY = Reason(title="", standing=Standing.CRIME_RELATED, needs_evidence=True)
NOT_CONFIRMED = Reason(title="", standing=Standing.CRIME_RELATED, needs_evidence=True, others_only=True)


def broken(check, *args, **facts):
    """The rules that refuse, in order; none when it is allowed."""
    try:
        check(*args, **facts)
    except RuleBroken as refused:
        return [each.rule for each in refused.every]
    return []


@pytest.mark.parametrize(
    ("capacity", "named", "refused"),
    [
        pytest.param("victim", True, [], id="NC-1: a victim with a name"),
        pytest.param("victim", False, ["NC-1"], id="NC-1: a victim nobody named"),
        pytest.param("anonymous", False, [], id="NC-1: who gives no name"),
        pytest.param("anonymous", True, ["NC-1"], id="NC-1: named and said to give no name"),
        pytest.param("officer", False, [], id="NC-1: an officer is whoever writes"),
    ],
)
def test_who_reported(capacity, named, refused):
    assert broken(rules.check_reporter, capacity, named=named) == refused


@pytest.mark.parametrize(
    ("reason", "facts", "refused"),
    [
        pytest.param(PLAIN, {}, [], id="NC-2: no crime in law"),
        pytest.param(CONTRARY, {"evidence": "On film elsewhere"}, [], id="NC-2: credible evidence, written down"),
        pytest.param(CONTRARY, {"evidence": " "}, ["NC-2"], id="NC-2: credible evidence, not written down"),
        pytest.param(NOT_CONFIRMED, {"evidence": "No reply"}, [], id="NC-5: a witness reports, victim not found"),
        pytest.param(
            NOT_CONFIRMED, {"evidence": "No reply", "speaks": True}, ["NC-5"], id="NC-5: the victim reports it"
        ),
        pytest.param(NOT_CONFIRMED, {"speaks": True}, ["NC-5", "NC-2"], id="all that is wrong is said at once"),
        pytest.param(PLAIN, {"rape": True, "n100": "N100/2"}, [], id="NC-7: a rape with its N100 reason"),
        pytest.param(PLAIN, {"rape": True}, ["NC-7"], id="NC-7: a rape without"),
        pytest.param(PLAIN, {"n100": "N100/2"}, ["NC-7"], id="NC-7: N100 of what is no rape"),
    ],
)
def test_leaving_a_report_unrecorded(reason, facts, refused):
    facts = {"speaks": False, "evidence": "", "rape": False, "n100": ""} | facts
    assert broken(rules.check_not_recorded, reason, **facts) == refused


@pytest.mark.parametrize(
    ("standing", "facts", "refused"),
    [
        pytest.param(Standing.UNDECIDED, {}, [], id="NC-6: the first decision"),
        pytest.param(Standing.NO_CRIME, {}, ["NC-6"], id="NC-6: another without new facts"),
        pytest.param(Standing.NO_CRIME, {"new_facts": "A witness came"}, [], id="NC-6: another with new facts"),
        pytest.param(Standing.CRIME, {"new_facts": "A film", "crimes": 1}, ["INV-4"], id="INV-4: a crime is cancelled"),
        pytest.param(Standing.CRIME, {"new_facts": "A film"}, [], id="INV-4: its crimes are cancelled"),
    ],
)
def test_deciding_again(standing, facts, refused):
    assert broken(rules.check_again, standing, **{"new_facts": "", "crimes": 0} | facts) == refused


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        pytest.param({}, [], id="NC-10: offered"),
        pytest.param({"own_force": True}, ["NC-10"], id="NC-10: to ourselves"),
        pytest.param({"open_offer": True}, ["NC-10"], id="NC-10: while another has not answered"),
        pytest.param({"standing": Standing.CRIME}, ["INV-4"], id="INV-4: recorded here, that is C1"),
        pytest.param({"standing": Standing.NO_CRIME}, [], id="NC-10: after all a crime, but theirs"),
    ],
)
def test_offering_to_another_force(facts, refused):
    given = {"open_offer": False, "own_force": False, "standing": Standing.UNDECIDED} | facts
    assert broken(rules.check_offered, **given) == refused


@pytest.mark.parametrize(
    ("accepted", "facts", "refused"),
    [
        pytest.param(True, {"reference": "44/1/26"}, [], id="NC-10: accepted under their number"),
        pytest.param(True, {}, ["NC-10"], id="NC-10: accepted without one"),
        pytest.param(True, {"reference": "44/1/26", "crimes": 1}, ["INV-4"], id="INV-4: it would count twice"),
        pytest.param(False, {"why": "Our side of the line"}, [], id="NC-10: refused with a reason"),
        pytest.param(False, {}, ["NC-10"], id="NC-10: refused without one"),
    ],
)
def test_the_other_force_s_answer(accepted, facts, refused):
    given = {"reference": "", "why": "", "crimes": 0} | facts
    assert broken(rules.check_answer, accepted=accepted, **given) == refused


@pytest.mark.parametrize(
    ("standing", "refused"), [(Standing.NO_CRIME, []), (Standing.CRIME, []), (Standing.ELSEWHERE, ["NC-10"])]
)
def test_recording_a_crime_of_it(standing, refused):
    assert broken(rules.check_recordable, standing) == refused


@pytest.mark.parametrize(
    ("took", "in_time"),
    [
        pytest.param(timedelta(hours=24), True, id="NC-4: 24 hours to the minute"),
        pytest.param(timedelta(hours=24, minutes=1), False, id="NC-4: a minute more"),
    ],
)
def test_decided_within_24_hours(took, in_time):
    assert rules.decided_in_time(NOON, NOON + took) is in_time


@pytest.mark.parametrize(
    ("ho_class", "found"), [("019/16", True), ("020/16", False), ("", False)], ids=["rape", "another", "not known"]
)
def test_a_class_is_known_by_how_it_begins(ho_class, found):
    assert rules.under(ho_class, ["019"]) is found


def test_the_number_has_a_serial_of_its_own():
    assert rules.incident_number("28", 12, 2026) == "28/I0000012/26"
