"""Wall screens: a token for one suite's whiteboard, shown once, expiring, revocable; and what such a screen may see."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission, Role
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import InputInvalid
from mips.custody.model.suite import Suite
from mips.custody.model.wall import WallToken
from mips.record.lookup import fetch
from mips.usecase import usecase

LONGEST: Final = 365
"""Days a screen may show the board before its token is made anew."""


@dataclass(frozen=True)
class Walls:
    """The screens of a suite that still work, the newest first."""

    suite: Suite
    tokens: Sequence[WallToken]

    def shown(self) -> Iterable[Base]:
        return [self.suite]


def digest_of(token: str) -> str:
    """What is kept of a token of 256 random bits: nobody can guess one, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.CONSULTED)
def list_walls(actor: Actor, *, suite_id: uuid.UUID) -> Walls:
    """The wall screens of a suite whose tokens still work."""
    suite = fetch(Suite, suite_id)
    live = (WallToken.suite_id == suite.id, WallToken.revoked_at.is_(None), WallToken.expires_at > clock.now())
    found = select(WallToken).where(*live).options(joinedload(WallToken.by)).order_by(WallToken.created_at.desc())
    return Walls(suite, db.session.scalars(found).all())


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.COLLECTED)
def make_wall(actor: Actor, *, suite_id: uuid.UUID, name: str, days: int, digest: str) -> WallToken:
    """Let one more screen show this suite's board. The token itself is never stored, only its digest."""
    if not 0 < days <= LONGEST:
        raise InputInvalid({"days": [f"A screen's token lives from 1 to {LONGEST} days"]})
    expires = clock.now() + timedelta(days=days)
    row = WallToken(suite_id=fetch(Suite, suite_id).id, name=name, digest=digest, expires_at=expires, by_id=actor.id)
    db.session.add(row)
    return row


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.ALTERED)
def revoke_wall(actor: Actor, *, wall_id: uuid.UUID) -> WallToken:
    """Turn a screen off, at once."""
    row = fetch(WallToken, wall_id)
    row.revoked_at = row.revoked_at or clock.now()
    return row


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
def begin_wall(actor: Actor, *, wall_id: uuid.UUID) -> WallToken:
    """A screen has brought its token: the journal says which and when."""
    return fetch(WallToken, wall_id)


def wall_of_token(token: str) -> WallToken | None:
    """The screen of a token that still works."""
    return _live(WallToken.digest == digest_of(token))


def wall_of_id(wall_id: uuid.UUID) -> WallToken | None:
    """The screen behind a browser's session, while its token still works."""
    return _live(WallToken.id == wall_id)


def screen(wall: WallToken, origin: str) -> Actor:
    """A screen as the journal names it: it may see the board with the names on it, and nothing else."""
    return Actor(
        id=wall.id,
        name=f"Wall screen: {wall.name}",
        roles=frozenset({Role.DETENTION_OFFICER}),
        scopes=frozenset({Permission.CUSTODY_LOG_READ, Permission.RECORD_PERSON_READ}),
        origin=origin,
    )


def _live(which: object) -> WallToken | None:
    live = (WallToken.revoked_at.is_(None), WallToken.expires_at > clock.now())
    found = select(WallToken).where(which, *live)  # type: ignore[arg-type]
    return db.session.scalars(found.options(joinedload(WallToken.suite))).one_or_none()
