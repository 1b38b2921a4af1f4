"""Ties to people on the record: said by oneself, ended by another, and looks that are told on (RL-6)."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from mips.access.model import TeamMember
from mips.access.permissions import Role
from mips.accounts.model import TieKind
from mips.accounts.usecases.ties import declare_tie, end_tie, list_own_ties, list_ties_of
from mips.core.errors import Forbidden, InputInvalid
from mips.record.model.work import Task
from tests.build import signed_in

SAID = {"purpose": "incident", "text": "Call 42"}


def told(session):
    found = session.execute(sa.select(Task.assignee_id, Task.detail).where(Task.title.contains("tied to")))
    return [(assignee, detail) for assignee, detail in found]


@pytest.fixture
def officer(build):
    return build.user(Role.OFFICER, name="Kim Shaw")


def opened(app, officer, person):
    """Signs in, is asked why, answers."""
    client = signed_in(app, officer)
    asked = client.get(f"/people/{person.id}")
    assert asked.status_code == 303
    client.post(asked.location, data=SAID)
    assert client.get(f"/people/{person.id}").status_code == 200


def test_saying_so_asks_for_a_reason_from_then_on(app, build, officer):
    person = build.person()
    client = signed_in(app, officer)
    assert client.get(f"/people/{person.id}").status_code == 200
    typed = {"person_id": str(person.id), "kind": "family", "note": "my brother"}
    assert client.post("/account/ties", data=typed).status_code == 303
    assert "Family: my brother" in client.get("/account/ties").text
    assert client.get(f"/people/{person.id}").status_code == 303


def test_it_is_said_once(build, officer):
    person, actor = build.person(), officer.as_actor()
    declare_tie(actor, person_id=person.id, kind=TieKind.FRIEND)
    with pytest.raises(InputInvalid):
        declare_tie(actor, person_id=person.id, kind=TieKind.FAMILY)
    assert [tie.kind for tie in list_own_ties(actor)] == [TieKind.FRIEND]


def test_whoever_leads_the_team_is_told_of_the_look(app, build, officer, db_session):
    person, lead, team = build.person(), build.user(Role.SUPERVISOR), build.team()
    build.add(TeamMember(user_id=officer.id, team_id=team.id))
    build.add(TeamMember(user_id=lead.id, team_id=team.id, leads=True))
    declare_tie(officer.as_actor(), person_id=person.id, kind=TieKind.FAMILY)
    opened(app, officer, person)
    [(assignee, detail)] = told(db_session)
    assert assignee == lead.id
    assert "Kim Shaw" in detail and "Call 42" in detail


def test_where_nobody_leads_professional_standards_are_told(app, build, officer, db_session):
    person, standards = build.person(), build.user(Role.PROFESSIONAL_STANDARDS)
    declare_tie(officer.as_actor(), person_id=person.id, kind=TieKind.THEMSELVES)
    opened(app, officer, person)
    assert [assignee for assignee, _ in told(db_session)] == [standards.id]


def test_a_reason_for_anybody_else_tells_nobody(app, build, officer, db_session):
    build.user(Role.PROFESSIONAL_STANDARDS)
    client = signed_in(app, officer)
    client.post(f"/reason?next=/people/{build.person().id}", data=SAID)
    assert told(db_session) == []


def test_only_professional_standards_end_a_tie_and_never_their_own(build, officer):
    person, standards = build.person(), build.user(Role.PROFESSIONAL_STANDARDS, Role.OFFICER)
    tie = declare_tie(officer.as_actor(), person_id=person.id, kind=TieKind.COLLEAGUE)
    with pytest.raises(Forbidden):
        end_tie(officer.as_actor(), tie_id=tie.id, why="we fell out")
    own = declare_tie(standards.as_actor(), person_id=person.id, kind=TieKind.COLLEAGUE)
    with pytest.raises(Forbidden):
        end_tie(standards.as_actor(), tie_id=own.id, why="no more")
    end_tie(standards.as_actor(), tie_id=tie.id, why="left the force")
    assert list_own_ties(replace(officer.as_actor(), reason="x")) == []


def test_professional_standards_see_that_there_is_a_tie_and_not_to_whom(app, build, officer):
    person, standards = build.person(family_name="Quill"), build.user(Role.PROFESSIONAL_STANDARDS)
    declare_tie(officer.as_actor(), person_id=person.id, kind=TieKind.FAMILY)
    assert len(list_ties_of(standards.as_actor(), user_id=officer.id)) == 1
    page = signed_in(app, standards).get(f"/users/{officer.id}/ties").text
    assert "Family" in page and "Quill" not in page.upper().title()
