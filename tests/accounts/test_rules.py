"""What makes a password or PIN good enough, how long a place waits, and who may be the second person."""

from datetime import timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.accounts.rules import (
    FREE_TRIES,
    LONGEST_WAIT,
    own_path,
    wait_after,
    why_not_act,
    why_not_approve,
    why_not_password,
    why_not_pin,
    why_not_together,
)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        pytest.param("short", "12 characters", id="too short"),
        pytest.param("x" * 201, "200 characters", id="too long"),
        pytest.param("my collar is ab1234", "collar number", id="collar number, other case"),
        pytest.param("webbster house 9", "your name", id="surname inside"),
        pytest.param("password12345", "guessed early", id="often used"),
        pytest.param("P4ssw0rd!!!2026", "guessed early", id="letters as digits"),
        pytest.param("policepolice99", "guessed early", id="twice the same"),
        pytest.param("welcome police 1", "guessed early", id="two often used words"),
        pytest.param("aaaaaaaaaaaa", "guessed early", id="one character"),
        pytest.param("qwertyuiopasdf", "guessed early", id="along the keyboard"),
        pytest.param("abcdefghijklm", "guessed early", id="along the alphabet"),
        pytest.param("correct lorry battery", "", id="three words"),
        pytest.param("žluťoučký kůň úpěl", "", id="not English"),
        pytest.param("8f2k-qm4w-zx7c", "", id="random"),
    ],
)
def test_passwords(password, said):
    problem = why_not_password(password, collar="AB1234", name="Ada Webb")
    assert said in problem if said else problem == ""


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "111111", "123456", "987654", "484848", "123123", "12a456", "\u0661" * 5 + "7"]
)
def test_pins_that_are_refused(pin):
    assert why_not_pin(pin)


def test_a_pin_that_will_do():
    assert why_not_pin("739164") == ""


def test_waiting_begins_late_doubles_and_has_an_end():
    waits = [wait_after(tries) for tries in range(40)]
    assert set(waits[:FREE_TRIES]) == {timedelta()}
    assert waits[FREE_TRIES + 1] == 2 * waits[FREE_TRIES] > timedelta()
    assert waits[-1] == LONGEST_WAIT and waits == sorted(waits)


def test_administrator_and_auditor_are_never_one_person():
    assert why_not_together(Role.PROFESSIONAL_STANDARDS, [Role.SYSTEM_ADMINISTRATOR])
    assert why_not_together(Role.SYSTEM_ADMINISTRATOR, [Role.OFFICER, Role.PROFESSIONAL_STANDARDS])
    assert not why_not_together(Role.CUSTODY_OFFICER, [Role.OFFICER])


def test_the_second_person_is_neither_asker_nor_beneficiary():
    assert why_not_approve("ann", asker="ann", beneficiary="bob")
    assert why_not_approve("bob", asker="ann", beneficiary="bob")
    assert not why_not_approve("cyd", asker="ann", beneficiary="bob")


@pytest.mark.parametrize(
    ("rank", "substantive", "senior", "days", "allowed"),
    [
        pytest.param("INSPECTOR", "SERGEANT", "SUPERINTENDENT", 30, True, id="s107(2): sergeant as inspector"),
        pytest.param("INSPECTOR", "CONSTABLE", "SUPERINTENDENT", 30, False, id="not a constable as inspector"),
        pytest.param("INSPECTOR", "SERGEANT", "INSPECTOR", 30, False, id="not on an inspector's word"),
        pytest.param("SUPERINTENDENT", "CHIEF_INSPECTOR", "CHIEF_SUPERINTENDENT", 30, True, id="s107(1)"),
        pytest.param("SUPERINTENDENT", "INSPECTOR", "CHIEF_SUPERINTENDENT", 30, False, id="not an inspector"),
        pytest.param("SUPERINTENDENT", "CHIEF_INSPECTOR", "SUPERINTENDENT", 30, False, id="rank above superintendent"),
        pytest.param("SERGEANT", "CONSTABLE", "INSPECTOR", 30, True, id="acting sergeant"),
        pytest.param("SERGEANT", "INSPECTOR", "SUPERINTENDENT", 30, False, id="not downwards"),
        pytest.param("SERGEANT", "CONSTABLE", "INSPECTOR", 0, False, id="ends before it starts"),
        pytest.param("SERGEANT", "CONSTABLE", "INSPECTOR", 400, False, id="not for more than a year"),
    ],
)
def test_acting_ranks(rank, substantive, senior, days, allowed):
    why = why_not_act(
        Rank[rank], substantive=Rank[substantive], authorised_by=Rank[senior], length=timedelta(days=days)
    )
    assert (why == "") is allowed


@pytest.mark.parametrize("path", ["/", "/custody/board?a=1", "/people/%C3%A9"])
def test_paths_of_this_site(path):
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path", ["", "x", "//h", "/\\h", "https://h", "/a\\b", "/a b", "/a\tb", "/\n/h", "/é", "/" + "a" * 2000]
)
def test_what_is_no_path_of_this_site(path):
    assert own_path(path) == ""
