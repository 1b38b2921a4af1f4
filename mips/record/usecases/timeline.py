"""A person's timeline across domains: what each offers of them, in one order, a page at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.between import offers
from mips.between.offers import TimelineLines
from mips.between.timeline import Line, Stretch, midday
from mips.core import db
from mips.core.db import Base, UtcDateTime
from mips.record.lookup import fetch
from mips.record.model.case import Case, Offence
from mips.record.model.event import Event, Involvement
from mips.record.model.person import Person
from mips.usecase import usecase
from mips.web.field.choice import words
from mips.web.keyset import Cursor, Page, decoded

LINES: Final = 25


@dataclass(frozen=True)
class Timeline:
    """A page of somebody's timeline, and the kinds of line that its reader may ask for."""

    person: Person
    page: Page[Line]
    kinds: Sequence[TimelineLines]
    waiting: Sequence[TimelineLines] = ()
    """Kinds that a reason would open, or show all of."""

    def shown(self) -> Iterable[Base]:
        return [self.person, *(line.row for line in self.page.rows)]


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_timeline(
    actor: Actor, *, person_id: uuid.UUID, kind: str | None = None, after: str | None = None, size: int = LINES
) -> Timeline:
    """What is known to have happened with somebody, the latest first; of one kind of line, where one is named.

    Each domain gives what its own rules let this reader see. Raises InputInvalid for a cursor that leads nowhere.
    """
    person = fetch(Person, person_id)
    stretch = _stretch(after, size)
    kinds = [each for each in offers.timelines if actor.may(each.permission) and not actor.owes_reason(each.permission)]
    lines = [
        replace(line, kind=each.key)
        for each in kinds
        if kind in (None, each.key)
        for line in each.lines(actor, person_id, stretch)
    ]
    waiting = [each for each in offers.timelines if actor.may(each.permission) and _more(actor, each)]
    return Timeline(person, _page(lines, stretch), kinds, waiting)


def _more(actor: Actor, kind: TimelineLines) -> bool:
    return actor.sees_more_with_reason(kind.permission)


def _stretch(after: str | None, size: int) -> Stretch:
    if not after:
        return Stretch(size)
    cursor = decoded(after, [sa.column("at", UtcDateTime), sa.column("id", sa.Uuid)])
    at, row_id = cursor.values
    return Stretch(size, (at, row_id), cursor.back)


def _page(lines: Sequence[Line], stretch: Stretch) -> Page[Line]:
    """The lines of all domains in one order, cut to size, with the ways on and back."""
    found = sorted(lines, key=lambda line: line.place, reverse=not stretch.back)
    more, found = len(found) > stretch.size, found[: stretch.size]
    if stretch.back:
        found.reverse()
    later, earlier = (more, True) if stretch.back else (stretch.beyond is not None, more)
    return Page(
        found,
        next_cursor=Cursor(found[-1].place).encoded() if found and earlier else None,
        previous_cursor=Cursor(found[0].place, back=True).encoded() if found and later else None,
    )


def other_events(actor: Actor, person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    """What somebody had a part in that no domain tells of: when it happened, else was reported, else was entered."""
    placed = sa.func.coalesce(Event.occurred_from, Event.reported_at, Event.created_at)
    told = [pair for each in offers.timelines if actor.may(each.permission) for pair in each.speaks_for]
    involved = (
        sa.select(Involvement, User.name)
        .join(Involvement.event)
        .outerjoin(User, User.id == Event.owner_id)
        .where(Involvement.party_id == person_id, sa.tuple_(Event.kind, Involvement.part).not_in(told))
        .options(contains_eager(Involvement.event))
    )
    for each, owner, at in db.session.execute(stretch.of(involved, placed, Involvement.id)):
        event = each.event
        yield Line(
            id=each.id,
            at=at,
            title=event.label or event.reference or event.kind,
            row=event,
            entered_at=event.created_at,
            by=owner or "",
            text=event.summary,
            tag=f"{words(each.part)}, {event.kind.replace('-', ' ')}",
        )


def allegations(actor: Actor, person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    """How far each allegation came, where no custody record or case that this reader may see tells of it."""
    # the row filter is on the inner selects: what is hidden there tells nothing
    in_custody = Offence.detention_id.in_(sa.select(Event.id).where(Event.id == Offence.detention_id))
    in_court = Offence.case_id.in_(sa.select(Case.id).where(Case.id == Offence.case_id))
    stages: list[tuple[str, Any, str, sa.ColumnElement[bool]]] = [
        ("Arrested for", Offence.arrested_at, "minute", in_custody),
        ("Charged with", Offence.charged_at, "minute", in_custody),
        ("Result for", midday(Offence.resulted_on), "day", in_court),
    ]
    of_person = sa.select(Offence).where(Offence.person_id == person_id).options(joinedload(Offence.person))
    for said, at, precision, told in stages:
        reached = of_person.where(at.is_not(None), sa.func.coalesce(told, sa.false()).is_(False))
        for offence, when in db.session.execute(stretch.of(reached, at, Offence.id)):
            yield Line(
                id=offence.id,
                at=when,
                title=f"{said} {offence.title}",
                row=offence.person,
                precision=precision,
                text=offence.result if precision == "day" else "",
                tag=offence.code,
            )
