"""Looking into a return: its figures on a page, and from each to the records that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.reasons import Why
from mips.access.visibility import UNSEEN_TOO, visible
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import NotFound, ReasonNeeded
from mips.record.model.entity import Entity
from mips.returns.offered import Asked, Offered
from mips.returns.rules.definition import Definition
from mips.returns.usecases.drawing import Drawn, asked_for, drawn_now
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@dataclass(frozen=True)
class Counted:
    """How many a return counts in the rows that begin with the values `of`, and a page of those records."""

    about: Offered
    asked: Asked
    definition: Definition
    of: Sequence[str]
    count: int
    page: Page[Entity]

    def shown(self) -> Iterable[Base]:
        return self.page.rows


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_CREATE, verb=Verb.CONSULTED)
def look_into_return(actor: Actor, *, about: str, which: str, period: str, unit: str | None = None) -> Drawn:
    """The figures of one return, for those who compile it."""
    return drawn_now(*asked_for(about, which, period, unit))


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_READ, verb=Verb.CONSULTED)
def check_return(actor: Actor, *, about: str, which: str, period: str, unit: str | None = None) -> Drawn:
    """The same, for those who approve and audit it."""
    return drawn_now(*asked_for(about, which, period, unit))


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_CREATE, verb=Verb.CONSULTED)
def list_counted(
    actor: Actor,
    *,
    about: str,
    which: str,
    period: str,
    unit: str | None = None,
    of: Sequence[str] = (),
    after: str | None = None,
) -> Counted:
    """The records behind the rows that begin with the values `of`, for those who compile it: those they may open."""
    return _counted(actor, asked_for(about, which, period, unit), of, after)


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_READ, verb=Verb.CONSULTED)
def check_counted(
    actor: Actor,
    *,
    about: str,
    which: str,
    period: str,
    unit: str | None = None,
    of: Sequence[str] = (),
    after: str | None = None,
) -> Counted:
    """The same, for those who approve and audit it."""
    return _counted(actor, asked_for(about, which, period, unit), of, after)


def _counted(actor: Actor, found: tuple[Offered, Asked], of: Sequence[str], after: str | None) -> Counted:
    """Every line counts; those listed are of what the actor may open, once they say why where they must (INT-10)."""
    offered, asked = found
    definition = offered.definition(asked)
    if offered.lines is None or len(of) > len(definition.by):
        raise NotFound
    reads = offered.reads.get(asked.which)
    if reads is not None and actor.owes_reason(reads):
        raise ReasonNeeded(Why.ROLE.said, why=Why.ROLE, permission=reads)
    lines = offered.lines(asked, of).subquery()
    count = db.session.scalar(select(func.count()).select_from(lines), execution_options=dict(UNSEEN_TOO)) or 0
    seen = select(Entity).join(lines, lines.c.record_id == Entity.id).where(visible(Entity))
    by = (lines.c.record_id, lines.c.line)
    page = paged(db.session, seen.execution_options(**UNSEEN_TOO), by=by, after=after)
    return Counted(offered, asked, definition, of, count, page)
