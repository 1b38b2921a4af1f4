"""Exhibits of a crime: entering one in a minute, parting one from another, reading and finding them (INV-9)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import NotFound, RuleBroken
from mips.core.settings import settings
from mips.investigation.model.acquisition import Acquisition
from mips.investigation.model.crime import Crime
from mips.investigation.model.exhibit import ContinuityEvent, ContinuitySignature, Exhibit, Sensitivity
from mips.investigation.rules.continuity import Sealed, Where, Whereabouts, check_open
from mips.investigation.rules.marks import Mark, check_mark, read_mark
from mips.investigation.rules.seals import read_seals, said
from mips.investigation.usecases.acquiring import acquisitions_of
from mips.investigation.usecases.moving import held, reseal, with_officer, write
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch, picked
from mips.record.model.entity import Entity
from mips.record.model.object import Place, ThingKind
from mips.record.model.work import Attachment
from mips.record.numbers import next_number
from mips.record.reference.lookup import require_item
from mips.record.usecases.attachments import hang, openable
from mips.usecase import usecase
from mips.web.fields import Uploaded
from mips.web.keyset import Page, paged

SEIZED_UNDER: Final = "seized-under"
MOST_ON_A_CRIME: Final = 500


@dataclass(frozen=True)
class ExhibitsOfCrime:
    """A crime and its exhibits in the order of their marks."""

    crime: Crime
    exhibits: Sequence[Exhibit]
    place: str = ""
    """Where it happened, which is mostly where things are found."""

    @property
    def marks(self) -> list[Mark]:
        return [each.marked for each in self.exhibits]

    def shown(self) -> Iterator[Base]:
        yield self.crime
        yield from self.exhibits


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def list_exhibits_of(actor: Actor, *, crime_id: uuid.UUID) -> ExhibitsOfCrime:
    """The exhibits of one crime, as an exhibit list has them: by who produces them, then by number."""
    crime = fetch(Crime, crime_id)
    place = sa.select(Place.label).where(Place.id == crime.place_id)
    return ExhibitsOfCrime(crime, exhibits_on(crime_id), db.session.scalar(place) or "")


def exhibits_on(crime_id: uuid.UUID) -> list[Exhibit]:
    """Those that may be seen."""
    rows = db.session.scalars(sa.select(Exhibit).where(Exhibit.crime_id == crime_id).limit(MOST_ON_A_CRIME))
    return sorted(rows, key=lambda each: each.marked)


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_exhibit(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    mark: str,
    description: str,
    seized_under: str,
    found_where: str,
    thing_kind: ThingKind = ThingKind.PROPERTY,
    found_at: datetime | None = None,
    found_by_id: uuid.UUID | None = None,
    producer: str | None = None,
    seals: str | None = None,
    number: str | None = None,
    owner: str | None = None,
    sensitivity: Sensitivity = Sensitivity.NONE,
    hazards: str | None = None,
    photograph: Uploaded | None = None,
    parent_id: uuid.UUID | None = None,
) -> Exhibit:
    """Enter an exhibit of a crime, in the hands of whoever found it (the actor unless told).

    `mark` like JS/1; `producer` where a witness produces it; `seals` bag numbers parted by commas; `parent_id` the
    exhibit of the same crime that it was parted from.
    """
    crime, when = fetch(Crime, crime_id), found_at or clock.now()
    finder = picked(User, found_by_id or actor.id, field="found_by_id")
    parent = _whole(crime, parent_id) if parent_id else None
    wanted = read_mark(mark)
    check_mark(wanted, _taken(crime), parent=parent.marked if parent else None)
    bags = read_seals(seals or "")
    require_item(SEIZED_UNDER, seized_under, field="seized_under", on=when.date())
    exhibit = Exhibit(
        reference=_number(when),
        label=f"{wanted} {description}"[:200],
        force=settings().force,
        within_id=crime.id,
        thing_kind=thing_kind,
        number=number or "",
        description=description,
        crime_id=crime.id,
        parent_id=parent and parent.id,
        mark=str(wanted),
        producer_id=None if producer else finder.id,
        producer=producer or finder.name,
        found_at=when,
        found_where=found_where,
        found_by_id=finder.id,
        seized_under=seized_under,
        owner=owner or "",
        sensitivity=sensitivity,
        hazards=hazards or "",
        seal="",
        whereabouts=Where.IN_POSSESSION,
        moves=0,
        moved_at=when,
    )
    db.session.add(exhibit)
    db.session.flush()
    _begin(actor, exhibit, finder, bags)
    if photograph is not None:
        hang(exhibit.id, photograph)
    log(actor.id, crime, when, f"Exhibit {wanted} ({exhibit.reference}): {description}", kind="exhibit")
    return exhibit


def _begin(actor: Actor, exhibit: Exhibit, finder: User, bags: Sequence[str]) -> None:
    """The first continuity event: from where it was found to the hands of who found it."""
    reseal(actor, exhibit, bags, exhibit.found_at)
    write(
        actor,
        exhibit,
        left=Whereabouts(Where.FOUND, name=exhibit.found_where),
        to=with_officer(finder),
        at=exhibit.found_at,
        purpose="Seized",
        seal=Sealed(before="", intact=None, after=said(bags)),
        number=1,
    )


def _taken(crime: Crime) -> list[Mark]:
    """Every mark of the investigation, hidden ones too; nobody else enters one until we are done."""
    db.session.execute(sa.select(Entity.id).where(Entity.id == crime.id).with_for_update(key_share=True)).all()
    marks = sa.select(Exhibit.mark).where(Exhibit.crime_id == crime.id).execution_options(**UNSEEN_TOO)
    return [read_mark(each) for each in db.session.scalars(marks)]


def _whole(crime: Crime, parent_id: uuid.UUID) -> Exhibit:
    parent = held(parent_id)
    if parent.crime_id != crime.id:
        raise RuleBroken("That is an exhibit of another crime. Enter the part there", rule="INV-9")
    check_open(parent.now)
    return parent


def _number(when: datetime) -> str:
    """X0000123/26: the number in the force that a label carries."""
    force = settings().force
    return f"X{force}{next_number(f'exhibit {force}', when.year):07}/{when.year % 100:02}"


@dataclass(frozen=True)
class ExhibitPage:
    """An exhibit with its crime, its parts, whose hands it was in, and its photographs."""

    exhibit: Exhibit
    crime: Crime
    parts: Sequence[Exhibit]
    events: Sequence[ContinuityEvent]
    photographs: Sequence[Attachment]
    acquisitions: Sequence[Acquisition] = ()
    """How its files were acquired, the entry that counts first."""

    @property
    def reference(self) -> str:
        return self.exhibit.mark

    def shown(self) -> Iterable[Base]:
        return [self.exhibit]


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def read_exhibit(actor: Actor, *, exhibit_id: uuid.UUID) -> ExhibitPage:
    """One exhibit with its continuity from the first hand to the last, newest first."""
    return _page(exhibit_id)


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.DISCLOSED)
def print_exhibit(actor: Actor, *, exhibit_id: uuid.UUID) -> ExhibitPage:
    """The same on paper: what it is, how it was acquired, and its continuity."""
    return _page(exhibit_id)


def _page(exhibit_id: uuid.UUID) -> ExhibitPage:
    exhibit = fetch(Exhibit, exhibit_id, joinedload(Exhibit.found_by), joinedload(Exhibit.parent))
    crime = fetch(Crime, exhibit.crime_id)
    parts = sa.select(Exhibit).where(Exhibit.parent_id == exhibit.id).order_by(Exhibit.mark)
    events = sa.select(ContinuityEvent).where(ContinuityEvent.exhibit_id == exhibit.id)
    signed = selectinload(ContinuityEvent.signatures).joinedload(ContinuitySignature.by)
    who = joinedload(ContinuityEvent.by), joinedload(ContinuityEvent.second), joinedload(ContinuityEvent.corrects)
    files = sa.select(Attachment).where(Attachment.entity_id == exhibit.id, Attachment.media_type.startswith("image/"))
    return ExhibitPage(
        exhibit,
        crime,
        db.session.scalars(parts).all(),
        db.session.scalars(events.options(signed, *who).order_by(ContinuityEvent.number.desc())).all(),
        db.session.scalars(files.order_by(Attachment.id)).all(),
        acquisitions_of(exhibit.id),
    )


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def see_exhibit_photograph(actor: Actor, *, exhibit_id: uuid.UUID, attachment_id: uuid.UUID) -> Attachment:
    """A photograph of an exhibit, to be shown on its page."""
    exhibit, file = fetch(Exhibit, exhibit_id), fetch(Attachment, attachment_id)
    if file.entity_id != exhibit.id:
        raise NotFound
    return openable(file)


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def list_exhibits(
    actor: Actor,
    *,
    q: str | None = None,
    whereabouts: Where | None = None,
    shelf_id: uuid.UUID | None = None,
    mine: bool = False,
    after: str | None = None,
) -> Page[Exhibit]:
    """Exhibits of the force, the last entered first. `q`: a number, mark, bag or serial number, or words of it."""
    found = sa.select(Exhibit)
    for condition in _conditions(actor, q, whereabouts, shelf_id, mine):
        found = found.where(condition)
    return paged(db.session, found.options(joinedload(Exhibit.crime)), by=(Exhibit.id.desc(),), after=after)


def _conditions(
    actor: Actor, q: str | None, whereabouts: Where | None, shelf_id: uuid.UUID | None, mine: bool
) -> Iterator[Any]:
    if q:
        words = sa.func.websearch_to_tsquery("simple", q)
        plain = q.strip().upper()
        one_of = (Exhibit.reference == plain, Exhibit.mark == plain, Exhibit.seal == plain)
        yield sa.or_(*one_of, Exhibit.words.bool_op("@@")(words))
    if whereabouts:
        yield Exhibit.whereabouts == whereabouts
    if shelf_id:
        yield Exhibit.shelf_id == shelf_id
    if mine:
        yield Exhibit.holder_id == actor.id
