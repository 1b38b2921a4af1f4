"""The pages of those who run accounts, from adding somebody to the second person's decision."""

import io
import re

import pytest
import sqlalchemy as sa

from mips.access.model import Team, User
from mips.access.permissions import Rank, Role
from mips.accounts.usecases.loading import Judgement, judge_users, load_users
from mips.accounts.user_file import rows_of
from mips.core.errors import RuleBroken
from tests.build import signed_in
from tests.build_accounts import account

SYS, PSD = Role.SYSTEM_ADMINISTRATOR, Role.PROFESSIONAL_STANDARDS


@pytest.fixture
def admin(app, build):
    return signed_in(app, build.user(SYS, name="Adam Root"))


@pytest.fixture
def auditor(app, build):
    return signed_in(app, build.user(PSD, name="Paula Ward"))


def user_called(db_session, collar):
    db_session.expire_all()
    return db_session.scalars(sa.select(User).where(User.collar_number == collar)).one()


def add(admin, **fields):
    new = {"collar_number": "pc123", "name": "Kim Lee", "rank": "1", "roles": "PC"} | fields
    return admin.post("/users/new", data=new)


def test_somebody_is_added_given_a_one_time_password_and_approved_by_a_second_person(admin, auditor, db_session):
    added = add(admin)
    assert re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", added.text)
    kim = user_called(db_session, "PC123")
    asked = kim.roles[0].id
    waiting = auditor.get("/users/waiting")
    assert "Kim Lee" in waiting.text and "Adam Root" in waiting.text
    auditor.post(f"/users/roles/{asked}/approve")
    assert "Nothing waits" in auditor.get("/users/waiting").text
    assert "Held" in admin.get(f"/users/{kim.id}").text


