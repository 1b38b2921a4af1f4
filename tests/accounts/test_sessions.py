"""A sign-in ends by itself, by its owner, or by an administrator, and is noted as used without holding a page up."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.model import SignIn
from mips.access.permissions import Role
from mips.accounts.model import Credential
from mips.accounts.usecases.sign_ins import end_sign_in, end_sign_ins_of
from mips.audit.model import JournalEntry
from mips.core import clock
from mips.core.errors import NotFound
from mips.core.settings import settings
from tests.build_accounts import PASSWORD, Visitor, account


@pytest.fixture
def officer(build):
    return account(build, Role.OFFICER)


@pytest.fixture
def desk(app, officer):
    visitor = Visitor(app)
    visitor.sign_in(officer)
    return visitor


def sign_ins(db_session):
    db_session.expire_all()
    return db_session.scalars(sa.select(SignIn).order_by(SignIn.created_at)).all()


def test_it_ends_when_nobody_uses_it(desk, held_clock):
    idle = timedelta(minutes=settings().session_idle_minutes)
    clock.hold_at(held_clock + idle)
    assert desk.signed_in
    clock.hold_at(held_clock + idle + idle + timedelta(seconds=1))
    assert not desk.signed_in


def test_it_ends_with_the_shift_however_busy(desk, held_clock):
    step = timedelta(minutes=settings().session_idle_minutes)
    limit = timedelta(minutes=settings().session_absolute_minutes)
    for turn in range(1, limit // step):
        clock.hold_at(held_clock + step * turn)
        assert desk.signed_in
    clock.hold_at(held_clock + limit)
    assert not desk.signed_in


def test_its_last_use_is_noted_at_most_once_a_minute(desk, db_session, held_clock):
    seen = []
    for seconds in (10, 59, 60, 100, 121):
        clock.hold_at(held_clock + timedelta(seconds=seconds))
        desk.get("/account")
        seen.append((sign_ins(db_session)[0].last_seen_at - held_clock).seconds)
    assert seen == [0, 0, 60, 60, 121]


def test_one_ends_a_sign_in_elsewhere(app, desk, officer, db_session, held_clock):
    clock.hold_at(held_clock + timedelta(minutes=1))
    elsewhere = Visitor(app, "192.0.2.2")
    elsewhere.sign_in(officer)
    _, second = sign_ins(db_session)
    desk.post(f"/account/sign-ins/{second.id}/end")
    assert desk.signed_in and not elsewhere.signed_in


def test_one_ends_all_others_at_once(app, desk, officer, held_clock):
    others = [Visitor(app, f"192.0.2.{number}") for number in (2, 3)]
    for minute, other in enumerate(others, 1):
        clock.hold_at(held_clock + timedelta(minutes=minute))
        other.sign_in(officer)
    desk.post("/account/sign-ins/end-others")
    assert desk.signed_in and not any(other.signed_in for other in others)


def test_nobody_ends_anothers_by_typing_its_address(desk, build, db_session):
    [theirs] = sign_ins(db_session)
    with pytest.raises(NotFound):
        end_sign_in(build.actor(Role.OFFICER), sign_in_id=theirs.id, why="spite")
    assert desk.signed_in


def test_an_administrator_ends_anybodys_and_the_journal_says_so(desk, build, officer, db_session):
    admin = build.actor(Role.SYSTEM_ADMINISTRATOR)
    end_sign_ins_of(admin, user_id=officer.user.id)
    assert not desk.signed_in
    lines = db_session.scalars(sa.select(JournalEntry.row_kind).where(JournalEntry.actor_id == admin.id)).all()
    assert lines == ["SignIn"]


def test_a_new_password_ends_all_other_sign_ins(app, desk, officer, held_clock):
    clock.hold_at(held_clock + timedelta(minutes=1))
    thief = Visitor(app, "198.51.100.1")
    thief.sign_in(officer)
    new = "green kettle on the moon"
    changed = desk.post("/account/password", current_password=PASSWORD, password=new, again=new)
    assert changed.status_code == 303
    assert desk.signed_in and not thief.signed_in


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"current_password": "wrong"}, "Password is not right"),
        ({"again": "another one altogether"}, "The two passwords are not the same"),
        ({"password": "short", "again": "short"}, "12 characters or more"),
        ({"password": PASSWORD, "again": PASSWORD}, "other than the one you have"),
    ],
)
def test_a_new_password_is_refused_with_its_reason(desk, fields, said):
    new = {"current_password": PASSWORD, "password": "green kettle on the moon", "again": "green kettle on the moon"}
    answer = desk.post("/account/password", **new | fields)
    assert answer.status_code == 422 and said in answer.text
    assert "green kettle" not in answer.text


def test_new_recovery_codes_take_the_password_and_replace_the_old(desk, officer):
    assert desk.post("/account/recovery-codes", current_password="wrong").status_code == 422
    shown = desk.post("/account/recovery-codes", current_password=PASSWORD)
    assert shown.text.count("<code>") == 10
    assert "10 left" in desk.get("/account").text


def test_moving_to_another_telephone_takes_the_password_and_a_code_of_the_new_one(
    desk, officer, db_session, held_clock
):
    clock.hold_at(held_clock + timedelta(minutes=2))
    page = desk.get("/account/authenticator")
    assert b"<svg" in desk.get("/account/authenticator.svg").data
    before = officer.credential.second_factor
    assert desk.post("/account/authenticator", current_password=PASSWORD, code=officer.code()).status_code == 422
    secret = page.text.split('mips-secret">')[1].split("<")[0].replace(" ", "")
    officer.secret = secret
    assert desk.post("/account/authenticator", current_password=PASSWORD, code=officer.code()).status_code == 200
    kept = sa.select(Credential.second_factor).where(Credential.user_id == officer.user.id)
    assert db_session.scalar(kept) != before


def test_a_pin_is_set_with_the_password_and_taken_away_again(desk, officer, db_session):
    assert desk.post("/account/pin", current_password=PASSWORD, pin="123456").status_code == 422
    desk.post("/account/pin", current_password=PASSWORD, pin="739164")
    assert "Set" in desk.get("/account").text
    desk.post("/account/pin", current_password=PASSWORD, pin="")
    kept = sa.select(Credential.pin).where(Credential.user_id == officer.user.id)
    assert db_session.scalars(kept).one() is None
