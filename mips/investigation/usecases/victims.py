"""A victim or witness of a crime: what they need, their rights, and how they are to be reached (INV-6)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.england import day_of
from mips.core.errors import NotFound
from mips.investigation.model.crime import Crime
from mips.investigation.model.review import VictimReview
from mips.investigation.model.statement import WitnessStatement
from mips.investigation.model.victim import VictimCare, VictimContact, VictimPromise
from mips.investigation.rules import victims as rules
from mips.investigation.rules.flags import in_force
from mips.investigation.rules.victims import Ground
from mips.investigation.usecases.looked_after import looked_after
from mips.investigation.usecases.promising import care_of, date_anew, keep, open_of, owe_update
from mips.investigation.usecases.review_reading import reviews_and_right
from mips.investigation.usecases.statement_reading import statements_of
from mips.record.lookup import change
from mips.record.model.entity import Entity
from mips.record.model.event import Part
from mips.record.model.person import Person
from mips.record.reference.lookup import listed, require_item
from mips.usecase import usecase

SHOWN = 200
"""The newest contacts and promises that a page shows."""


@dataclass(frozen=True)
class VictimPage:
    """A victim or witness of one crime and all that is kept of them there. To a witness nothing is promised."""

    crime: Crime
    party: Entity
    care: VictimCare | None
    promises: Sequence[VictimPromise]
    """The open ones first, the first due first."""
    contacts: Sequence[VictimContact]
    proposed: Sequence[tuple[Ground, str]]
    """The grounds of enhanced rights that what is known speaks for, each with what that is."""
    domestic_abuse: bool
    reviews: Sequence[VictimReview] = ()
    """What they asked to be reviewed, the latest first."""
    may_ask: bool = False
    """Whether a decision is in force that they may ask to be reviewed, and have not."""
    part: Part = Part.VICTIM
    statements: Sequence[WitnessStatement] = ()
    """What they have made, the latest first; none for those who may not read statements (ROL-3)."""

    @property
    def unsafe(self) -> bool:
        """Whether the way that was agreed is a telephone others share, where there is domestic abuse."""
        return bool(self.domestic_abuse and self.care and self.care.shared)

    def shown(self) -> Iterator[Crime | Entity]:
        yield self.crime
        yield self.party


@usecase(Permission.CASES_WITNESS_CARE_READ, verb=Verb.CONSULTED)
def read_victim(actor: Actor, *, crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimPage:
    """One victim or witness of a crime: what is owed to them and by when, their needs, and every contact."""
    crime, party, part = looked_after(crime_id, party_id)
    flags = _flags(crime)
    promises = sa.select(VictimPromise).where(VictimPromise.crime_id == crime.id, VictimPromise.party_id == party.id)
    by = (VictimPromise.ended_at.desc().nulls_first(), VictimPromise.due_on, VictimPromise.id)
    contacts = sa.select(VictimContact).where(VictimContact.crime_id == crime.id, VictimContact.party_id == party.id)
    return VictimPage(
        crime,
        party,
        care_of(crime.id, party.id),
        db.session.scalars(promises.options(joinedload(VictimPromise.ended_by)).order_by(*by).limit(SHOWN)).all(),
        db.session.scalars(
            contacts.options(joinedload(VictimContact.by))
            .order_by(VictimContact.at.desc(), VictimContact.id.desc())
            .limit(SHOWN)
        ).all(),
        _proposed(crime, party, flags) if part is Part.VICTIM else (),
        rules.DOMESTIC_ABUSE in flags,
        *reviews_and_right(crime, party.id),
        part,
        statements_of(crime.id, party.id) if actor.sees_all_of(Permission.INVESTIGATION_LOG_READ) else (),
    )


@usecase(Permission.CASES_WITNESS_CARE_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def assess_needs(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    party_id: uuid.UUID,
    communication: str | None = None,
    interpreter: bool | None = None,
    language: str | None = None,
    measures: Sequence[str] = (),
    support: str | None = None,
    why_late: str | None = None,
    version: int | None = None,
) -> VictimCare:
    """Write down what somebody needs: that keeps a victim's promise of a needs assessment (rights 1, 2 and 4)."""
    crime, party, _ = looked_after(crime_id, party_id)
    for each in measures:
        require_item(rules.MEASURES, each, field="measures")
    rules.check_interpreter(needed=interpreter, language=language or "")
    now = clock.now()
    owed = [each for each in open_of(crime.id, party.id) if each.code == rules.NEEDS]
    rules.check_contact(reached=True, keeps=(), late=any_late(owed, day_of(now)), why_late=why_late or "")
    keep(owed, now, actor.id, why=why_late or "")
    told = {
        "communication": communication or "",
        "interpreter": interpreter,
        "language": language or "",
        "measures": list(measures),
        "support": support or "",
        "assessed_at": now,
        "assessed_by_id": actor.id,
    }
    return change(care_for(crime, party), told, version=version)