def test_the_one_who_asked_is_offered_no_button(admin):
    add(admin)
    page = admin.get("/users/waiting").text
    assert "Kim Lee" in page and ">Approve" not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Enter name"),
        ({"collar_number": "<b>"}, "letters, digits"),
        ({"email": "nobody"}, "e-mail"),
        ({"roles": ["SYS", "PSD"]}, "one watches the other"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(admin, fields, said):
    answer = add(admin, **fields)
    assert answer.status_code == 422 and said.lower() in answer.text.lower()


def test_a_collar_number_is_given_once(admin):
    add(admin)
    assert "has this collar number already" in add(admin, collar_number="PC123").text


def test_somebody_moves_changes_and_is_disabled_and_let_back(admin, build, db_session):
    add(admin)
    kim = user_called(db_session, "PC123")
    team = build.team(name="Response 2")
    admin.post(f"/users/{kim.id}/move", data={"team_id": str(team.id), "leads": "yes"})
    assert "Response 2" in admin.get(f"/users/{kim.id}").text
    kim = user_called(db_session, "PC123")
    changed = {"name": "Kim Lee-Smith", "rank": "2", "clearance": "1", "version": str(kim.version)}
    assert admin.post(f"/users/{kim.id}/change", data=changed).status_code == 303
    admin.post(f"/users/{kim.id}/disable", data={"why": "left"})
    kim = user_called(db_session, "PC123")
    assert (kim.name, kim.rank, kim.is_active) == ("Kim Lee-Smith", Rank.SERGEANT, False)
    assert "Disabled" in admin.get("/users?state=disabled").text
    admin.post(f"/users/{kim.id}/enable")
    assert user_called(db_session, "PC123").is_active


def test_a_stale_change_is_not_saved(admin, db_session):
    add(admin)
    kim = user_called(db_session, "PC123")
    stale = {"name": "Other", "rank": "2", "clearance": "1", "version": str(kim.version - 1)}
    assert admin.post(f"/users/{kim.id}/change", data=stale).status_code == 409
    assert user_called(db_session, "PC123").name == "Kim Lee"


def test_a_reset_shows_each_of_two_people_their_half(admin, auditor, build, db_session):
    kim = account(build, Role.OFFICER).user
    first = admin.post(f"/users/{kim.id}/reset", data={"kind": "password", "why": "warrant card"})
    assert "first half" in first.text
    form = re.search(r"/users/resets/([0-9a-f-]+)/approve", auditor.get("/users/waiting").text)
    second = auditor.post(f"/users/resets/{form[1]}/approve")
    halves = [re.search(r">([A-Z2-9]{4}-[A-Z2-9]{4})<", page.text)[1] for page in (first, second)]
    assert halves[0] != halves[1]


def test_the_list_is_filtered_by_name_role_and_state(admin, build):
    build.user(Role.OFFICER, name="Ann Archer")
    build.user(Role.CUSTODY_OFFICER, name="Bob Barnes")
    assert "Ann Archer" in admin.get("/users?text=arch").text
    assert "Bob Barnes" not in admin.get("/users?text=arch").text
    assert "Bob Barnes" in admin.get("/users?role=CO").text and "Ann" not in admin.get("/users?role=CO").text


def test_teams_are_added_and_renamed(admin, db_session):
    admin.post("/teams/new", data={"name": "Response 1", "unit": "North"})
    team = db_session.scalars(sa.select(Team).where(Team.name == "Response 1")).one()
    admin.post(f"/teams/{team.id}", data={"name": "Response One", "version": str(team.version)})
    assert "Response One" in admin.get("/teams").text


@pytest.mark.parametrize("path", ["/users", "/users/new", "/users/load", "/users/waiting", "/teams", "/access-log"])
def test_an_officer_sees_none_of_it(client_for, path):
    assert client_for(Role.OFFICER).get(path).status_code == 403


FILE = """collar_number,name,rank,email,team,roles
N1,Nora New,sergeant,nora@force.example,Response 1,PC SUP
N2,Ned New,,,,
OLD1,Olga Old,constable,,,
OLD2,Changed Name,constable,,,
N1,Nora Again,constable,,,
N4,,constable,,,
N5,Nina,emperor,,,
N6,Nell,constable,,,KING
N7,Nick,constable,,Nowhere,
N8,Nils,constable,nora@force.example,,
N9,Nan,constable,,,SYS PSD
N10,Neil
"""
VERDICTS = {
    "N1": ("created", ""),
    "N2": ("created", ""),
    "OLD1": ("unchanged", ""),
    "OLD2": ("rejected", "another name or rank"),
    "N4": ("rejected", "name"),
    "N5": ("rejected", "no such rank"),
    "N6": ("rejected", "no such rank or role"),
    "N7": ("rejected", "no team of this name"),
    "N8": ("rejected", "used by another row"),
    "N9": ("rejected", "one watches the other"),
    "N10": ("rejected", "fewer cells"),
}


@pytest.fixture
def old_people(build):
    build.user(collar_number="OLD1", name="Olga Old")
    build.user(collar_number="OLD2", name="Otto Old")
    build.team(name="Response 1")


def test_every_row_of_a_file_gets_a_verdict(build, old_people, db_session):
    rows, actor = rows_of(FILE.encode()), build.actor(SYS)
    trial = judge_users(actor, rows=rows)
    assert len(trial) == len(FILE.splitlines()) - 1
    found = {each.collar: each for each in reversed(trial)}
    for collar, (judgement, why) in VERDICTS.items():
        assert (found[collar].judgement, why.lower() in found[collar].why.lower()) == (judgement, True), found[collar]
    assert db_session.scalar(sa.select(User).where(User.collar_number == "N1")) is None


def test_loading_does_what_the_trial_said_and_again_changes_nothing(build, old_people, db_session):
    rows, actor = rows_of(FILE.encode()), build.actor(SYS)
    trial, done = judge_users(actor, rows=rows), load_users(actor, rows=rows)
    assert [(v.collar, v.judgement, v.why) for v in trial] == [(v.collar, v.judgement, v.why) for v in done]
    nora = user_called(db_session, "N1")
    assert (nora.rank, nora.teams[0].team.name) == (Rank.SERGEANT, "Response 1")
    assert {held.role for held in nora.roles if held.pending} == {Role.OFFICER, Role.SUPERVISOR}
    again = load_users(actor, rows=rows)
    assert not [each for each in again if each.judgement is Judgement.CREATED]


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"name\nKim\n", b"collar_number,name,shoe size\n1,Kim,44\n", b'collar_number,name\n"1,Kim\n'],
)
def test_a_file_that_is_no_such_file_stops_with_the_reason(content):
    with pytest.raises(RuleBroken):
        rows_of(content)


def test_the_page_tries_a_file_and_then_takes_it(admin, old_people, db_session):
    def send(**fields):
        return admin.post("/users/load", data={"file": (io.BytesIO(FILE.encode()), "people.csv"), **fields})

    assert "Nothing has been kept" in send(dry_run="yes").text
    assert db_session.scalar(sa.select(User).where(User.collar_number == "N2")) is None
    assert "One-time passwords are shown this once" in send().text
    assert user_called(db_session, "N2").name == "Ned New"
