"""A supervisor's review of a stop and search, and what the officer is told (Code A 5)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.investigation.model.stop_search import SearchReview, StopSearch
from mips.investigation.rules.after_search import REVIEW_REASONS, check_review
from mips.record.lookup import fetch
from mips.record.reference.lookup import require_item
from mips.record.usecases.tasks import raise_task
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@usecase(Permission.INVESTIGATION_STOP_SEARCH_APPROVE, verb=Verb.CONSULTED)
def list_unreviewed(actor: Actor, *, team: bool = False, after: str | None = None) -> Page[StopSearch]:
    """Searches that no supervisor has looked at, the oldest first; never one's own. `team`: of one's own teams."""
    waiting = sa.select(StopSearch).where(StopSearch.reviewed_at.is_(None), StopSearch.officer_id.is_not(None))
    waiting = waiting.where(StopSearch.officer_id != actor.id)
    if team:
        waiting = waiting.where(StopSearch.team_id.in_(actor.teams))
    return paged(db.session, waiting.options(joinedload(StopSearch.officer)), by=(StopSearch.id.asc(),), after=after)


@usecase(Permission.INVESTIGATION_STOP_SEARCH_APPROVE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def review_search(
    actor: Actor,
    *,
    search_id: uuid.UUID,
    enough: bool,
    video_seen: bool,
    reasons: Sequence[str] = (),
    feedback: str | None = None,
) -> SearchReview:
    """Say whether the grounds were good enough, and why not; feedback becomes a task of the officer's."""
    search = fetch(StopSearch, search_id)
    if search.officer_id is None:
        raise RuleBroken("This was not recorded here: nobody can be told", rule="Code A 5.1")
    said = feedback or ""
    own = search.officer_id == actor.id
    check_review(own=own, rank=actor.rank, enough=enough, feedback=said, reasons=len(reasons))
    review = SearchReview(
        search_id=search.id,
        by_id=actor.id,
        at=clock.now(),
        enough=enough,
        reasons=[] if enough else [require_item(REVIEW_REASONS, each, field="reasons").code for each in reasons],
        video_seen=video_seen,
        feedback=said,
    )
    db.session.add(review)
    search.reviewed_at = review.at
    if said:
        title = f"Read what was said of your search {search.reference}"
        raise_task(actor, title=title, detail=said, entity_id=search.id, assignee_id=search.officer_id)
    return review
