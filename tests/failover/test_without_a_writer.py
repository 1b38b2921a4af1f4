"""Who is signed in when the writer goes: stays so, is told since when nothing can be saved, and loses nothing typed."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from mips.access.model import RoleHeld, User
from mips.access.permissions import Role
from mips.app import create_app
from mips.audit import journal
from mips.core import connections, db, migrate, outage
from tests.build import NOON, signed_in
from tests.clusters import both, scratch_cluster, standby_of

TYPED = {"family_name": "Unsaved", "given_names": "Una"}


@pytest.fixture(scope="module")
def left_alone() -> Iterator[tuple[FlaskClient, FlaskClient]]:
    """Two browsers, an officer's and a stranger's, of a server whose primary has just been stopped."""
    with pytest.MonkeyPatch.context() as quicker, scratch_cluster() as primary, standby_of(primary) as standby:
        migrate.upgrade(primary.owner)
        quicker.setattr("mips.usecase.PATIENCE", 0)
        engine = connections.open_database(both(primary, standby))
        token = journal.current.set(journal.Activity("test setup", None))
        user = User(name="Tester", collar_number="L1")
        user.roles = [RoleHeld(role=Role.OFFICER, approved_at=NOON)]
        db.session.add(user)
        db.session.commit()
        journal.current.reset(token)
        app = create_app(TESTING=True, SECRET_KEY="x", WTF_CSRF_ENABLED=False)
        browser = signed_in(app, user)
        db.put_away()
        primary.cluster.stop()
        yield browser, app.test_client()
        db.put_away()
        db.let_read(None)
        db.session.configure(bind=None)
        engine.dispose()
        outage.over()


@pytest.fixture
def officer(left_alone: tuple[FlaskClient, FlaskClient]) -> FlaskClient:
    return left_alone[0]


@pytest.fixture(autouse=True)
def between_requests() -> Iterator[None]:
    yield
    db.put_away()


@pytest.mark.parametrize("path", ["/access-matrix", "/people/new", "/reference/offences/find?q=theft"])
def test_what_shows_no_record_opens(officer, path):
    assert officer.get(path).status_code == 200


def test_a_page_says_since_when_nothing_can_be_saved(officer):
    officer.get("/access-matrix")
    assert "Nothing can be saved since" in officer.get("/access-matrix").text


@pytest.mark.parametrize("path", ["/", "/search?q=webb", "/tasks", "/custody/", "/people/find?q=webb"])
def test_what_must_be_recorded_is_refused_and_says_why(officer, path):
    answer = officer.get(path)
    assert answer.status_code == 503
    assert "Nothing can be saved since" in answer.text or answer.mimetype == "application/problem+json"


def test_what_was_typed_comes_back(officer):
    answer = officer.post("/people/new", data=TYPED)
    assert answer.status_code == 503
    assert all(f'value="{text}"' in answer.text for text in TYPED.values())


def test_nobody_answers_with_an_error_of_ours(left_alone):
    paths = {rule.rule for rule in left_alone[0].application.url_map.iter_rules() if not rule.arguments}
    for browser in left_alone:
        statuses = {path: browser.get(path).status_code for path in paths}
        assert {path: status for path, status in statuses.items() if status >= 500 and status != 503} == {}


def test_readiness_says_that_it_cannot_write_and_that_a_standby_reads(officer, monkeypatch):
    monkeypatch.setattr("mips.web.health.KEPT_FOR", 0)
    answer = officer.get("/readyz")
    assert (answer.status_code, answer.json["reader"]) == (503, "standby")


def test_the_banner_goes_with_the_first_thing_saved():
    outage.lost()
    assert outage.since() is not None
    outage.over()
    assert outage.since() is None
