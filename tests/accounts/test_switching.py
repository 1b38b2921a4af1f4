"""At a shared desk the next person takes the seat at once, and nobody acts as anybody else."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.model import SignIn
from mips.access.permissions import Role
from mips.accounts.credentials import Secret, hashed
from mips.core import clock
from tests.build_accounts import Visitor, account

PIN = "739164"


@pytest.fixture
def desk(app, db_session):
    return Visitor(app)


@pytest.fixture
def ann(build):
    return with_pin(build, "Ann")


@pytest.fixture
def bob(build):
    return with_pin(build, "Bob")


def with_pin(build, name):
    made = account(build, Role.OFFICER, name=name)
    with build.scenery():
        made.credential.pin = hashed(Secret(PIN))
    return made


def left_by(db_session, user):
    db_session.expire_all()
    return db_session.scalars(sa.select(SignIn).where(SignIn.user_id == user.user.id).order_by(SignIn.id)).all()


def leave(desk, page="/account"):
    return desk.post("/switch-user/leave", page=page)


def at_the_desk(desk):
    return desk.get("/account").text


def test_the_next_person_signs_in_over_the_first_and_sees_the_same_page(desk, ann, bob):
    desk.sign_in(ann)
    assert leave(desk, "/account?x=1").headers["Location"] == "/sign-in?next=/account?x%3D1"
    assert not desk.signed_in
    assert desk.sign_in(bob, path="/sign-in?next=%2Faccount%3Fx%3D1").headers["Location"] == "/account?x=1"
    assert "Bob" in at_the_desk(desk)


def test_the_first_comes_back_with_a_pin_to_the_page_they_left(desk, ann, bob, db_session):
    desk.sign_in(ann)
    leave(desk, "/account?left=here")
    desk.sign_in(bob)
    assert "Ann" in desk.get("/switch-user").text
    [left] = left_by(db_session, ann)
    back = desk.post(f"/switch-user/{left.id}", pin=PIN)
    assert back.headers["Location"] == "/account?left=here"
    assert "Ann" in at_the_desk(desk) and "Bob" not in at_the_desk(desk)
    assert left_by(db_session, bob)[0].parked_at is not None


def test_three_wrong_pins_end_it(desk, ann, db_session):
    desk.sign_in(ann)
    leave(desk)
    [left] = left_by(db_session, ann)
    assert [desk.post(f"/switch-user/{left.id}", pin="111222").status_code for _ in range(3)] == [422] * 3
    assert desk.post(f"/switch-user/{left.id}", pin=PIN).headers["Location"] == "/switch-user"
    assert not desk.signed_in


def test_a_pin_opens_nothing_at_another_browser(app, desk, ann, db_session):
    desk.sign_in(ann)
    leave(desk)
    [left] = left_by(db_session, ann)
    elsewhere = Visitor(app)
    elsewhere.post(f"/switch-user/{left.id}", pin=PIN)
    assert not elsewhere.signed_in


def test_nor_when_the_shift_is_over(desk, ann, db_session, held_clock):
    desk.sign_in(ann)
    leave(desk)
    [left] = left_by(db_session, ann)
    clock.hold_at(held_clock + timedelta(days=2))
    desk.post(f"/switch-user/{left.id}", pin=PIN)
    assert not desk.signed_in


def test_coming_back_does_not_make_the_shift_longer(desk, ann, db_session, held_clock):
    desk.sign_in(ann)
    leave(desk)
    clock.hold_at(held_clock + timedelta(hours=3))
    desk.post(f"/switch-user/{left_by(db_session, ann)[0].id}", pin=PIN)
    assert desk.signed_in
    assert {each.created_at for each in left_by(db_session, ann)} == {held_clock}


def test_a_cookie_copied_before_leaving_opens_nothing_afterwards(app, desk, ann, db_session):
    desk.sign_in(ann)
    copy = desk.client.get_cookie("session").value
    leave(desk)
    desk.post(f"/switch-user/{left_by(db_session, ann)[0].id}", pin=PIN)
    thief = Visitor(app)
    thief.client.set_cookie("session", copy)
    assert desk.signed_in and not thief.signed_in


def test_without_a_pin_leaving_ends_the_sign_in(desk, build, db_session):
    plain = account(build, Role.OFFICER)
    desk.sign_in(plain)
    leave(desk)
    assert [each.ended_why for each in left_by(db_session, plain)] == ["left the desk"]
    assert desk.get("/switch-user").headers["Location"] == "/sign-in"
