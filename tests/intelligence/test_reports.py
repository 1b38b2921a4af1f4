"""Submitting, assessing and reading intelligence: what is stored, what the journal says, and who learns of it."""

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.access.policy import Handling, Marking
from mips.audit.model import JournalEntry, Verb
from mips.core.errors import Forbidden, InputInvalid, NotFound, RuleBroken, Stale
from mips.intelligence.rules import Assessment, RetentionGroup, SourceEvaluation, State
from mips.intelligence.usecases import (
    list_my_reports,
    list_queue,
    list_reports_about,
    read_report,
    release_report,
    submit_report,
)
from mips.record.model.event import Involvement, Part
from tests.intelligence.reports import CONDITIONS, a_report, an_assessment, an_item, released, submitted


def ids(page):
    return [row.id for row in page.rows]


def test_a_report_gets_its_number_and_waits_for_assessment(build, db_session, held_clock):
    team = build.team(unit="NM")
    author, person = build.actor(Role.OFFICER, team=team), build.person()
    report = submit_report(author, **a_report(person))
    assert (report.reference, report.state, report.submitted_at) == (
        "NM/2026/00001",
        State.REQUIRES_ASSESSMENT,
        held_clock,
    )
    assert db_session.scalars(sa.select(Involvement.party_id).where(Involvement.part == Part.SUBJECT)).all() == [
        person.id
    ]
    assert submit_report(author, **a_report(person)).reference == "NM/2026/00002"


def test_each_item_is_graded_by_itself(build):
    items = [an_item(assessment=Assessment.DIRECT), an_item(text="Owns a grinder", **CONDITIONS)]
    assert submitted(build, items=items).codes == ["2 A P", "2 C C"]


def test_every_row_of_a_report_is_journalled_with_its_author(build, db_session):
    author = build.actor(Role.OFFICER)
    report = submit_report(author, **a_report(build.person()))
    rows = db_session.execute(
        sa.select(JournalEntry.verb, JournalEntry.row_kind).where(JournalEntry.actor_id == author.id)
    ).all()
    assert sorted(rows) == [
        (Verb.COLLECTED, kind) for kind in ("IntelligenceItem", "IntelligenceReport", "Involvement", "ItemGrading")
    ]
    assert report.owner_id == author.id


def test_an_incomplete_report_is_refused_with_every_message_at_once(build):
    items = [an_item(), an_item(handling=Handling.CONDITIONS)]
    with pytest.raises(InputInvalid) as refused:
        submitted(build, items=items, source_evaluation=SourceEvaluation.NOT_RELIABLE)
    assert refused.value.messages.keys() == {
        "source_reason",
        "items-1-instructions",
        "items-1-action_code",
        "items-1-sanitisation",
    }


def test_a_person_who_is_hidden_cannot_be_reported_on(build):
    hidden = build.person(marking=int(Marking.OFFICIAL_SENSITIVE))
    author = build.actor(Role.OFFICER, clearance=int(Marking.OFFICIAL))
    with pytest.raises(InputInvalid, match="problem"):
        submit_report(author, **a_report(hidden))


def test_until_released_only_its_author_and_the_unit_know_of_it(build):
    person = build.person()
    report = submitted(build, person)
    manager, colleague = build.actor(Role.INTELLIGENCE_MANAGER), build.actor(Role.OFFICER)
    assert ids(list_queue(manager)) == [report.id]
    assert list_reports_about(colleague, person_id=person.id).reports == []
    with pytest.raises(NotFound):
        read_report(colleague, report_id=report.id)


def test_released_for_sharing_it_stands_on_the_person_for_all_who_may_search(build):
    person = build.person()
    report = released(build, submitted(build, person))
    (seen,) = list_reports_about(build.actor(Role.OFFICER), person_id=person.id).reports
    assert seen.report.id == report.id
    assert seen.whole
    assert [party.id for party in seen.subjects] == [person.id]


