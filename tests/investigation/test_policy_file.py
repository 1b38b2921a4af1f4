"""The policy file: numbered, never edited in the database either, later reviewed (INV-8, ROL-3)."""

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.core.errors import Forbidden
from mips.investigation.model.policy import PolicyDecision
from mips.investigation.usecases.policy import enter_decision, read_policy_file, review_decision
from tests.investigation.crimes import recorded

TOLD = {"decision": "No media appeal", "options": "Appeal now, later or never", "rationale": "It would warn him"}


def test_a_decision_is_entered_reviewed_and_never_edited(build, db_session, client_for):
    crime_id = recorded(build).id
    inspector = build.actor(Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR))
    first = enter_decision(inspector, crime_id=crime_id, **TOLD).id
    assert enter_decision(inspector, crime_id=crime_id, **TOLD).number == 2
    review_decision(inspector, decision_id=first, stands=False, text="He knows by now")
    rows = read_policy_file(build.actor(Role.SUPERVISOR), crime_id=crime_id).decisions
    assert [(each.number, [review.stands for review in each.reviews]) for each in rows] == [(1, [False]), (2, [])]
    page = client_for(Role.REVIEWING_INSPECTOR).get(f"/crimes/{crime_id}/policy-file").text
    assert "It would warn him" in page and "it does not stand" in page
    db_session.get_one(PolicyDecision, first).decision = "x"
    with pytest.raises(sa.exc.DBAPIError, match="stands as it was written"):
        db_session.flush()
    db_session.rollback()


def test_who_reads_it_and_who_writes_it(build):
    with pytest.raises(Forbidden):
        read_policy_file.admit(build.actor(Role.CUSTODY_OFFICER))
    with pytest.raises(Forbidden):
        enter_decision.admit(build.actor(Role.SUPERVISOR))
