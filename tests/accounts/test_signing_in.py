"""Signing in takes a password and a second factor, and tells a stranger nothing."""

import re
from urllib.parse import quote

import pyotp
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from mips.access.model import SignIn
from mips.access.permissions import Role
from mips.accounts.model import Credential, RecoveryCode
from mips.audit.model import JournalDetail, JournalEntry
from mips.core import clock
from tests.build_accounts import PASSWORD, Visitor, account


@pytest.fixture
def visitor(app, db_session):
    return Visitor(app)


def secret_on(page):
    return re.search(r"mips-secret\">([A-Z2-7 ]+)<", page.text)[1].replace(" ", "")


def test_password_and_code_sign_somebody_in(build, visitor, db_session):
    officer = account(build, Role.OFFICER)
    answer = visitor.sign_in(officer)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    sign_in = db_session.scalars(sa.select(SignIn)).one()
    assert (sign_in.user_id, sign_in.origin, sign_in.how) == (
        officer.user.id,
        "192.0.2.1",
        "password and authenticator",
    )


def test_the_password_alone_signs_nobody_in(build, visitor, db_session):
    visitor.give_password(account(build, Role.OFFICER))
    assert db_session.scalars(sa.select(SignIn)).all() == []
    assert visitor.get("/account").status_code == 303


@pytest.mark.parametrize("wrong", ["password", "collar", "disabled", "no password yet"])
def test_whatever_is_wrong_the_answer_is_the_same(build, visitor, wrong):
    officer = account(build, Role.OFFICER, disabled_at=clock.now() if wrong == "disabled" else None)
    if wrong == "no password yet":
        with build.scenery():
            officer.credential.password = None
    collar = "NOBODY" if wrong == "collar" else officer.collar
    answer = visitor.post(
        "/sign-in", collar_number=collar, password="wrong" if wrong == "password" else PASSWORD, _key="x"
    )
    assert answer.status_code == 422
    assert answer.text.count("The collar number or password is not right") == 2
    assert "Location" not in answer.headers


def test_a_code_is_good_once(app, build, visitor):
    officer = account(build, Role.OFFICER)
    visitor.sign_in(officer)
    second = Visitor(app, "192.0.2.2")
    assert "That code is not right" in second.sign_in(officer).text


@pytest.mark.parametrize(("late", "taken"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_telephone_may_be_one_step_early_or_late(build, visitor, held_clock, late, taken):
    officer = account(build, Role.OFFICER)
    visitor.give_password(officer)
    code = pyotp.TOTP(officer.secret).at(int(held_clock.timestamp()) + late)
    assert (visitor.post("/sign-in/code", code=code).status_code == 303) is taken


def test_the_first_sign_in_chooses_a_password_and_enrols_an_authenticator(build, visitor, db_session):
    officer = account(build, Role.OFFICER, enrolled=False)
    with build.scenery():
        officer.credential.one_time_until = clock.now().replace(year=2027)
    assert visitor.give_password(officer).headers["Location"] == "/sign-in/new-password"
    chosen = {"password": "green kettle on the moon", "again": "green kettle on the moon"}
    assert visitor.post("/sign-in/new-password", **chosen).headers["Location"] == "/sign-in/authenticator"
    page = visitor.get("/sign-in/authenticator")
    secret = secret_on(page)
    assert secret == secret_on(visitor.get("/sign-in/authenticator"))
    assert b"<svg" in visitor.get("/sign-in/authenticator.svg").data
    shown = visitor.post("/sign-in/authenticator", code=pyotp.TOTP(secret).at(clock.now()))
    codes = re.findall(r"<code>([A-Z2-9-]+)</code>", shown.text)
    assert len(set(codes)) == 10
    assert visitor.post("/sign-in/done").headers["Location"] == "/"
    assert visitor.signed_in
    db_session.expire_all()
    assert officer.credential.one_time_until is None and officer.credential.second_factor != secret


def test_a_recovery_code_stands_in_once(app, build, visitor):
    officer = account(build, Role.OFFICER, enrolled=False)
    visitor.give_password(officer)
    secret = secret_on(visitor.get("/sign-in/authenticator"))
    shown = visitor.post("/sign-in/authenticator", code=pyotp.TOTP(secret).at(clock.now()))
    code = re.search(r"<code>([A-Z2-9-]+)</code>", shown.text)[1]
    for expected in (303, 422):
        guest = Visitor(app, "192.0.2.9")
        guest.give_password(officer)
        typed = code.lower().replace("-", " ")
        assert guest.post("/sign-in/recovery-code", code=typed).status_code == expected


def test_secrets_reach_no_journal(build, visitor, db_session: Session):
    officer = account(build, Role.OFFICER, enrolled=False)
    visitor.give_password(officer)
    secret = secret_on(visitor.get("/sign-in/authenticator"))
    shown = visitor.post("/sign-in/authenticator", code=pyotp.TOTP(secret).at(clock.now()))
    kept = db_session.scalars(sa.select(sa.cast(JournalDetail.values, sa.Text))).all()
    hidden = [secret, "argon2", *re.findall(r"<code>([A-Z2-9-]+)</code>", shown.text)]
    hidden += db_session.scalars(sa.select(RecoveryCode.digest)).all()
    hidden += db_session.scalars(sa.select(Credential.second_factor)).all()
    assert len(hidden) == 23 and kept
    assert not [text for text in kept for part in hidden if part in text]


def test_enrolment_is_journalled_as_the_person_who_enrolled(build, visitor, db_session):
    officer = account(build, Role.OFFICER, enrolled=False)
    visitor.give_password(officer)
    secret = secret_on(visitor.get("/sign-in/authenticator"))
    visitor.post("/sign-in/authenticator", code=pyotp.TOTP(secret).at(clock.now()))
    by = sa.select(JournalEntry.row_kind).where(JournalEntry.actor_id == officer.user.id)
    assert sorted(db_session.scalars(by)) == ["Credential"] + ["RecoveryCode"] * 10


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/custody/board?suite=2", "/custody/board?suite=2"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\nb", "/"),
    ],
)
def test_one_comes_back_to_a_page_of_this_site_only(build, visitor, wanted, given):
    answer = visitor.sign_in(account(build, Role.OFFICER), path=visitor_path(wanted))
    assert answer.headers["Location"] == given


