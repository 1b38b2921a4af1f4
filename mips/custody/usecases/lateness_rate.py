"""How often a suite is late: checks and reviews of the last 24 hours, as the wall says it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import case, func, select, true

from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.custody.model.care import Review
from mips.custody.model.detention import Detention
from mips.custody.model.observation import CellCheck

SPAN: Final = timedelta(hours=24)


@dataclass(frozen=True)
class Rate:
    """Done in the last 24 hours, and how many of those were late."""

    checks: int = 0
    late_checks: int = 0
    reviews: int = 0
    late_reviews: int = 0

    @property
    def said(self) -> str:
        """'Late in 24 hours: 2 of 140 checks, 0 of 6 reviews'; empty where nothing was done."""
        if not self.checks + self.reviews:
            return ""
        checks, reviews = (
            f"{self.late_checks} of {self.checks} checks",
            f"{self.late_reviews} of {self.reviews} reviews",
        )
        return f"Late in 24 hours: {checks}, {reviews}"


NOTHING_DONE: Final = Rate()


def rate_of(suite_id: uuid.UUID, now: datetime) -> Rate:
    """Counted whoever they are of. One query."""
    checks = _counted(CellCheck, CellCheck.at, CellCheck.late_minutes > 0, suite_id, now)
    reviews = _counted(Review, Review.held_at, Review.held_at > Review.due_at, suite_id, now)
    both = select(checks.c.done, checks.c.late, reviews.c.done, reviews.c.late).select_from(checks)
    row = db.session.execute(both.join(reviews, true()).execution_options(**UNSEEN_TOO)).one()
    return Rate(*row)


def _counted(kind: Any, at: Any, late: Any, suite_id: uuid.UUID, now: datetime) -> Any:
    counts = (func.count(kind.id).label("done"), func.count(case((late, 1))).label("late"))
    done = select(*counts).join(Detention, Detention.id == kind.detention_id)
    return done.where(Detention.suite_id == suite_id, at > now - SPAN).subquery()
