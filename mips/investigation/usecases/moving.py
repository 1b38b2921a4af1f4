"""What every use case that moves an exhibit does: hold it, check that nothing is left out, write the next event."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.model import User
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.core import clock, db
from mips.core.errors import NotFound, RuleBroken
from mips.investigation.model.exhibit import ContinuityEvent, ContinuitySignature, Exhibit, ExhibitSeal, SignedAs
from mips.investigation.model.store import PropertyShelf
from mips.investigation.rules import continuity as rules
from mips.investigation.rules.continuity import Last, Sealed, Where, Whereabouts
from mips.investigation.rules.seals import check_unused, read_seals, said
from mips.investigation.rules.two_persons import Present, check_counted, check_shelf, check_two
from mips.record.lookup import fetch
from mips.record.model.signing import SignedHow
from mips.web.filters import moment

Signed = Mapping[str, Any]
"""What SignatureIn gives: how, drawn, why."""


def held(exhibit_id: uuid.UUID) -> Exhibit:
    """The exhibit, which nobody else moves until we are done. Whoever comes second sees what the first did."""
    fetch(Exhibit, exhibit_id)
    alone = sa.select(Exhibit).where(Exhibit.id == exhibit_id).with_for_update(key_share=True)
    row = db.session.scalars(alone.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound("No such exhibit")
    return row


def last_of(exhibit: Exhibit) -> Last:
    """Its newest continuity event, as the next must follow it."""
    newest = sa.select(ContinuityEvent).where(
        ContinuityEvent.exhibit_id == exhibit.id, ContinuityEvent.number == exhibit.moves
    )
    return db.session.scalars(newest.options(joinedload(ContinuityEvent.by))).one().last


@dataclass(frozen=True, kw_only=True)
class Movement:
    """What is told of one movement. `seal_after` empty: the bag is as before. `seen`: newest event on the page."""

    to: Whereabouts
    purpose: str
    seen: int
    at: datetime | None = None
    seal_intact: bool | None = None
    seal_after: str = ""
    seal_why: str = ""
    giver: Signed | None = None
    receiver: Signed | None = None
    second: Signed | None = None
    """The officer who is there too: `officer_id`, and how they signed."""
    counted: str = ""
    left: Whereabouts | None = None
    """Where whoever tells it says it was; None: where the record has it."""


def move(actor: Actor, exhibit: Exhibit, told: Movement) -> ContinuityEvent:
    """Check what is told against the record and write it. The exhibit is `held`. Raises RuleBroken."""
    last, at, now = last_of(exhibit), told.at or clock.now(), exhibit.now
    rules.check_open(now)
    rules.check_follows(last, left=told.left or now, seen=told.seen, at=at, said=moment(last.at))
    rules.check_to(now, told.to, actor_id=actor.id)
    fresh = read_seals(told.seal_after, field="seal_after")
    seal = Sealed(before=exhibit.seal, intact=told.seal_intact, after=said(fresh) or exhibit.seal, why=told.seal_why)
    if told.to.state is not Where.LOST:
        rules.check_seal(seal)
    signed = {"gave": told.giver is not None, "got": told.receiver is not None}
    rules.check_signed(now, told.to, actor_id=actor.id, **signed)
    _check_two_persons(actor, exhibit, told, opened=bool(fresh) or seal.intact is False)
    reseal(actor, exhibit, fresh, at, broken=seal.intact is False)
    event = write(actor, exhibit, left=now, to=told.to, at=at, purpose=told.purpose, seal=seal, beside=told)
    _sign(actor, event, told, at)
    return event


def _check_two_persons(actor: Actor, exhibit: Exhibit, told: Movement, *, opened: bool) -> None:
    """What INV-9 asks of cash, drugs and firearms; of anything else only that it lies on a shelf for it."""
    kind, second = exhibit.thing_kind, told.second or {}
    shelf = db.session.get(PropertyShelf, told.to.shelf_id) if told.to.shelf_id else None
    check_shelf(kind, shelf.shelf_kind if shelf else None)
    gave = exhibit.holder_id if told.giver is not None else None
    got = told.to.user_id if told.receiver is not None else None
    present = Present(
        actor_id=actor.id,
        second_id=second.get("officer_id"),
        second_signed=second.get("how", SignedHow.UNABLE).signed,
        hands={each for each in (gave, got) if each},
    )
    check_two(kind, told.to, present)
    check_counted(kind, told.counted, opened=opened)


@dataclass(frozen=True, kw_only=True)
class ManyMoved:
    """What is told of many that go together: one place, one purpose, one look at all seals, one signature a side."""

    to: Whereabouts
    purpose: str
    seals_whole: bool = False
    at: datetime | None = None
    giver: Signed | None = None
    receiver: Signed | None = None
    second: Signed | None = None


def move_many(actor: Actor, exhibit_ids: Iterable[uuid.UUID], told: ManyMoved) -> list[ContinuityEvent]:
    """Move all, or none and say of each why not. In the order of their ids: whoever takes the same others waits."""
    events: list[ContinuityEvent] = []
    refused: list[RuleBroken] = []
    for exhibit in [held(each) for each in sorted(exhibit_ids)]:
        one = Movement(
            to=told.to,
            purpose=told.purpose,
            seen=exhibit.moves,
            at=told.at,
            seal_intact=True if exhibit.seal and told.seals_whole else None,
            giver=told.giver,
            receiver=told.receiver,
            second=told.second,
        )
        try:
            events.append(move(actor, exhibit, one))
        except RuleBroken as broken:
            refused += [_of_one(exhibit, each) for each in broken.every]
    if refused:
        raise together(refused)
    return events


_ASKED_OF_ALL: Final = {"seal_intact": "seals_whole"}


def _of_one(exhibit: Exhibit, refused: RuleBroken) -> RuleBroken:
    """A refusal of one among many says of which."""
    field = _ASKED_OF_ALL.get(refused.field or "", refused.field)
    return RuleBroken(f"{exhibit.mark}: {refused.said}", rule=refused.rule, field=field)


def together(refused: Sequence[RuleBroken]) -> RuleBroken:
    """Refusals as one, all of them read at once."""
    first, *rest = refused
    first.also = rest
    return first


def write(
    actor: Actor,
    exhibit: Exhibit,
    *,
    left: Whereabouts,
    to: Whereabouts,
    at: datetime,
    purpose: str,
    seal: Sealed,
    beside: Movement | None = None,
    corrects_id: uuid.UUID | None = None,
    number: int = 0,
) -> ContinuityEvent:
    """The next continuity event of an exhibit, and where that leaves it."""
    event = ContinuityEvent(
        exhibit_id=exhibit.id,
        number=number or exhibit.moves + 1,
        at=at,
        purpose=purpose,
        from_where=left.state,
        from_user_id=left.user_id,
        from_shelf_id=left.shelf_id,
        from_name=left.name,
        to_where=to.state,
        to_user_id=to.user_id,
        to_shelf_id=to.shelf_id,
        to_name=to.name,
        seal_before=seal.before,
        seal_intact=seal.intact,
        seal_after=seal.after,
        seal_why=seal.why,
        second_id=beside.second["officer_id"] if beside and beside.second else None,
        counted=beside.counted if beside else "",
        corrects_id=corrects_id,
        by_id=actor.id,
        signatures=[],
    )
    db.session.add(event)
    put(exhibit, to, at)
    exhibit.moves, exhibit.seal = event.number, seal.after
    db.session.flush()
    return event


def put(exhibit: Exhibit, to: Whereabouts, at: datetime) -> None:
    """Say on the exhibit itself where it is."""
    exhibit.whereabouts, exhibit.holder_id, exhibit.shelf_id = to.state, to.user_id, to.shelf_id
    exhibit.holder, exhibit.moved_at = to.name, at


def reseal(actor: Actor, exhibit: Exhibit, seals: Sequence[str], at: datetime, *, broken: bool = False) -> None:
    """Enter the bags it is in from now on; those before are open. Raises RuleBroken for one that was used before."""
    if not seals and not broken:
        return
    for number in sorted(seals):
        db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(f"seal {number}", 0))))
    check_unused(seals, _used(seals), field="seal_after" if exhibit.moved_at != at or exhibit.seal else "seals")
    before = sa.select(ExhibitSeal).where(ExhibitSeal.exhibit_id == exhibit.id, ExhibitSeal.opened_at.is_(None))
    for row in db.session.scalars(before):
        row.opened_at = at
    db.session.add_all(
        ExhibitSeal(exhibit_id=exhibit.id, number=number, sealed_at=at, by_id=actor.id) for number in seals
    )


def _used(seals: Sequence[str]) -> list[tuple[str, str]]:
    """Which of these sealed something before, and what: by its mark where it may be seen, else without."""
    found = sa.select(ExhibitSeal.number).where(ExhibitSeal.number.in_(seals)).execution_options(**UNSEEN_TOO)
    named = sa.select(ExhibitSeal.number, Exhibit.mark, Exhibit.reference).join(
        Exhibit, Exhibit.id == ExhibitSeal.exhibit_id
    )
    rows = db.session.execute(named.where(ExhibitSeal.number.in_(seals))).all()
    known = {number: f"{mark} ({reference})" for number, mark, reference in rows}
    return [(number, known.get(number, "another exhibit")) for number in db.session.scalars(found)]


_SIGNED_FOR: Final = {
    SignedAs.GIVER: "giving it",
    SignedAs.RECEIVER: "receiving it",
    SignedAs.SECOND: "being there as the second person",
}


def _sign(actor: Actor, event: ContinuityEvent, told: Movement, at: datetime) -> None:
    signatures = {
        SignedAs.GIVER: told.giver,
        SignedAs.RECEIVER: told.receiver,
        SignedAs.SECOND: told.second and {name: told.second[name] for name in ("how", "drawn", "why")},
    }
    for part, signed in signatures.items():
        if signed is not None:
            event.signatures.append(
                ContinuitySignature(
                    exhibit_id=event.exhibit_id,
                    part=part,
                    what=_SIGNED_FOR[part],
                    signed_at=at,
                    by_id=actor.id,
                    **signed,
                )
            )


def with_officer(user: User) -> Whereabouts:
    """In the hands of somebody of the force."""
    return Whereabouts(Where.IN_POSSESSION, user_id=user.id, name=f"{user.name} {user.collar_number}".strip())