def visitor_path(wanted):
    return f"/sign-in?next={quote(wanted, safe='')}"


def test_what_was_typed_survives_signing_in_again(build, visitor):
    officer = account(build, Role.OFFICER)
    kept = {"_kept_path": "/crimes/new", "_kept:summary": "A long story", "_key": ""}
    page = visitor.post("/sign-in", collar_number=officer.collar, password=PASSWORD, **kept)
    assert "A long story" in page.text and 'action="/sign-in/code"' in page.text
    done = visitor.post("/sign-in/code", code=officer.code(), **kept)
    assert 'action="/crimes/new"' in done.text and 'name="summary" value="A long story"' in done.text


def test_a_password_is_sent_back_in_no_page(build, visitor):
    officer = account(build, Role.OFFICER)
    assert PASSWORD not in visitor.post("/sign-in", collar_number="", password=PASSWORD).text
    signed_out = visitor.post("/account/password", current_password=PASSWORD, password=PASSWORD, again=PASSWORD)
    assert signed_out.status_code == 401 and PASSWORD not in signed_out.text
    assert PASSWORD not in visitor.give_password(officer, path="/sign-in?next=/x").text


def test_an_account_without_an_approved_role_gets_as_far_as_being_told(build, visitor, db_session):
    answer = visitor.sign_in(account(build))
    assert answer.status_code == 403 and "no role has been approved" in answer.text
    assert db_session.scalars(sa.select(SignIn)).all() == []


def test_a_trainee_is_nobody_outside_the_training_database(build, visitor):
    assert visitor.sign_in(account(build, Role.TRAINEE)).status_code == 403


def test_signing_out_ends_the_sign_in_itself_not_only_the_cookie(build, visitor, db_session):
    visitor.sign_in(account(build, Role.OFFICER))
    cookie = visitor.client.get_cookie("session")
    visitor.post("/sign-out")
    assert not visitor.signed_in
    visitor.client.set_cookie("session", cookie.value)
    assert not visitor.signed_in
    assert db_session.scalars(sa.select(SignIn.ended_why)).all() == ["signed out"]


def test_no_step_is_passed_over_by_typing_the_address_of_another(build, visitor):
    officer = account(build, Role.OFFICER)
    visitor.give_password(officer)
    for step in ("authenticator", "new-password", "done"):
        visitor.post(f"/sign-in/{step}", code="123456", password="green kettle on the moon", again="")
        assert not visitor.signed_in
    assert visitor.get("/sign-in/authenticator.svg").status_code in (302, 303)


def test_five_wrong_codes_end_the_challenge(build, visitor):
    officer = account(build, Role.OFFICER)
    visitor.give_password(officer)
    for _ in range(5):
        answer = visitor.post("/sign-in/code", code="000000")
    assert answer.status_code == 422
    assert visitor.post("/sign-in/code", code=officer.code()).headers["Location"] == "/sign-in"
