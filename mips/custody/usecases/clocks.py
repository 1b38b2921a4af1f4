"""From the facts on a custody record to where it stands: the only way its clock is ever worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from mips.core import clock
from mips.core.settings import settings
from mips.custody.model.detention import Detention
from mips.custody.rules.own_limits import as_reviewed, with_own_limit
from mips.custody.rules.progress import Progress
from mips.custody.rules.reading import read_case
from mips.custody.rules.reviews import Practice
from mips.custody.rules.standing import Standing, standing
from mips.custody.rules.story import Story
from mips.custody.rules.urgency import Thresholds, Urgency

_NEAR = frozenset({Urgency.AMBER, Urgency.RED, Urgency.BREACH})


def story_of(detention: Detention) -> Story:
    """What the facts that count amount to. Raises CaseInvalid when one cannot follow those before it."""
    return story_told([(each.kind, each.at, each.details) for each in detention.facts if each.replaced_at is None])


def story_told(facts: Sequence[tuple[str, datetime, Mapping[str, Any]]]) -> Story:
    """What facts that count amount to, each a kind, an instant and details. Raises CaseInvalid as story_of does."""
    events = [{"type": kind, "at": at.astimezone(UTC).isoformat(), **details} for kind, at, details in facts]
    return read_case({"events": events}) if events else Story()


def standing_of(detention: Detention, now: datetime | None = None) -> Standing:
    """The clock and the reviews as they are now; of somebody held otherwise than for an offence, their own limit."""
    at, near, kind = now or clock.now(), thresholds(), detention.arrival
    stands = standing(as_reviewed(story_of(detention), kind), at, practice=practice(), thresholds=near)
    if not detention.held:
        return stands
    since, ends = detention.arrived_at, detention.held_until
    return with_own_limit(stands, kind, since=since, ends=ends, now=at, thresholds=near)


def practice() -> Practice:
    """How this force reads the sections on reviews."""
    ours = settings()
    return Practice(pause_reviews=ours.pause_reviews, restart_after_bail=ours.restart_reviews_after_bail)


def thresholds() -> Thresholds:
    """Minutes left at which a deadline turns amber and red in this force."""
    return Thresholds(amber=settings().clock_amber_minutes, red=settings().clock_red_minutes)


def progress_of(detention: Detention, stands: Standing) -> Progress:
    """How far a detention has come, as the order of the process asks."""
    return Progress(
        identified=detention.person_id is not None,
        arrested=detention.arrested_at is not None,
        authorised=detention.authorised_at is not None,
        rights_given=detention.rights_given_at is not None,
        in_cell=detention.cell_id is not None,
        review_near=stands.review_urgency in _NEAR,
        charged=detention.charged_at is not None,
        ended=not detention.held,
        pace=detention.arrival.pace,
    )
