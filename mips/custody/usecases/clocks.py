"""From the facts on a custody record to where it stands: the only way its clock is ever worked out."""

from __future__ import annotations

from datetime import UTC, datetime

from mips.core import clock
from mips.core.settings import settings
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.rules.progress import Progress
from mips.custody.rules.reading import read_case
from mips.custody.rules.reviews import Practice
from mips.custody.rules.standing import Standing, standing
from mips.custody.rules.story import Story
from mips.custody.rules.urgency import Thresholds, Urgency

_NEAR = frozenset({Urgency.AMBER, Urgency.RED, Urgency.BREACH})


def story_of(detention: Detention) -> Story:
    """What the facts that count amount to. Raises CaseInvalid when one cannot follow those before it."""
    counted = [fact for fact in detention.facts if fact.replaced_at is None]
    return read_case({"events": [_as_event(fact) for fact in counted]}) if counted else Story()


def standing_of(detention: Detention, now: datetime | None = None) -> Standing:
    """The clock and the reviews as they are now."""
    return standing(story_of(detention), now or clock.now(), practice=practice(), thresholds=thresholds())


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
    )


def _as_event(fact: DetentionFact) -> dict[str, object]:
    return {"type": fact.kind, "at": fact.at.astimezone(UTC).isoformat(), **fact.details}