@usecase(Permission.CASES_WITNESS_CARE_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def confirm_enhanced(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    party_id: uuid.UUID,
    enhanced: bool,
    grounds: Sequence[str] = (),
    why: str | None = None,
    version: int | None = None,
) -> VictimCare:
    """Decide whether a victim has enhanced rights, and on what grounds. What is still owed is dated anew."""
    crime, party = victim_of(crime_id, party_id)
    for each in grounds:
        require_item(rules.GROUNDS, each, field="grounds")
    found = [ground.code for ground, _ in _proposed(crime, party, _flags(crime))]
    rules.check_enhanced(enhanced=enhanced, grounds=grounds, proposed_too=found, why=why or "")
    told = {
        "enhanced": enhanced,
        "grounds": list(grounds),
        "enhanced_why": why or "",
        "enhanced_at": clock.now(),
        "enhanced_by_id": actor.id,
    }
    care = change(care_for(crime, party), told, version=version)
    date_anew(care)
    return care


@usecase(Permission.CASES_WITNESS_CARE_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def agree_contact(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    party_id: uuid.UUID,
    method: str,
    reached_at: str | None = None,
    shared: bool | None = None,
    every_days: int = rules.EVERY_DAYS,
    avoid: str | None = None,
    version: int | None = None,
) -> VictimCare:
    """Agree how somebody is reached, and with a victim how often: the next update is counted from today."""
    crime, party, part = looked_after(crime_id, party_id)
    telephone = bool(require_item(rules.METHODS, method, field="method").extra.get("telephone"))
    rules.check_safe(domestic_abuse=rules.DOMESTIC_ABUSE in _flags(crime), telephone=telephone, shared=shared)
    now = clock.now()
    told = {
        "method": method,
        "reached_at": reached_at or "",
        "shared": shared if telephone else None,
        "every_days": every_days,
        "avoid": avoid or "",
        "agreed_at": now,
        "agreed_by_id": actor.id,
    }
    care = change(care_for(crime, party), told, version=version)
    if part is Part.VICTIM:
        owe_update(crime, party.id, now, every_days)
    return care


def victim_of(crime_id: uuid.UUID, party_id: uuid.UUID) -> tuple[Crime, Entity]:
    """The crime and its victim. Raises NotFound."""
    crime, party, part = looked_after(crime_id, party_id)
    if part is not Part.VICTIM:
        raise NotFound("No such victim")
    return crime, party


def any_late(promises: Sequence[VictimPromise], on: date) -> bool:
    """Whether one of them would be kept after its last day."""
    return any(not rules.kept_in_time(each.due_on, on) for each in promises)


def care_for(crime: Crime, party: Entity) -> VictimCare:
    """What is kept of their needs, begun where there is nothing yet."""
    care = care_of(crime.id, party.id)
    if care is None:
        care = VictimCare(crime_id=crime.id, party_id=party.id)
        db.session.add(care)
        db.session.flush()
    return care


def _flags(crime: Crime) -> list[str]:
    today = day_of(clock.now())
    return [each.flag for each in crime.flags if in_force(each.from_on, each.until_on, today)]


def _proposed(crime: Crime, party: Entity, flags: Sequence[str]) -> list[tuple[Ground, str]]:
    grounds = [
        Ground(
            code=item.code,
            title=item.title,
            flags=item.extra.get("flags", ()),
            classes=item.extra.get("classes", ()),
            under=item.extra.get("under", 0),
        )
        for item in listed(rules.GROUNDS)
    ]
    return list(rules.proposed(grounds, flags=flags, ho_class=crime.ho_class, age=_age(crime, party)))


def _age(crime: Crime, party: Entity) -> int | None:
    """Years at the crime, at the least as far as their date of birth is known; None: it is not."""
    if not isinstance(party, Person) or party.born_on is None:
        return None
    on = day_of(crime.occurred_from or crime.reported_at or crime.created_at)
    born = party.born_on
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
