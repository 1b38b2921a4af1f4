"""Who reads the journal sees what they may, leaves a line too, and never finds professional standards there."""

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.accounts.usecases.looks import find_subject, what_they_did, who_looked
from mips.audit.model import JournalEntry, Verb
from mips.core import clock
from mips.core.errors import Forbidden, InputInvalid, NotFound
from mips.record.usecases.finding import search_everything
from mips.record.usecases.person_page import read_person
from tests.build import signed_in

PSD, DPO, SUP, PC = Role.PROFESSIONAL_STANDARDS, Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR, Role.OFFICER


@pytest.fixture(autouse=True)
def running_clock(held_clock):
    """Lines take their time from the database's own clock."""
    clock.hold_at(None)


@pytest.fixture
def team(build):
    return build.team()


@pytest.fixture
def person(build, team):
    return build.person(team_id=team.id)


def names(looks):
    return {entry.actor_name.split(" ", 1)[1] for entry in looks.page.rows if entry.actor_name}


def test_a_reader_of_all_logs_finds_everybody_who_looked(build, team, person):
    for name, role in (("Ann", PC), ("Bob", Role.CUSTODY_OFFICER)):
        read_person(build.actor(role, name=name), person_id=person.id)
    assert names(who_looked(build.actor(DPO, name="Dee"), entity_id=person.id)) == {"Ann", "Bob"}


def test_lists_that_showed_the_record_count_as_looks(build, person):
    with build.scenery():
        person.reference = "P/8/26"
    search_everything(build.actor(PC, name="Ann"), q="P/8/26")
    assert "Ann" in names(who_looked(build.actor(DPO), entity_id=person.id))


def test_reading_the_journal_is_journalled(build, person, db_session):
    reader = build.actor(DPO, name="Dee")
    who_looked(reader, entity_id=person.id)
    [line] = db_session.scalars(sa.select(JournalEntry).where(JournalEntry.actor_id == reader.id)).all()
    assert (line.verb, line.subjects) == (Verb.CONSULTED, [person.id])


def test_professional_standards_are_seen_by_their_own_only(build, person):
    auditor = build.actor(PSD, name="Pat")
    who_looked(auditor, entity_id=person.id)
    assert "Pat" not in names(who_looked(build.actor(DPO, name="Dee"), entity_id=person.id))
    assert "Pat" in names(who_looked(build.actor(PSD, name="Pip"), entity_id=person.id))


def test_a_supervisor_reads_the_lines_of_their_own_team_without_values(build, team, person):
    colleague = build.actor(PC, name="Ann", team=team)
    for actor in (colleague, build.actor(PC, name="Olly", team=build.team())):
        read_person(actor, person_id=person.id)
    looks = who_looked(build.actor(SUP, name="Sue", team=team, leads=True), entity_id=person.id)
    assert names(looks) == {"Ann"} and looks.details == {}
    assert who_looked(build.actor(DPO), entity_id=person.id).details


def test_a_supervisor_reads_what_their_own_people_did_and_no_others(build, team, person):
    ann, olly = build.actor(PC, name="Ann", team=team), build.actor(PC, name="Olly", team=build.team())
    read_person(ann, person_id=person.id)
    supervisor = build.actor(SUP, team=team)
    assert what_they_did(supervisor, user_id=ann.id).page.rows
    with pytest.raises(NotFound):
        what_they_did(supervisor, user_id=olly.id)


def test_a_supervisor_finds_nothing_of_a_record_they_may_not_see(build, team):
    hidden = build.person(restriction=Restriction.NAMED)
    with pytest.raises(NotFound):
        who_looked(build.actor(SUP, team=team), entity_id=hidden.id)


def test_who_reads_all_logs_learns_of_a_hidden_record_its_reference_and_no_more(build, db_session):
    hidden = build.person(restriction=Restriction.NAMED, family_name="Secretive", reference="P/1/26")
    owner = build.actor(PC, name="Owen")
    with build.scenery():
        hidden.owner_id = owner.id
    read_person(owner, person_id=hidden.id)
    looks = what_they_did(build.actor(DPO), user_id=owner.id)
    assert {(each.reference, each.label) for each in looks.named.values()} == {("P/1/26", "")}


@pytest.mark.parametrize("role", [PC, Role.SYSTEM_ADMINISTRATOR, Role.INTELLIGENCE_MANAGER])
def test_nobody_else_reads_it(build, person, role):
    with pytest.raises(Forbidden):
        who_looked(build.actor(role), entity_id=person.id)


def test_a_period_is_a_year_at_most(build, person):
    with pytest.raises(InputInvalid):
        who_looked(
            build.actor(DPO),
            entity_id=person.id,
            since=clock.now().replace(year=2020),
            until=clock.now(),
        )


def test_a_subject_is_found_by_collar_number_or_reference(build, person):
    reader, officer = build.actor(DPO), build.user(collar_number="PC99")
    with build.scenery():
        person.reference = "P/7/26"
    assert find_subject(reader, text="pc99").id == officer.id
    assert find_subject(reader, text="p/7/26").id == person.id
    with pytest.raises(NotFound):
        find_subject(reader, text="nothing")


def test_the_pages_show_the_lines_and_page_through_them(app, build, person):
    reader = signed_in(app, build.user(PSD, name="Pat"))
    ann = build.actor(PC, name="Ann")
    for _ in range(30):
        read_person(ann, person_id=person.id)
    first = reader.get(f"/access-log/records/{person.id}")
    assert first.status_code == 200 and "Ann" in first.text and "read person" in first.text
    assert 'rel="next"' in first.text
    assert "Who looked at" in first.text
    assert reader.get(f"/access-log/users/{ann.id}").status_code == 200
    assert reader.get("/access-log").status_code == 200


def test_the_panel_stands_on_the_persons_page_for_those_who_may(app, build, team, person):
    supervisor = signed_in(app, build.user(SUP, team=team))
    read_person(build.actor(PC, name="Ann", team=team), person_id=person.id)
    assert "Ann" in supervisor.get(f"/people/{person.id}/looked").text
    officer = signed_in(app, build.user(PC))
    assert officer.get(f"/people/{person.id}/looked").status_code == 404
