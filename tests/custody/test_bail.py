"""Bail before charge at the desk: out, back on the same record and clock, broken, extended, ended; who may not."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.between.questions import held_now
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.model.bail import BailEnd
from mips.custody.model.board import BoardLine
from mips.custody.model.detention import Detention, Grounds
from mips.custody.rules.bail_extension import Decider
from mips.custody.rules.bail_release import BailCondition, BailPower, EarlyReturn, Regard, ViewsOfVictim
from mips.custody.rules.disposals import Disposal
from mips.custody.usecases.bail_longer import (
    Decision,
    ask_for_longer,
    decide_on_6_months,
    prosecutor_asks,
    prosecutor_has_it,
    record_in_patient,
    record_longer,
)
from mips.custody.usecases.bail_reading import DiaryView, read_bail, read_bail_diary
from mips.custody.usecases.bailing import (
    Views,
    WhyBail,
    change_return,
    end_bail,
    release_on_bail,
    tell_victim,
    vary_conditions,
)
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.departure import Hindrance, before_leaving, hindrances_of
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.looking_again import review_release
from mips.custody.usecases.returning import answer_bail, arrest_on_bail, authorise_again
from mips.record.model.case import Offence, Stage
from mips.record.model.work import Task
from tests.build import NOON

BACK = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
"""The last day of three months from 3 March, the day after the arrest."""
WHY = WhyBail(necessary_why="To keep her safe", regard=[Regard.VICTIMS], representations="Nothing to say")
NOBODY = Views(asked=ViewsOfVictim.NO_VICTIM)


def bailed(desk, detention=None, *, by=None, **fields):
    detention = detention or desk.detained()
    desk.cleared(detention)
    given = {
        "power": BailPower.NO_EVIDENCE_YET,
        "why": WHY,
        "views": NOBODY,
        "return_at": BACK,
        "return_suite_id": desk.suite.id,
        "conditions": [BailCondition.NO_CONTACT],
        "conditions_words": "Not contact Ann Hill",
    }
    release_on_bail(by or desk.sergeant, detention_id=detention.id, **given | fields)
    return detention


def test_somebody_on_bail_is_out_of_the_suite_and_their_clock_stands_still(desk):
    detention = bailed(desk)
    here = desk.record(detention)
    assert (here.disposal, here.held, here.on_bail, here.cell_id) == (Disposal.BAILED, False, True, None)
    assert held_now(here.person_id) is None
    assert read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held == []
    assert standing_of(here).clock is None


def test_the_period_runs_from_the_day_after_the_arrest(desk):
    (bail,) = read_bail(desk.sergeant, detention_id=bailed(desk).id).bails
    assert (bail.start_on, bail.period_ends, bail.months) == (date(2026, 3, 3), date(2026, 6, 2), 3)


def test_who_answers_bail_is_back_on_the_same_record_and_clock(desk):
    detention = bailed(desk)
    clock.hold_at(BACK)
    answer_bail(desk.sergeant, detention_id=detention.id, suite_id=desk.suite.id)
    here = desk.record(detention)
    assert (here.held, here.returned_at, here.reference) == (True, BACK, detention.reference)
    assert standing_of(here).clock.ends == BACK + timedelta(hours=23, minutes=30)
    (row,) = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held
    assert row.needs == ["Back on bail: decision"]


def test_rights_are_given_and_risk_is_asked_again_after_bail(desk):
    detention = bailed(desk)
    clock.hold_at(BACK)
    answer_bail(desk.sergeant, detention_id=detention.id, suite_id=desk.suite.id)
    assert desk.record(detention).rights_given_at is None


def test_detention_is_authorised_again_and_the_board_stops_asking(desk):
    detention = bailed(desk)
    clock.hold_at(BACK)
    answer_bail(desk.sergeant, detention_id=detention.id, suite_id=desk.suite.id)
    again = {"detention_id": detention.id, "grounds": [Grounds.OBTAIN], "grounds_reason": "To interview about phones"}
    authorise_again(desk.sergeant, **again)
    (row,) = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held
    assert row.needs == []
    with pytest.raises(RuleBroken, match="Nobody waits"):
        authorise_again(desk.sergeant, **again)


def test_three_hours_after_an_arrest_on_bail_do_not_count(desk):
    detention = bailed(desk)
    at = NOON + timedelta(days=5)
    clock.hold_at(at + timedelta(hours=4))
    arrest_on_bail(
        desk.sergeant,
        detention_id=detention.id,
        because=BailEnd.BREACH,
        reason="Rang Ann Hill",
        arrested_at=at - timedelta(minutes=20),
        arrest_place="Her door",
        suite_id=desk.suite.id,
        arrived_at=at,
    )
    assert standing_of(desk.record(detention)).clock.ends == at + timedelta(hours=26, minutes=30)
    assert read_bail(desk.sergeant, detention_id=detention.id).bails[0].ended_by is BailEnd.BREACH


def test_nobody_has_failed_to_answer_before_it_was_time(desk):
    detention = bailed(desk)
    with pytest.raises(RuleBroken) as refused:
        arrest_on_bail(
            desk.sergeant,
            detention_id=detention.id,
            because=BailEnd.NOT_ANSWERED,
            reason="Not here",
            arrested_at=NOON,
            arrest_place="Home",
            suite_id=desk.suite.id,
        )
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.46A(1)", "arrested_at")


def test_bailed_again_the_period_goes_on_where_it_was(desk):
    detention = bailed(desk, return_at=BACK - timedelta(days=30), early=EarlyReturn.DECISION_SOONER)
    clock.hold_at(BACK - timedelta(days=30))
    answer_bail(desk.sergeant, detention_id=detention.id, suite_id=desk.suite.id)
    bailed(desk, detention)
    assert [each.period_ends for each in read_bail(desk.sergeant, detention_id=detention.id).bails] == [
        date(2026, 6, 2),
        date(2026, 6, 2),
    ]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"why": WhyBail()}, "PACE 1984 s.50A"),
        ({"return_at": BACK + timedelta(days=1)}, "PACE 1984 s.47ZA"),
        ({"views": Views(asked=ViewsOfVictim.ASKED)}, "PACE 1984 s.47ZZA"),
    ],
    ids=["no pre-conditions", "after the period", "a victim who said nothing"],
)
def test_bail_that_may_not_be_is_refused(desk, fields, rule):
    with pytest.raises(RuleBroken) as refused:
        bailed(desk, **fields)
    assert refused.value.rule == rule


def test_what_still_stands_in_the_way_is_said(desk, monkeypatch):
    detention = desk.detained()
    monkeypatch.setattr("mips.custody.usecases.departure._askers", [])
    before_leaving(lambda _detention_id: [Hindrance("return the property")])
    assert [each.words for each in hindrances_of(detention.id)] == ["return the property"]
    with pytest.raises(RuleBroken, match="return the property"):
        bailed(desk, detention)


@pytest.mark.parametrize("role", [Role.DETENTION_OFFICER, Role.OFFICER, Role.OFFICER_IN_CASE, Role.SUPERINTENDENT])
def test_only_a_custody_officer_releases_on_bail(desk, build, role):
    with pytest.raises(Forbidden):
        bailed(desk, by=build.actor(role))


def test_a_constable_says_why_there_was_no_sergeant(desk, build):
    with pytest.raises(RuleBroken) as refused:
        bailed(desk, by=build.actor(Role.CUSTODY_OFFICER, rank=int(Rank.CONSTABLE)))
    assert refused.value.field == "no_sergeant_why"


def test_conditions_and_return_change_by_written_notice(desk):
    detention = bailed(desk)
    later = {"detention_id": detention.id, "reason": "Moved house"}
    with pytest.raises(RuleBroken):
        vary_conditions(desk.sergeant, conditions_words="Live at 3 Mill Lane", **later)
    bail = vary_conditions(desk.sergeant, conditions_words="Live at 3 Mill Lane", notice_given=True, **later)
    assert str(bail.terms) == "Live at 3 Mill Lane"
    to = {"return_at": BACK - timedelta(days=7), "return_suite_id": desk.suite.id, "early": EarlyReturn.OTHER_BAIL}
    assert change_return(desk.sergeant, notice_given=True, **to, **later).return_at == BACK - timedelta(days=7)


def test_no_prosecution_is_told_in_writing_and_ends_bail_and_offences(desk, db_session):
    detention = bailed(desk)
    ending = {"detention_id": detention.id, "disposal": Disposal.NO_ACTION, "reason": "Alibi"}
    with pytest.raises(RuleBroken) as refused:
        end_bail(desk.sergeant, **ending)
    assert refused.value.rule == "PACE 1984 s.37(6B)"
    end_bail(desk.sergeant, notice_given=True, **ending)
    here = desk.record(detention)
    assert (here.disposal, here.on_bail, here.notice_given) == (Disposal.NO_ACTION, False, True)
    assert db_session.scalars(sa.select(Offence.stage).where(Offence.detention_id == here.id)).all() == [Stage.ENDED]


def asked(desk, build, detention):
    oic = build.actor(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER, rank=int(Rank.SERGEANT))
    met = {"suspects_guilt": "a", "more_time": "b", "diligent": "c", "necessary": "d"}
    return oic, ask_for_longer(oic, detention_id=detention.id, **met)


YES = Decision(granted=True, reason="Phones", told="Solicitor by email 1 June", representations="Nothing")


def test_an_inspector_extends_to_six_months(desk, build):
    detention = bailed(desk)
    _, extension = asked(desk, build, detention)
    decide_on_6_months(desk.inspector(), extension_id=extension.id, decision=YES)
    (bail,) = read_bail(desk.sergeant, detention_id=detention.id).bails
    assert (bail.months, bail.period_ends) == (6, date(2026, 9, 2))


def test_an_inspector_who_has_lost_the_rank_does_not(desk, build):
    _, extension = asked(desk, build, bailed(desk))
    sergeant = build.actor(Role.REVIEWING_INSPECTOR, rank=int(Rank.SERGEANT))
    with pytest.raises(RuleBroken) as refused:
        decide_on_6_months(sergeant, extension_id=extension.id, decision=YES)
    assert refused.value.rule == "PACE 1984 s.47ZD"


def test_an_extension_refused_leaves_the_period_as_it_was(desk, build):
    detention = bailed(desk)
    _, extension = asked(desk, build, detention)
    no = Decision(granted=False, reason="Slow", told="Letter", representations="Too long")
    decide_on_6_months(desk.inspector(), extension_id=extension.id, decision=no)
    assert read_bail(desk.sergeant, detention_id=detention.id).bails[0].months == 3


def test_a_court_does_not_come_before_nine_months(desk, build):
    oic = build.actor(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    with pytest.raises(RuleBroken):
        record_longer(
            oic,
            detention_id=bailed(desk).id,
            decider=Decider.COURT,
            decided_by="Northmoor Magistrates",
            granted=True,
            until=date(2026, 12, 2),
            decided_at=NOON,
        )


def test_the_period_stands_still_while_the_prosecutor_decides(desk, build):
    detention = bailed(desk, power=BailPower.PROSECUTOR, why=WhyBail(), return_at=BACK + timedelta(days=200))
    file = read_bail(desk.sergeant, detention_id=detention.id)
    assert file.standing.period_ends is None
    clock.hold_at(NOON + timedelta(days=31))
    request = {"detention_id": detention.id, "asked_on": date(2026, 4, 2), "items": "Phone download"}
    bail = prosecutor_asks(desk.sergeant, **request)
    assert bail.period_ends == date(2026, 7, 2)
    oic = build.actor(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    assert prosecutor_has_it(oic, detention_id=detention.id, met_on=date(2026, 4, 2)).period_ends is None


def test_days_in_hospital_are_kept(desk, build):
    oic = build.actor(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    detention = bailed(desk)
    record_in_patient(oic, detention_id=detention.id, admitted_on=date(2026, 3, 2), hospital="Northmoor General")
    assert len(read_bail(desk.sergeant, detention_id=detention.id).pauses) == 1


def test_the_victim_is_told(desk, build):
    oic = build.actor(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    detention = bailed(desk, views=Views(asked=ViewsOfVictim.ASKED, said="No contact please"))
    assert tell_victim(oic, detention_id=detention.id, how="Telephone").victim_told_at == NOON


def test_the_diary_says_who_is_late_and_whose_period_ends(desk):
    detention = bailed(desk)
    (row,) = read_bail_diary(desk.sergeant).page.rows
    assert (row.detention.id, row.overdue) == (detention.id, False)
    assert not read_bail_diary(desk.sergeant, view=DiaryView.EXTENSIONS).page.rows
    clock.hold_at(BACK + timedelta(days=1))
    (row,) = read_bail_diary(desk.sergeant, view=DiaryView.EXTENSIONS).page.rows
    assert row.overdue and row.nearness == "over"


def test_a_release_under_investigation_is_looked_at_again_in_thirty_days(desk, build, db_session):
    detention = desk.detained()
    given = {"disposal": Disposal.UNDER_INVESTIGATION, "reason": "Phones to examine"}
    desk.cleared(detention)
    release_detainee(desk.sergeant, detention_id=detention.id, **given)
    task = db_session.scalars(sa.select(Task).where(Task.entity_id == detention.id)).one()
    assert task.assignee_id == desk.arresting_officer.id
    (row,) = read_bail_diary(desk.sergeant, view=DiaryView.UNDER_INVESTIGATION).released.rows
    assert row.review_on == date(2026, 4, 1)
    clock.hold_at(NOON + timedelta(days=30))
    oic = build.actor(Role.OFFICER_IN_CASE, Role.CUSTODY_OFFICER)
    assert review_release(oic, detention_id=detention.id, reason="Lab").review_on == date(2026, 5, 1)


def test_nothing_is_said_on_the_board_of_who_is_on_bail(desk, db_session):
    detention = bailed(desk)
    said = db_session.scalars(sa.select(BoardLine.topics).where(BoardLine.detention_id == detention.id)).all()
    assert all(topics == {} for topics in said)
    assert db_session.get(Detention, detention.id).on_bail
