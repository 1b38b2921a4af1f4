"""A token acts for its holder within what was chosen, in the API only, until it is over."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import jsonify

from mips.access.permissions import Permission, Role
from mips.accounts.credentials import Secret, new_token
from mips.accounts.model import ApiToken, TokenUse
from mips.accounts.usecases import tokens, users
from mips.app import create_app
from mips.core import clock
from mips.core.errors import RuleBroken
from mips.web.endpoints import current_actor
from tests.build import signed_in
from tests.build_accounts import PASSWORD, Visitor, account


@pytest.fixture(scope="module")
def app():
    """The application with two doors more that say who came in: one in the API, one beside it."""
    app = create_app(TESTING=True, SECRET_KEY="only for tests", WTF_CSRF_ENABLED=True)

    def who():
        return jsonify(collar=current_actor().collar, may=sorted(current_actor().grants))

    for path in ("/api/v1/whoami", "/whoami"):
        app.add_url_rule(path, endpoint=path, view_func=who, methods=["GET", "POST"])
    return app


@pytest.fixture
def holder(build):
    return account(build, Role.SYSTEM_ADMINISTRATOR)


def token_of(holder, *scopes, days=30):
    token = new_token()
    made = tokens.make_token(
        holder.user.as_actor(),
        name="test",
        scopes=[str(scope) for scope in scopes or [Permission.ACCOUNTS_USER_READ]],
        days=days,
        current_password=Secret(PASSWORD),
        token=Secret(token),
    )
    return token, made


def ask(app, token, path="/api/v1/whoami", client=None, method="GET"):
    client = client or app.test_client()
    return client.open(path, method=method, headers={"Authorization": f"Bearer {token}"})


def test_a_token_is_cut_down_to_what_was_chosen(app, holder):
    token, _ = token_of(holder, Permission.ACCOUNTS_USER_READ)
    assert ask(app, token).get_json() == {"collar": holder.collar, "may": ["accounts:user:read"]}


def test_only_its_digest_is_kept_and_journalled_as_not_shown(holder, db_session):
    token, made = token_of(holder)
    assert token not in str(vars(made)) and len(made.digest) == 64


def test_a_token_carries_no_more_than_its_holder_has_at_that_moment(app, build, holder):
    token, _ = token_of(holder)
    admin = build.actor(Role.SYSTEM_ADMINISTRATOR)
    users.move_user(admin, user_id=holder.user.id, team_id=None)
    assert ask(app, token).get_json()["may"] == []


@pytest.mark.parametrize("over", ["expired", "revoked", "disabled", "unknown"])
def test_a_token_that_is_over_lets_nobody_in(app, build, holder, held_clock, over):
    token, made = token_of(holder)
    if over == "expired":
        clock.hold_at(held_clock + timedelta(days=30))
    elif over == "revoked":
        tokens.revoke_token(holder.user.as_actor(), token_id=made.id)
    elif over == "disabled":
        users.disable_user(build.actor(Role.SYSTEM_ADMINISTRATOR), user_id=holder.user.id, why="left")
    else:
        token = new_token()
    assert ask(app, token).status_code == 401


def test_a_token_opens_no_page(app, holder):
    token, _ = token_of(holder)
    assert ask(app, token, "/whoami").status_code != 200


def test_a_cookie_beside_a_token_adds_nothing(app, holder):
    token, _ = token_of(holder)
    browser = signed_in(app, holder.user)
    assert ask(app, token, client=browser).get_json()["may"] == ["accounts:user:read"]
    assert ask(app, "not a token", client=browser).status_code == 401


def test_a_token_needs_no_csrf_token_and_a_cookie_does(app, holder):
    token, _ = token_of(holder)
    assert ask(app, token, method="POST").status_code == 200
    assert signed_in(app, holder.user).post("/api/v1/whoami").status_code == 400


def test_nobody_gives_what_they_do_not_have_nor_what_is_for_people_only(holder):
    for scope in (
        Permission.CUSTODY_DETENTION_APPROVE,
        Permission.ACCOUNTS_USER_CREATE,
        Permission.ACCOUNTS_OWN_UPDATE,
    ):
        with pytest.raises(RuleBroken, match="yours to give"):
            token_of(holder, scope)


def test_making_one_takes_the_password(holder):
    with pytest.raises(RuleBroken, match="Password is not right"):
        tokens.make_token(
            holder.user.as_actor(),
            name="x",
            scopes=["accounts:user:read"],
            days=1,
            current_password=Secret("wrong"),
            token=Secret(new_token()),
        )


def test_its_last_use_is_noted_at_most_once_a_minute(app, holder, db_session, held_clock):
    token, made = token_of(holder)
    seen = []
    for seconds in (0, 30, 61):
        clock.hold_at(held_clock + timedelta(seconds=seconds))
        ask(app, token)
        db_session.expire_all()
        found = sa.select(TokenUse.last_used_at).where(TokenUse.token_id == made.id)
        seen.append((db_session.scalar(found) - held_clock).seconds)
    assert seen == [0, 0, 61]


def test_the_page_shows_a_token_once(app, build, db_session):
    officer = account(build, Role.OFFICER)
    page = create_app(TESTING=True, SECRET_KEY="only for tests", WTF_CSRF_ENABLED=False)
    visitor = Visitor(page)
    visitor.sign_in(officer)
    fields = {"name": "Map", "scopes": "record:person:read", "days": "7", "current_password": PASSWORD}
    made = visitor.post("/account/tokens/new", **fields)
    assert made.status_code == 200 and 'class="mips-secret"' in made.text
    kept = db_session.scalars(sa.select(ApiToken)).one()
    assert kept.scopes == ["record:person:read"] and kept.digest not in made.text
    assert "mips-secret" not in visitor.get("/account/tokens").text
