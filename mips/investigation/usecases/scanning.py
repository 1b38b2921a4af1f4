"""What is done with a scanner in hand: finding the exhibit of a label, and booking many in or out at once (F133)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import NotFound, RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.model.exhibit import ContinuityEvent, Exhibit, ExhibitSeal
from mips.investigation.rules.continuity import Where
from mips.investigation.usecases.continuity import place_told
from mips.investigation.usecases.exhibits import exhibits_on
from mips.investigation.usecases.moving import ManyMoved, Signed, move_many, together
from mips.record.lookup import fetch
from mips.usecase import usecase

AT_ONCE: Final = 100
_APART: Final = re.compile(r"[,;\s]+")


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def find_scanned(actor: Actor, *, code: str) -> Exhibit:
    """The exhibit whose number is on the label, or that is or was in the bag of this number. Raises NotFound."""
    return _of_code(code)


def _of_code(code: str) -> Exhibit:
    plain = code.strip().upper()
    sealed = sa.select(ExhibitSeal.exhibit_id).where(ExhibitSeal.number == plain).scalar_subquery()
    found = sa.select(Exhibit).where(sa.or_(Exhibit.reference == plain, Exhibit.id == sealed))
    exhibit = db.session.scalars(found).first()
    if exhibit is None:
        raise NotFound(f"No exhibit and no bag has the number {plain}")
    return exhibit


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def move_scanned(
    actor: Actor,
    *,
    codes: str,
    to: Where,
    purpose: str,
    seals_whole: bool = False,
    officer_id: uuid.UUID | None = None,
    shelf_id: uuid.UUID | None = None,
    whom: str | None = None,
    giver: Signed | None = None,
    receiver: Signed | None = None,
    second: Signed | None = None,
) -> list[ContinuityEvent]:
    """Book in or out everything that was scanned, or nothing where one of it cannot go: `codes` parted by blanks.

    One signature stands for all that go from one hand to another. What has a broken seal is moved by itself.
    """
    if to is Where.LOST:
        said = "What is scanned is not lost. Report a loss on the page of the exhibit"
        raise RuleBroken(said, rule="INV-9", field="to")
    goes = place_told(to, officer_id=officer_id, shelf_id=shelf_id, whom=whom or "")
    told = ManyMoved(to=goes, purpose=purpose, seals_whole=seals_whole, giver=giver, receiver=receiver, second=second)
    return move_many(actor, _scanned(codes), told)


def codes_in(text: str) -> list[str]:
    """The numbers in a text, in capitals, each once. Raises RuleBroken for more than `AT_ONCE`."""
    given = list(dict.fromkeys(each for each in _APART.split(text.upper()) if each))
    if len(given) > AT_ONCE:
        raise RuleBroken(f"Scan {AT_ONCE} at a time", rule="INV-9", field="codes")
    return given


def _scanned(codes: str) -> set[uuid.UUID]:
    """The exhibits of the numbers that were scanned. Raises RuleBroken with every number that is none."""
    given = codes_in(codes)
    unknown, found = [], set()
    for code in given:
        try:
            found.add(_of_code(code).id)
        except NotFound as missing:
            unknown.append(RuleBroken(missing.detail, rule="INV-9", field="codes"))
    if unknown:
        raise together(unknown)
    return found


@dataclass(frozen=True)
class ToPrint:
    """Exhibits of one crime that are printed together. `reference` names the file."""

    crime: Crime
    exhibits: Sequence[Exhibit]

    @property
    def reference(self) -> str:
        return self.crime.reference or ""

    def shown(self) -> Iterator[Base]:
        yield from self.exhibits


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def gather_exhibits(actor: Actor, *, crime_id: uuid.UUID) -> ToPrint:
    """All exhibits of a crime, for their labels or for the record of what was seized (PACE s.21)."""
    crime = fetch(Crime, crime_id)
    exhibits = exhibits_on(crime_id)
    if not exhibits:
        raise NotFound("This crime has no exhibits yet")
    return ToPrint(crime, exhibits)


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def gather_exhibit(actor: Actor, *, exhibit_id: uuid.UUID) -> ToPrint:
    """One exhibit, for its label or its receipt."""
    exhibit = fetch(Exhibit, exhibit_id)
    return ToPrint(fetch(Crime, exhibit.crime_id), [exhibit])
