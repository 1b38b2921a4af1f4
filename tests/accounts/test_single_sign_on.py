"""Signing in through a provider that runs: the whole code flow, and every way its answer may be wrong."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import sqlalchemy as sa
from joserfc.jwk import RSAKey

from mips.access.model import SignIn
from mips.access.permissions import Role
from mips.accounts.credentials import Secret
from mips.accounts.model import ResetKind
from mips.accounts.usecases import resets
from mips.core import clock, settings
from tests.accounts.provider import CLIENT, SECRET, Provider, running_provider
from tests.build_accounts import Visitor, account


@pytest.fixture(scope="module")
def running():
    with pytest.MonkeyPatch.context() as environment, running_provider() as provider:
        environment.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # the loopback interface needs no TLS
        yield provider


@pytest.fixture
def provider(running: Provider, monkeypatch):
    for name, value in (("ISSUER", running.issuer), ("CLIENT_ID", CLIENT), ("CLIENT_SECRET", SECRET)):
        monkeypatch.setenv(f"OIDC_{name}", value)
    settings.reset()
    yield running
    running.person, running.nonce, running.signing_key = {}, "", None
    running.says_it_is, running.audience = "", CLIENT
    settings.reset()


@pytest.fixture
def officer(build):
    return account(build, Role.OFFICER)


def person(account, **claims):
    return {"sub": "s-1", "collar_number": account.collar, "amr": ["pwd", "mfa"]} | claims


def go_and_come_back(visitor, path="/sign-in/force-account", change=lambda address: address):
    """Follow the browser to the provider and back, `change` tampering with the address it comes back to."""
    there = visitor.get(path).headers["Location"]
    back = requests.get(there, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(change(back))
    return visitor.get(f"{parts.path}?{parts.query}")


def test_the_whole_flow_signs_somebody_in(app, provider, officer, db_session):
    provider.person = person(officer)
    visitor = Visitor(app)
    answer = go_and_come_back(visitor, "/sign-in/force-account?next=%2Faccount%3Fx")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account?x")
    assert visitor.signed_in
    assert db_session.scalars(sa.select(SignIn.how)).one() == "single sign-on"


def test_state_nonce_and_a_hashed_verifier_travel_with_the_request(app, provider):
    sent = parse_qs(urlsplit(Visitor(app).get("/sign-in/force-account").headers["Location"]).query)
    assert {"state", "nonce", "code_challenge"} <= sent.keys()
    assert (sent["code_challenge_method"], sent["response_type"]) == (["S256"], ["code"])


def test_where_the_provider_asked_for_one_factor_ours_is_asked_for(app, provider, officer):
    provider.person = person(officer, amr=["pwd"])
    visitor = Visitor(app)
    answer = go_and_come_back(visitor)
    assert answer.headers["Location"] == "/sign-in/code" and not visitor.signed_in
    visitor.post("/sign-in/code", code=officer.code())
    assert visitor.signed_in


@pytest.mark.parametrize("who", ["unknown", "disabled", "no claim", "not a text"])
def test_who_has_no_account_here_is_refused(app, build, provider, officer, db_session, who):
    disabled = account(build, Role.OFFICER, disabled_at=clock.now())
    provider.person = {
        "unknown": person(officer, collar_number="NOBODY"),
        "disabled": person(disabled),
        "no claim": {"sub": "s-1"},
        "not a text": person(officer, collar_number=[officer.collar]),
    }[who]
    visitor = Visitor(app)
    assert go_and_come_back(visitor).status_code in (403, 502)
    assert not visitor.signed_in and db_session.scalars(sa.select(SignIn)).all() == []


def another_state(address):
    return address.replace("state=", "state=x")


def another_code(address):
    return address.replace("code=", "code=x")


@pytest.mark.parametrize("change", [another_state, another_code])
def test_an_answer_that_was_tampered_with_proves_nothing(app, provider, officer, change):
    provider.person = person(officer)
    visitor = Visitor(app)
    assert go_and_come_back(visitor, change=change).status_code == 502
    assert not visitor.signed_in


def test_an_answer_meant_for_another_browser_proves_nothing(app, provider, officer):
    provider.person = person(officer)
    there = Visitor(app).get("/sign-in/force-account").headers["Location"]
    back = urlsplit(requests.get(there, allow_redirects=False, timeout=10).headers["Location"])
    victim = Visitor(app)
    victim.get("/sign-in/force-account")
    assert victim.get(f"{back.path}?{back.query}").status_code == 502
    assert not victim.signed_in


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "of another request"},
        {"signing_key": RSAKey.generate_key(2048)},
        {"says_it_is": "https://elsewhere.example"},
        {"audience": "another-client"},
    ],
    ids=lambda lie: next(iter(lie)),
)
def test_an_identity_token_that_is_not_right_proves_nothing(app, provider, officer, lie):
    provider.person = person(officer)
    for name, value in lie.items():
        setattr(provider, name, value)
    visitor = Visitor(app)
    assert go_and_come_back(visitor).status_code == 502
    assert not visitor.signed_in


def test_a_provider_that_is_away_leaves_the_password(app, provider, monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", "http://127.0.0.1:9")
    settings.reset()
    assert Visitor(app).get("/sign-in/force-account").status_code == 502
    assert Visitor(app).get("/sign-in").status_code == 200


def test_without_the_setting_there_is_no_such_door(app, db_session):
    assert Visitor(app).get("/sign-in/force-account").status_code == 404
    assert Visitor(app).get("/sign-in/force-account/answer?code=x").status_code == 404
    assert "force account" not in Visitor(app).get("/sign-in").text


def test_the_sign_in_page_offers_it_with_the_setting(app, provider, db_session):
    assert "Sign in with your force account" in Visitor(app).get("/sign-in").text


def test_a_reset_password_is_replaced_also_by_who_kept_the_authenticator(app, build, officer):
    asked = resets.ask_for_reset(
        build.actor(Role.SYSTEM_ADMINISTRATOR),
        user_id=officer.user.id,
        kind=ResetKind.PASSWORD,
        why="warrant card",
        first_half=Secret("AAAA"),
    )
    auditor = build.actor(Role.PROFESSIONAL_STANDARDS)
    resets.approve_reset(auditor, reset_id=asked.id, second_half=Secret("BBBB"))
    visitor = Visitor(app)
    visitor.give_password(officer, "AAAA-BBBB")
    answer = visitor.post("/sign-in/code", code=officer.code())
    assert answer.headers["Location"] == "/sign-in/new-password" and not visitor.signed_in
