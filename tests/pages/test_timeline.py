"""One timeline of a person over all domains: each fact once, in one order, as far as its reader may see it."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.audit.model import JournalEntry
from mips.core import db
from mips.core.errors import InputInvalid
from mips.investigation.model.crime import Crime
from mips.record.model.case import Offence, Stage
from mips.record.model.event import Event, Part
from mips.record.model.person import Precision
from mips.record.usecases.timeline import read_timeline
from tests.build import NOON
from tests.custody.scenery import Desk
from tests.intelligence.reports import released, submitted
from tests.investigation.crimes import recorded, supervisor
from tests.record.test_person_pages import counted

MOST_QUERIES = 28
"""A bound that no number of lines moves: some for each domain, and those of the page around them."""


@pytest.fixture
def desk(build):
    return Desk(build)


@pytest.fixture
def story(build, desk):
    """Somebody reported on, suspected, arrested, charged and bailed: their person."""
    person = build.person(family_name="Smith", given_names="John")
    released(build, submitted(build, person))
    crime = recorded(build, person)
    offence = db.session.query(Offence).filter_by(crime_id=crime.id, person_id=person.id).one()
    held = desk.arrived(person)
    desk.arrested(held, offence_ids=[offence.id], other_offences=[])
    desk.authorised(held)
    desk.charged(desk.record(held))
    return person


def lines(actor, person, **asked):
    return list(read_timeline(actor, person_id=person.id, **asked).page.rows)


def test_every_domain_tells_its_own_facts_each_once_and_the_latest_first(story, build):
    inspector = build.actor(Role.REVIEWING_INSPECTOR, rank=3)
    told = lines(inspector, story)
    assert Counter(line.kind for line in told) == {"custody": 4, "crimes": 2, "intelligence": 1, "cases": 2}
    assert [line.at for line in told] == sorted((line.at for line in told), reverse=True)
    titles = [line.title for line in told]
    for once in ("Arrested for Theft", "Charged with Theft", "Outcome 1", "Case opened", "First hearing", "graded"):
        assert sum(once in title for title in titles) == 1, (once, titles)
    assert not [title for title in titles if title.startswith("Bailed to")]


def test_a_line_says_when_it_was_entered_by_whom_and_where_it_stands(story, build):
    inspector = build.actor(Role.REVIEWING_INSPECTOR, rank=3)
    arrest = next(line for line in lines(inspector, story) if line.title.startswith("Arrested"))
    assert (arrest.at, arrest.entered_at, arrest.by) == (NOON - timedelta(minutes=50), NOON, "Pat Lowe")
    assert arrest.row.kind == "detention" and arrest.precision == "minute"


def test_one_kind_may_be_asked_for(story, build):
    inspector = build.actor(Role.REVIEWING_INSPECTOR, rank=3)
    assert {line.kind for line in lines(inspector, story, kind="custody")} == {"custody"}


def test_who_sees_the_limited_form_of_custody_is_told_steps_and_no_more(story, build):
    told = lines(build.actor(Role.OFFICER), story)
    custody = [line for line in told if line.kind == "custody"]
    assert {line.by for line in custody} == {""}
    assert not [line for line in custody if "interviewed" in line.title + line.text]
    assert not [line for line in told if line.kind == "cases"]
    assert sum(line.title.startswith("Bailed to Northmoor Magistrates") for line in custody) == 1


def test_who_sees_only_the_outline_of_a_report_is_not_told_what_it_says(build):
    person = build.person()
    released(build, submitted(build, person))
    (whole,) = lines(build.actor(Role.OFFICER), person)
    (outline,) = lines(build.actor(Role.CUSTODY_OFFICER), person)
    assert (whole.text, outline.text, outline.by) == ("Keeps stolen cycles in the shed", "", "")
    assert (whole.at.date(), whole.precision) == (date(2026, 3, 1), "day")


def test_a_report_that_is_not_released_is_not_told(build):
    person = build.person()
    submitted(build, person)
    assert lines(build.actor(Role.SUPERVISOR), person) == []


def test_an_arrest_is_told_by_the_allegation_where_the_custody_record_is_hidden(story, build):
    with build.scenery():
        for held in db.session.query(Event).filter_by(kind="detention"):
            held.restriction, held.owner_id = Restriction.NAMED, None
    told = lines(build.actor(Role.REVIEWING_INSPECTOR, rank=3), story)
    assert not [line for line in told if line.kind == "custody"]
    assert sum(line.title.startswith("Arrested for") for line in told) == 1


def test_what_is_hidden_is_not_told(build):
    person = build.person()
    crime = recorded(build, person)
    with build.scenery():
        crime.restriction, crime.owner_id = Restriction.NAMED, None
    assert lines(build.actor(Role.SUPERVISOR), person) == []


def test_several_parts_in_one_crime_are_one_line(build):
    person = build.person()
    crime = recorded(build, person)
    build.involvement(person, crime, Part.VICTIM)
    (line,) = lines(build.actor(Role.SUPERVISOR), person)
    assert line.title.startswith("Suspect, Victim: ")


def test_a_published_crime_is_told_by_its_month(build, client_for):
    person = build.person()
    crime = build.add(
        Crime(label="Burglary", occurred_from=datetime(2026, 1, 1, tzinfo=UTC), occurred_precision=Precision.MONTH)
    )
    build.involvement(person, crime, Part.SUSPECT)
    client = client_for(Role.OFFICER)
    for path in (f"/people/{person.id}/timeline", f"/people/{person.id}"):
        page = client.get(path).text
        assert "January 2026" in page and "1 Jan 2026" not in page


def test_a_result_is_told_by_its_day(build):
    person = build.person()
    build.offence(person_id=person.id, stage=Stage.RESULTED, resulted_on=date(2026, 2, 3), result="Fined")
    (line,) = lines(build.actor(Role.OFFICER), person)
    assert (line.title, line.text, line.precision) == ("Result for Theft from shop", "Fined", "day")
    assert line.at == datetime(2026, 2, 3, 12, tzinfo=UTC)


def test_pages_join_to_the_whole_both_ways(story, build):
    actor = build.actor(Role.REVIEWING_INSPECTOR, rank=3)
    whole = [line.id for line in lines(actor, story)]
    forth, after = [], None
    while True:
        page = read_timeline(actor, person_id=story.id, after=after, size=2).page
        forth += [line.id for line in page.rows]
        if page.next_cursor is None:
            break
        after = page.next_cursor
    assert forth == whole
    back = []
    while page.previous_cursor:
        page = read_timeline(actor, person_id=story.id, after=page.previous_cursor, size=2).page
        back = [line.id for line in page.rows] + back
    assert back == whole[: len(back)] and page.previous_cursor is None


def test_a_cursor_that_leads_nowhere_is_refused(build):
    with pytest.raises(InputInvalid):
        read_timeline(build.actor(Role.OFFICER), person_id=build.person().id, after="nonsense")


def test_the_page_has_its_filter_in_the_address_and_a_bounded_number_of_queries(story, build, client_for, db_session):
    for number in range(6):
        recorded(build, story, summary=f"Crime {number}", occurred_from=NOON - timedelta(days=number + 1))
    client = client_for(Role.REVIEWING_INSPECTOR, rank=3)
    db_session.expunge_all()
    with counted(db_session) as sent:
        page = client.get(f"/people/{story.id}/timeline")
    assert page.status_code == 200 and "Charged with Theft" in page.text
    assert len(sent) <= MOST_QUERIES, len(sent)
    crimes = client.get(f"/people/{story.id}/timeline?kind=crimes").text
    assert "Crime 5" in crimes and "Arrested for" not in crimes
    assert 'aria-current="page">Crimes' in crimes
    assert client.get(f"/people/{story.id}/timeline?kind=nonsense").status_code == 422


def test_machines_read_the_same_lines(story, client_for):
    said = client_for(Role.SUPERVISOR).get(f"/api/v1/persons/{story.id}/timeline?kind=crimes").json
    assert [row["kind"] for row in said["rows"]] == ["crimes", "crimes"]
    assert said["rows"][-1]["record_kind"] == "crime" and said["rows"][-1]["precision"] == "minute"


def test_the_records_shown_are_journalled(story, build):
    actor = supervisor(build)
    told = lines(actor, story)
    entry = db.session.query(JournalEntry).filter_by(usecase=read_timeline.name).one()
    assert {line.row.id for line in told} | {story.id} == set(entry.subjects)
