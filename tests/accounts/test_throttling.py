"""Guessing is slow, and nobody can keep anybody else out by failing in their name."""

from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.accounts import signing_in, throttle
from mips.accounts.rules import FREE_TRIES, FREE_TRIES_OF_A_NETWORK, LONGEST_WAIT
from mips.accounts.throttle import Came, TooManyTries
from mips.core import clock
from tests.build_accounts import Visitor, account


@pytest.fixture
def officer(build):
    return account(build, Role.OFFICER)


def fail(app, officer, times, address="198.51.100.66"):
    stranger = Visitor(app, address)
    return [stranger.give_password(officer, "not the password").status_code for _ in range(times)]


def test_after_some_tries_a_place_waits_and_is_told_how_long(app, officer):
    assert fail(app, officer, FREE_TRIES + 1) == [422] * FREE_TRIES + [429]
    answer = Visitor(app, "198.51.100.66").give_password(officer)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1 and "Too many tries from here. Wait" in answer.text


def test_waiting_works_off_the_delay(app, officer, held_clock):
    fail(app, officer, FREE_TRIES)
    clock.hold_at(held_clock + LONGEST_WAIT)
    assert Visitor(app, "198.51.100.66").sign_in(officer).status_code == 303


def test_unknown_accounts_wait_exactly_as_known_ones_do(app, officer, build):
    known, unknown = Visitor(app, "198.51.100.7"), Visitor(app, "198.51.100.8")
    for _ in range(FREE_TRIES + 1):
        seen = known.post("/sign-in", collar_number=officer.collar, password="wrong")
        other = unknown.post("/sign-in", collar_number="NOBODY", password="wrong")
        assert (seen.status_code, seen.headers.get("Retry-After")) == (
            other.status_code,
            other.headers.get("Retry-After"),
        )


def test_a_strangers_failures_do_not_keep_the_officer_out_elsewhere(app, officer):
    fail(app, officer, FREE_TRIES + 3)
    assert Visitor(app, "192.0.2.1").sign_in(officer).status_code == 303


def test_nor_at_a_known_desk_when_the_stranger_shares_its_address(app, officer):
    desk = Visitor(app, "192.0.2.1")
    desk.sign_in(officer)
    desk.post("/sign-out")
    fail(app, officer, FREE_TRIES + 3, address="192.0.2.1")
    clock.hold_at(clock.now() + timedelta(seconds=31))
    assert desk.sign_in(officer).status_code == 303


def test_a_network_that_tries_many_accounts_waits_but_not_those_known_there(app, build, db_session, held_clock):
    regular, newcomer = account(build, Role.OFFICER), account(build, Role.OFFICER)
    Visitor(app, "203.0.113.5").sign_in(regular)
    came = Came("203.0.113.5")
    for number in range(FREE_TRIES_OF_A_NETWORK):
        throttle.reserve(f"GUESS{number}", came)
    clock.hold_at(held_clock + timedelta(seconds=1))
    with pytest.raises(TooManyTries):
        throttle.reserve(newcomer.collar, came)
    throttle.reserve(regular.collar, came)


def test_the_neighbours_of_an_ipv6_address_are_one_place():
    assert Came("2001:db8:1:2:aaaa::1").network == Came("2001:db8:1:2:bbbb::9").network
    assert Came("2001:db8:1:2::1").network != Came("2001:db8:1:3::1").network


def test_a_sign_in_gives_its_tries_back(app, officer, held_clock):
    desk = Visitor(app, "192.0.2.1")
    for minute in range(FREE_TRIES):
        clock.hold_at(held_clock + timedelta(minutes=minute))
        assert desk.sign_in(officer).status_code == 303
        desk.post("/sign-out")


def test_wrong_codes_are_paced_as_wrong_passwords_are(app, officer, held_clock):
    stranger = Visitor(app, "198.51.100.66")
    answers = []
    for _ in range(2):
        stranger.give_password(officer)
        answers += [stranger.post("/sign-in/code", code="000000").status_code for _ in range(4)]
    assert 429 in answers


def test_what_was_typed_is_not_kept_when_it_failed(app, db_session, caplog):
    caplog.set_level("INFO", "mips.security")
    Visitor(app).post("/sign-in", collar_number="my password in the wrong box"[:20], password="another secret")
    attempt = db_session.query(signing_in.throttle.SignInAttempt).one()
    assert "password" not in f"{attempt.account}{attempt.place}{attempt.origin}"
    assert "sign-in refused" in caplog.text
    assert "wrong box" not in caplog.text and "another secret" not in caplog.text
