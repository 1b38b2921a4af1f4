"""The rules of what takes an inspector: acting at a small station, premises, calls, and restraint in a cell."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.acting import Acting, ActingAs, check_acting, check_inspector_told
from mips.custody.rules.calls import Privilege, check_end_of_limit, check_limit_on_calls
from mips.custody.rules.delaying import DelayGround
from mips.custody.rules.emergency_charge import (
    Emergency,
    Ratified,
    check_authorising_inspector,
    check_emergency,
    check_followed,
    check_ratification,
)
from mips.custody.rules.incidents import IncidentKind
from mips.custody.rules.observation import Level
from mips.custody.rules.premises import (
    Relation,
    check_before_station,
    check_done,
    check_inspector,
    check_sought,
    check_told,
    check_under_arrest,
)
from mips.custody.rules.restraint import check_restraint

INSPECTOR_ID = uuid.UUID(int=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def broken(check, *args, **kwargs):
    with pytest.raises(RuleBroken) as refused:
        check(*args, **kwargs)
    assert refused.value.rule in refused.value.detail
    return refused.value.rule, refused.value.field


def acting(role, why="Two officers on duty, both arrested them"):
    return Acting(role=role, why=why)


@pytest.mark.parametrize(
    ("said", "rank", "involved", "field"),
    [
        pytest.param(acting(ActingAs.UNINVOLVED), Rank.STAFF, False, None, id="s.36(7) an officer"),
        pytest.param(None, Rank.CONSTABLE, False, "acting_as", id="s.36(7) in what capacity"),
        pytest.param(acting(ActingAs.UNINVOLVED), Rank.SERGEANT, True, "acting_as", id="s.36(7)(a) not involved"),
        pytest.param(acting(ActingAs.BROUGHT, " "), Rank.CONSTABLE, True, "no_uninvolved_why", id="s.36(7)(b) why"),
        pytest.param(acting(ActingAs.OTHER, ""), Rank.CONSTABLE, False, "no_uninvolved_why", id="s.36(7)(b) other"),
    ],
)
def test_who_does_not_act_as_custody_officer_at_a_small_station(said, rank, involved, field):
    assert broken(check_acting, said, rank=rank, involved=involved) == ("PACE 1984 s.36(7)", field)


def test_an_uninvolved_constable_acts_there_and_whoever_brought_them_says_why():
    check_acting(acting(ActingAs.UNINVOLVED, ""), rank=Rank.CONSTABLE, involved=False)
    check_acting(acting(ActingAs.BROUGHT), rank=Rank.CONSTABLE, involved=True)


def told(at=NOON, **changes):
    given = {"since": NOON - HOUR, "rank": Rank.INSPECTOR, "station": "Northmoor", "oneself": False}
    return check_inspector_told(at, **given | changes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"rank": Rank.SERGEANT}, "told_id", id="s.36(9)(b) an inspector"),
        pytest.param({"oneself": True}, "told_id", id="s.36(9) another officer"),
        pytest.param({"station": " "}, "told_station", id="s.36(9)(a) a designated station"),
        pytest.param({"at": NOON - 2 * HOUR}, "told_at", id="s.36(10) once they are there"),
    ],
)
def test_whom_it_is_not_enough_to_tell(changes, field):
    assert broken(told, **changes) == ("PACE 1984 s.36(9)", field)


def test_an_inspector_of_a_designated_station_is_told():
    told(at=NOON - HOUR)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"arrested_at": None}, "at", id="s.18(1) nobody under arrest"),
        pytest.param({"arrested_at": NOON + HOUR}, "at", id="s.18(1) not yet under arrest"),
        pytest.param({"left_at": NOON - HOUR}, "at", id="s.18(1) no longer under arrest"),
        pytest.param({"only_summary": True}, None, id="s.18(1) an indictable offence"),
    ],
)
def test_of_whom_no_premises_are_searched(changes, field):
    given = {"arrested_at": NOON - HOUR, "only_summary": False, "left_at": None, "field": "at"}
    check_under_arrest(NOON, **given)
    assert broken(check_under_arrest, NOON, **given | changes) == ("PACE 1984 s.18(1)", field)


@pytest.mark.parametrize(
    ("grounds", "evidence", "relation", "refused"),
    [
        pytest.param(" ", "Phones", Relation.THIS, ("PACE 1984 s.18(7)", "grounds"), id="s.18(7)(i) grounds"),
        pytest.param("Seen", "", Relation.THIS, ("PACE 1984 s.18(7)", "evidence"), id="s.18(7)(ii) evidence"),
        pytest.param("Seen", "Phones", Relation.OTHER, ("PACE 1984 s.18(1)", "other_offence"), id="s.18(1)(b) which"),
    ],
)
def test_a_search_says_its_grounds_and_what_is_sought(grounds, evidence, relation, refused):
    assert broken(check_sought, grounds, evidence, relation=relation, other_offence="") == refused


def test_it_takes_an_inspector_to_search_premises():
    check_inspector(Rank.INSPECTOR)
    assert broken(check_inspector, Rank.SERGEANT) == ("PACE 1984 s.18(4)", None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"authorised_at": None}, None, id="s.18(4) never authorised"),
        pytest.param({"refused_why": "Nothing to find"}, None, id="s.18(4) refused"),
        pytest.param({"searched_at": NOON}, None, id="s.18(4) written down already"),
        pytest.param({"authorised_at": NOON + HOUR}, "searched_at", id="s.18(4) before it was authorised"),
    ],
)
def test_what_is_no_search_on_that_authority(changes, field):
    given = {"authorised_at": NOON - HOUR, "refused_why": "", "searched_at": None}
    check_done(NOON, **given)
    assert broken(check_done, NOON, **given | changes) == ("PACE 1984 s.18(4)", field)


def test_without_authority_only_before_the_station_and_where_they_had_to_be():
    check_before_station(NOON, arrived_at=NOON, presence_why="To show where the knife is")
    late = broken(check_before_station, NOON + HOUR, arrived_at=NOON, presence_why="To show")
    assert late == ("PACE 1984 s.18(5A)", "searched_at")
    assert broken(check_before_station, NOON, arrived_at=NOON, presence_why=" ")[1] == "presence_why"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"rank": Rank.SERGEANT}, "told_id", id="s.18(6) an inspector"),
        pytest.param({"searched_at": NOON + HOUR}, "told_at", id="s.18(6) after the search"),
        pytest.param({"told_at": NOON}, None, id="s.18(6) once"),
        pytest.param({"searched_at": None}, None, id="s.18(6) of no other search"),
    ],
)
def test_who_is_told_of_a_search(changes, field):
    given = {"rank": Rank.INSPECTOR, "searched_at": NOON - HOUR, "told_at": None}
    check_told(NOON, **given)
    assert broken(check_told, NOON, **given | changes) == ("PACE 1984 s.18(6)", field)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        pytest.param({"rank": Rank.SERGEANT}, ("Code C 5.6", None), id="Code C 5.6 an inspector"),
        pytest.param({"involved": True}, ("Code C 5.6", None), id="RL-1 investigates"),
        pytest.param({"only_summary": True}, ("Code C 5.6", None), id="Code C 5.6 an indictable offence"),
        pytest.param({"covers": []}, ("Code C 5.6", "covers"), id="Code C 5.6 calls or letters"),
        pytest.param({"grounds": []}, ("PACE 1984 s.56(5)", "grounds"), id="s.56(5) a ground"),
        pytest.param({"reason": " "}, ("PACE 1984 s.56(5)", "reason"), id="s.56(5) a reason"),
    ],
)
def test_calls_and_letters_that_may_not_be_limited(changes, refused):
    given = {"covers": [Privilege.CALLS], "rank": Rank.INSPECTOR, "involved": False, "only_summary": False}
    given |= {"grounds": [DelayGround.ALERTING], "reason": "His brother is not yet arrested"}
    check_limit_on_calls(**given)
    assert broken(check_limit_on_calls, **given | changes) == refused


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        pytest.param({"authorised_at": None}, ("Code C 5.6", "authorised_at"), id="before detention is authorised"),
        pytest.param({"until": NOON}, ("Code C 5.7A", "until"), id="Code C 5.7A an end"),
        pytest.param({"until": NOON + 37 * HOUR}, ("Code C 5.7A", "until"), id="Annex B 36 hours"),
    ],
)
def test_a_limit_on_calls_ends(changes, refused):
    given = {"until": NOON + 36 * HOUR, "at": NOON, "authorised_at": NOON, "latest": NOON + 36 * HOUR}
    check_end_of_limit(**given)
    assert broken(check_end_of_limit, **given | changes) == refused


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"equipment": []}, "equipment", id="Code C 8.2 approved equipment"),
        pytest.param({"necessary_why": " "}, "necessary_why", id="Code C 8.2 absolutely necessary"),
        pytest.param({"custody_officer": False}, "approved_by_id", id="Code C 8.2 a custody officer approves"),
        pytest.param({"watched": None}, "watched", id="RS-7 observation is said"),
        pytest.param({"watched": Level.INTERMITTENT}, "watched", id="RS-7 never left alone"),
    ],
)
def test_a_restraint_in_a_cell_that_is_not_written_down_so(changes, field):
    given = {"equipment": ["handcuffs"], "necessary_why": "Beats his head on the wall", "custody_officer": True}
    given |= {"watched": Level.CLOSE}
    check_restraint(IncidentKind.RESTRAINT, **given)
    assert broken(check_restraint, IncidentKind.RESTRAINT, **given | changes) == ("Code C 8.2", field)
    check_restraint(IncidentKind.ESCAPE, **given | changes)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        pytest.param(Emergency(why="The line is dead"), "emergency_inspector_id", id="CAS-12 an inspector"),
        pytest.param(Emergency(inspector_id=INSPECTOR_ID), "emergency_why", id="CAS-12 why"),
    ],
)
def test_an_emergency_charge_says_who_authorised_it_and_why(said, field):
    check_emergency(Emergency(inspector_id=INSPECTOR_ID, why="The line is dead"))
    assert broken(check_emergency, said) == ("PACE 1984 s.37A", field)


@pytest.mark.parametrize(
    ("rank", "involved"),
    [
        pytest.param(Rank.SERGEANT, False, id="CAS-12 an inspector"),
        pytest.param(Rank.INSPECTOR, True, id="RL-1 investigates"),
    ],
)
def test_who_does_not_authorise_a_charge_in_an_emergency(rank, involved):
    check_authorising_inspector(Rank.INSPECTOR, involved=False)
    refused = broken(check_authorising_inspector, rank, involved=involved)
    assert refused == ("PACE 1984 s.37A", "emergency_inspector_id")


@pytest.mark.parametrize(
    ("outcome", "why", "charged_at", "field"),
    [
        pytest.param(Ratified.YES, "", NOON + HOUR, "decided_at", id="before the charge"),
        pytest.param(Ratified.NO, " ", NOON - HOUR, "why", id="not ratified, and why"),
    ],
)
def test_the_prosecutor_ratifies_a_charge_that_waits_for_it(outcome, why, charged_at, field):
    check_ratification(Ratified.YES, "", at=NOON, charged_at=NOON - HOUR)
    refused = broken(check_ratification, outcome, why, at=NOON, charged_at=charged_at)
    assert refused == ("PACE 1984 s.37A", field)


@pytest.mark.parametrize(
    ("outcome", "changes", "field"),
    [
        pytest.param(Ratified.YES, {}, None, id="ratified: nothing is owed"),
        pytest.param(None, {"decided_at": None}, None, id="not decided"),
        pytest.param(Ratified.NO, {"already": True}, None, id="done already"),
        pytest.param(Ratified.OTHERWISE, {"at": NOON - 2 * HOUR}, "followed_at", id="before the decision"),
    ],
)
def test_what_is_done_about_a_charge_that_fell_follows_the_decision_once(outcome, changes, field):
    stands = {"already": False, "at": NOON, "decided_at": NOON - HOUR}
    check_followed(Ratified.NO, **stands)
    assert broken(check_followed, outcome, **stands | changes) == ("PACE 1984 s.37A", field)
