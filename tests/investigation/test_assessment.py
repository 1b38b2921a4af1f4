"""What is assessed of a crime: levels that only a specialist lowers, who is told, what is never screened out."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.investigation.model.crime import CrimeFlag
from mips.investigation.rules import assessment as rules
from mips.investigation.rules.assessment import Answer, Level, Stage
from mips.investigation.usecases.assessing import assess_domestic_abuse, look_again
from mips.investigation.usecases.screening import assess_hate, assess_thrive, flags_of, screen_crime, screen_stalking
from mips.investigation.usecases.unassessed import list_unassessed
from mips.record.model.work import Task
from tests.build import NOON
from tests.investigation.crimes import recorded, supervisor


def answers(ticks=0):
    return {str(n): Answer.YES if n <= ticks else Answer.NO for n in range(1, 28)}


def flagged(build, crime, flag):
    return build.add(CrimeFlag(crime_id=crime.id, flag=flag, from_on=NOON.date()))


def assessed(actor, crime_id, ticks=0, **fields):
    given = {"level": Level.STANDARD, "account": "He shouts", "child_present": False, "answers": answers(ticks)}
    return assess_domestic_abuse(actor, crime_id=crime_id, **given | fields)


@pytest.mark.parametrize(
    ("level", "ticks", "fields", "goes"),
    [
        (Level.STANDARD, 3, {}, False),
        (Level.MEDIUM, 13, {}, False),
        (Level.HIGH, 0, {}, True),
        (Level.MEDIUM, 14, {}, True),
        (Level.STANDARD, 0, {"escalation": True}, True),
        (Level.STANDARD, 0, {"judgement": True}, True),
    ],
)
def test_what_goes_to_marac(level, ticks, fields, goes):
    given = {"escalation": False, "judgement": False} | fields
    assert bool(rules.marac_because(level, ticks, **given)) is goes


@pytest.mark.parametrize(
    ("at", "by"),
    [
        pytest.param((2026, 3, 2, 7), (2026, 3, 2, 8), id="before school on Monday"),
        pytest.param((2026, 3, 2, 12), (2026, 3, 3, 8), id="the next day"),
        pytest.param((2026, 3, 6, 22), (2026, 3, 9, 8), id="over the weekend"),
        pytest.param((2026, 4, 2, 22), (2026, 4, 7, 8), id="Good Friday and Easter Monday"),
    ],
)
def test_the_school_is_told_before_the_next_school_day(at, by):
    expected = datetime(*by, tzinfo=rules.LONDON)
    assert rules.school_told_by(datetime(*at, tzinfo=UTC)) == expected


@pytest.mark.parametrize(
    ("flags", "ho_class", "may"),
    [
        (set(), "028/01", True),
        ({"domestic-abuse"}, "028/01", False),
        ({"hate-race"}, "028/01", False),
        (set(), "008/06", False),
        (set(), "019/11", False),
    ],
)
def test_what_may_be_screened_out(flags, ho_class, may):
    given = {"why": "No lines", "flags": flags, "ho_class": ho_class, "never": ["008", "019"]}
    rules.check_screening(investigate=True, **given)
    if may:
        rules.check_screening(investigate=False, **given)
    else:
        with pytest.raises(RuleBroken, match="always investigated"):
            rules.check_screening(investigate=False, **given)


def test_every_question_is_answered_and_each_that_is_not_is_named():
    with pytest.raises(RuleBroken) as refused:
        rules.check_answers(["1", "2", "3"], {"2": Answer.NO})
    assert [each.field for each in refused.value.every] == ["q1", "q3"]


def test_high_risk_with_a_child_refers_and_tells_the_school(build, db_session):
    officer = build.actor(Role.OFFICER)
    crime = recorded(build, by=officer)
    assessed(officer, crime.id, 15, level=Level.HIGH, child_present=True)
    tasks = db_session.scalars(sa.select(Task).where(Task.entity_id == crime.id).order_by(Task.due_at)).all()
    assert [task.title.split(":")[0] for task in tasks] == [
        "Tell the school and refer for safeguarding",
        "Refer to MARAC",
    ]
    assert tasks[0].due_at == datetime(2026, 3, 3, 8, tzinfo=UTC)


def test_only_the_second_look_of_somebody_else_lowers_the_level(build):
    officer, sergeant = build.actor(Role.OFFICER), supervisor(build)
    crime_id = recorded(build, by=officer).id
    first_id = assessed(officer, crime_id, level=Level.HIGH).id
    with pytest.raises(RuleBroken, match="only the specialist"):
        assessed(officer, crime_id, level=Level.MEDIUM)
    with pytest.raises(Forbidden):
        look_again(officer, assessment_id=first_id, level=Level.MEDIUM, why="x")
    with pytest.raises(RuleBroken, match="why the level is lowered"):
        look_again(sergeant, assessment_id=first_id, level=Level.MEDIUM)
    found = look_again(sergeant, assessment_id=first_id, level=Level.MEDIUM, why="He is in prison")
    assert (found.risk, found.first_level) == (Level.MEDIUM, 3)
    assert assessed(officer, crime_id, level=Level.MEDIUM).risk is Level.MEDIUM


def test_nobody_looks_again_at_their_own(build):
    both = build.actor(Role.OFFICER, Role.SUPERVISOR, rank=int(Rank.SERGEANT))
    first = assessed(both, recorded(build, by=both).id, level=Level.MEDIUM)
    with pytest.raises(RuleBroken, match="somebody else looks again"):
        look_again(both, assessment_id=first.id, level=Level.MEDIUM)


def test_domestic_abuse_stands_on_the_board_until_it_is_assessed(build):
    officer = build.actor(Role.OFFICER)
    crime, other = recorded(build, by=officer), recorded(build, by=officer)
    flagged(build, crime, "domestic-abuse")
    board = list_unassessed(officer)
    assert ([each.id for each in board.page.rows], board.total, board.late) == ([crime.id], 1, 0)
    clock.hold_at(NOON + timedelta(hours=24))
    assert list_unassessed(officer).late == 1
    assessed(officer, crime.id)
    assessed(officer, other.id)
    assert list_unassessed(officer).page.rows == []


def test_stalking_is_flagged_where_two_signs_are_there(build):
    officer = build.actor(Role.OFFICER)
    crime = recorded(build, by=officer)
    assert screen_stalking(officer, crime_id=crime.id, signs=["repeated"], account="Twice").decision is False
    assert screen_stalking(officer, crime_id=crime.id, signs=["repeated", "unwanted"], account="Again").decision is True
    assert flags_of(crime.id) == {"stalking"}


def test_hate_risk_rests_on_the_flag(build):
    officer = build.actor(Role.OFFICER)
    crime = recorded(build, by=officer)
    with pytest.raises(RuleBroken, match="Set the hate flag first"):
        assess_hate(officer, crime_id=crime.id, level=Level.MEDIUM, account="Shouted at")
    flagged(build, crime, "hate-race")
    assert assess_hate(officer, crime_id=crime.id, level=Level.MEDIUM, account="Shouted at").risk is Level.MEDIUM


def test_thrive_counts_its_worst_grade_and_screening_keeps_its_reason(build):
    officer = build.actor(Role.OFFICER)
    crime = recorded(build, by=officer)
    grades = dict.fromkeys(rules.THRIVE, Level.STANDARD) | {"harm": Level.HIGH}
    texts = dict.fromkeys(rules.THRIVE, "Said")
    assert assess_thrive(officer, crime_id=crime.id, stage=Stage.CALL, grades=grades, texts=texts).risk is Level.HIGH
    screened = screen_crime(officer, crime_id=crime.id, investigate=False, why="Nothing to go on", factors=[])
    assert (screened.decision, screened.account) == (False, "Nothing to go on")


def test_the_pages_ask_and_keep(build, client_for):
    client = client_for(Role.OFFICER, Role.SUPERVISOR, rank=int(Rank.SERGEANT))
    crime = recorded(build)
    page = client.get(f"/crimes/{crime.id}/assessments/dash")
    assert page.text.count("<legend") >= 27
    refused = client.post(f"/crimes/{crime.id}/assessments/dash", data={"account": "He shouts", "q1": "yes"})
    assert refused.status_code == 422 and "He shouts" in refused.text
    given = {f"q{n}": "no" for n in range(1, 28)} | {"level": "1", "child_present": "no", "account": "He shouts"}
    done = client.post(f"/crimes/{crime.id}/assessments/dash", data=given, follow_redirects=True)
    assert "Domestic abuse (DASH)" in done.text
    for path in ("thrive", "screening", "stalking", "hate"):
        assert client.get(f"/crimes/{crime.id}/assessments/{path}").status_code == 200
    assert "has been assessed" in client.get("/crimes/unassessed").text
