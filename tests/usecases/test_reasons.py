"""The `*` of ROL-3: nothing is shown or done under it until a reason is given, and then all of it (INT-10)."""

import uuid
from dataclasses import replace

import pytest

from mips.access.matrix import ASKED_OF_SOME, GRANTS
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.audit.model import JournalEntry
from mips.core import settings
from mips.core.errors import ReasonNeeded
from mips.intelligence.usecases import list_reports_about, read_report
from mips.usecase import REGISTRY
from tests.intelligence.reports import released, submitted

CELLS = [
    pytest.param(role, use, id=f"{role} {name}")
    for name, use in sorted(REGISTRY.items())
    for role in Role
    if use.permission in ASKED_OF_SOME and use.permission in GRANTS[role] and GRANTS[role][use.permission].reason_asked
]
"""Every use case of every cell with a `*`, out of the matrix and the use cases there are."""


def somebody(*roles, reason=""):
    return Actor(id=uuid.uuid4(), name="A", roles=frozenset(roles), reason=reason)


@pytest.mark.parametrize(("role", "use"), CELLS)
def test_every_use_case_of_a_starred_cell_asks_for_a_reason(role, use):
    with pytest.raises(ReasonNeeded):
        use.admit(somebody(role))
    use.admit(somebody(role, reason="Op Heron"))


def test_who_holds_it_with_a_star_only_sees_more_with_a_reason():
    assert somebody(Role.OFFICER).sees_more_with_reason(Permission.INTELLIGENCE_SEARCH_READ)
    assert not somebody(Role.OFFICER, reason="Op Heron").sees_more_with_reason(Permission.INTELLIGENCE_SEARCH_READ)


def test_there_are_such_cells():
    assert {Role.OFFICER, Role.ANALYST, Role.RECORDS_REVIEWER} <= {cell.values[0] for cell in CELLS}


def test_a_role_without_the_star_is_asked_nothing():
    read_report.admit(somebody(Role.CUSTODY_OFFICER))


def test_of_two_roles_the_one_that_asks_nothing_shows_what_it_shows_until_a_reason_adds_the_rest():
    both = somebody(Role.CUSTODY_OFFICER, Role.OFFICER)
    assert both.may(Permission.INTELLIGENCE_SEARCH_READ)
    assert not both.sees_all_of(Permission.INTELLIGENCE_SEARCH_READ)
    assert both.sees_more_with_reason(Permission.INTELLIGENCE_SEARCH_READ)
    told = replace(both, reason="Op Heron")
    assert told.sees_all_of(Permission.INTELLIGENCE_SEARCH_READ)
    assert not told.sees_more_with_reason(Permission.INTELLIGENCE_SEARCH_READ)


def test_who_holds_the_whole_without_a_star_gains_nothing_by_a_reason():
    assert not somebody(Role.ANALYST, Role.OFFICER).owes_reason(Permission.INVESTIGATION_CRIME_READ)
    assert not somebody(Role.OFFICER).sees_more_with_reason(Permission.INVESTIGATION_CRIME_READ)


def test_a_force_may_ask_nothing_where_the_risk_is_low_but_never_for_intelligence(monkeypatch):
    monkeypatch.setenv("MIPS_LOW_RISK_REASONS", "no")
    settings.reset()
    analyst = somebody(Role.ANALYST)
    assert not analyst.owes_reason(Permission.INVESTIGATION_CRIME_READ)
    assert not analyst.owes_reason(Permission.CUSTODY_LOG_READ)
    assert analyst.owes_reason(Permission.INTELLIGENCE_SEARCH_READ)
    settings.reset()


def test_the_reason_stands_beside_what_was_seen(build, db_session):
    person = build.person()
    report = released(build, submitted(build, person))
    officer = replace(build.actor(Role.OFFICER), reason="Op Heron")
    read_report(officer, report_id=report.id)
    list_reports_about(officer, person_id=person.id)
    said = {entry.reason for entry in db_session.query(JournalEntry).filter_by(actor_id=officer.id, verb="consulted")}
    assert said == {"Op Heron"}


def test_without_one_nothing_is_shown_and_nothing_written(build, db_session):
    report = released(build, submitted(build))
    officer = replace(build.actor(Role.OFFICER), reason="")
    with pytest.raises(ReasonNeeded):
        read_report(officer, report_id=report.id)
    assert db_session.query(JournalEntry).filter_by(actor_id=officer.id).count() == 0
