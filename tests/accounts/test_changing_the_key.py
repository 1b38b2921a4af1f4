"""SECRET_KEY may be changed: nobody is signed out or loses their authenticator, and the old key can be forgotten."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from mips.access.permissions import Role
from mips.accounts import keys_cli
from mips.accounts.credentials import SealBroken, sealed, under_todays_key, unsealed
from mips.accounts.model import Credential
from mips.app import create_app
from mips.audit.model import JournalDetail, JournalEntry
from mips.core import settings
from tests.build import signed_in
from tests.build_accounts import Visitor, account

OLD, NEW, LATEST = (f"{name}-key-of-this-installation-long-enough" for name in ("old", "new", "latest"))


@pytest.fixture
def keys(monkeypatch) -> Iterator[Callable[..., None]]:
    """Gives the installation a key, and those it replaced."""

    def give(key: str, *previous: str) -> None:
        monkeypatch.setenv("SECRET_KEY", key)
        monkeypatch.setenv("SECRET_KEY_PREVIOUS", " ".join(previous))
        settings.reset()

    give(OLD)
    yield give
    monkeypatch.undo()
    settings.reset()


@pytest.fixture
def officer(keys, build):
    return account(build, Role.OFFICER)


def reseal(db_session):
    ran = CliRunner().invoke(keys_cli.keys, ["reseal"])
    db_session.expire_all()
    return ran


def test_a_secret_is_read_under_any_key_that_is_still_known(keys):
    text = sealed("a secret")
    keys(LATEST, NEW, OLD)
    assert unsealed(text) == "a secret"
    assert not under_todays_key(text)
    keys(LATEST, NEW)
    with pytest.raises(SealBroken):
        unsealed(text)


def test_an_authenticator_outlives_two_changes_of_the_key(keys, app, officer, db_session):
    for key, before in ((NEW, OLD), (LATEST, NEW)):
        keys(key, before)
        assert "1 secrets sealed under the new key" in reseal(db_session).output
        keys(key)
        visitor = Visitor(app)
        visitor.sign_in(officer)
        assert visitor.signed_in
        db_session.execute(sa.text("DELETE FROM used_code"))


def test_sealing_again_a_second_time_does_nothing(keys, officer, db_session):
    keys(NEW, OLD)
    assert reseal(db_session).exit_code == 0
    assert reseal(db_session).output == "0 secrets sealed under the new key\n"


def test_it_is_journalled_without_the_secret(keys, officer, db_session):
    keys(NEW, OLD)
    reseal(db_session)
    of_it = JournalEntry.usecase == "accounts.usecases.keys.reseal"
    [entry] = db_session.scalars(sa.select(JournalEntry).where(of_it)).all()
    detail = db_session.scalars(sa.select(JournalDetail).where(JournalDetail.entry_id == entry.id)).one()
    assert entry.row_id == officer.credential.id
    assert "not shown" in str(detail.values)


def test_what_no_key_opens_is_counted_and_left(keys, officer, db_session):
    keys(NEW)
    ran = reseal(db_session)
    assert ran.exit_code == 1 and "1 secrets are opened by no key" in ran.stderr
    keys(OLD)
    assert unsealed(db_session.get(Credential, officer.credential.id).second_factor) == officer.secret


def test_who_lost_their_authenticator_so_is_told_what_to_do(keys, app, officer):
    keys(NEW)
    answer = Visitor(app).sign_in(officer)
    assert answer.status_code == 409 and "Ask for it to be reset" in answer.text


def test_who_is_signed_in_stays_signed_in(keys, build):
    browser = signed_in(create_app(TESTING=True, SECRET_KEY=OLD), build.user(Role.OFFICER))
    cookie = browser.get_cookie("session").value

    def asks(**config: object) -> int:
        later = create_app(TESTING=True, **config).test_client()
        later.set_cookie("session", cookie)
        return later.get("/access-matrix").status_code

    assert asks(SECRET_KEY=NEW) == 303
    keys(NEW, OLD)
    assert asks(SECRET_KEY=NEW) == 200


@pytest.mark.parametrize("given", ["short", f"{OLD} short"])
def test_a_short_key_is_refused_by_name(keys, monkeypatch, given):
    with pytest.raises(settings.SettingWrong, match="SECRET_KEY_PREVIOUS"):
        settings.read({"SECRET_KEY": NEW, "SECRET_KEY_PREVIOUS": given})