def test_with_conditions_others_do_not_learn_that_it_exists(build):
    person = build.person()
    report = released(build, submitted(build, person, items=[an_item(), an_item(**CONDITIONS)]))
    officer, analyst = build.actor(Role.OFFICER), build.actor(Role.ANALYST)
    assert report.handling is Handling.CONDITIONS
    assert list_reports_about(officer, person_id=person.id).reports == []
    with pytest.raises(NotFound):
        read_report(officer, report_id=report.id)
    assert read_report(analyst, report_id=report.id).whole


@pytest.mark.parametrize(
    ("role", "items", "whole"),
    [
        pytest.param(Role.OFFICER, [an_item()], True, id="ROL-3: PC reads P in full"),
        pytest.param(Role.CUSTODY_OFFICER, [an_item()], False, id="ROL-3: CO sees the limited form of P"),
        pytest.param(Role.REVIEWING_INSPECTOR, [an_item()], True, id="ROL-3: DI reads P in full"),
        pytest.param(
            Role.REVIEWING_INSPECTOR, [an_item(**CONDITIONS)], False, id="ROL-3: DI sees the limited form of C"
        ),
        pytest.param(Role.INTELLIGENCE_MANAGER, [an_item(**CONDITIONS)], True, id="ROL-3: INTM reads C in full"),
    ],
)
def test_how_much_of_a_report_each_role_sees(build, role, items, whole):
    report = released(build, submitted(build, items=items))
    assert read_report(build.actor(role), report_id=report.id).whole is whole


def test_assessing_keeps_the_grades_as_submitted(build):
    report = submitted(build)
    regraded = an_item(item_id=report.items[0].id, assessment=Assessment.CORROBORATED)
    report = released(
        build,
        report,
        items=[regraded],
        source_evaluation=SourceEvaluation.RELIABLE,
        retention_group=RetentionGroup.OTHER,
    )
    assert [grading.code for grading in report.items[0].gradings] == ["2 C P", "1 B P"]
    assert (report.codes, report.retention_group) == (["1 B P"], RetentionGroup.OTHER)


def test_nobody_assesses_their_own_report(build):
    both = build.actor(Role.OFFICER, Role.INTELLIGENCE_MANAGER)
    report = submit_report(both, **a_report(build.person()))
    with pytest.raises(RuleBroken) as refused:
        release_report(both, report_id=report.id, **an_assessment())
    assert refused.value.rule == "RL-1(d)"


def test_a_report_is_released_once(build):
    report = released(build, submitted(build))
    with pytest.raises(RuleBroken, match="already"):
        released(build, report)


def test_two_assessors_do_not_overwrite_each_other(build):
    report = submitted(build)
    with pytest.raises(Stale):
        released(build, report, version=report.version - 1)


def test_an_officer_cannot_release(build):
    with pytest.raises(Forbidden):
        release_report(build.actor(Role.OFFICER), report_id=submitted(build).id, **an_assessment())


def test_the_queue_puts_the_urgent_first_then_who_waited_longest(build):
    low, high = submitted(build), submitted(build, priority="high", risk="Named a victim and a day")
    later = submitted(build)
    assert ids(list_queue(build.actor(Role.INTELLIGENCE_MANAGER))) == [high.id, low.id, later.id]


def test_mine_are_those_i_submitted(build):
    author = build.actor(Role.OFFICER)
    submitted(build)
    mine = submit_report(author, **a_report(build.person()))
    assert ids(list_my_reports(author)) == [mine.id]


def test_reading_is_journalled_and_a_list_is_one_entry(build, db_session):
    person = build.person()
    report = released(build, submitted(build, person))
    reader = build.actor(Role.OFFICER)
    list_reports_about(reader, person_id=person.id)
    (entry,) = db_session.scalars(sa.select(JournalEntry).where(JournalEntry.actor_id == reader.id)).all()
    assert (entry.verb, entry.subjects) == (Verb.CONSULTED, [report.id])
