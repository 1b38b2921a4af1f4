"""The two questions access control answers: may this actor do this, and may this actor see this row."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mips.access.matrix import GRANTS, OWN_ACCOUNT, Grant, Scope
from mips.access.permissions import Permission, Rank, Role


class Marking(IntEnum):
    """Government security classifications that this system may hold (INT-5). Anything higher is refused at the edge."""

    OFFICIAL = 0
    OFFICIAL_SENSITIVE = 1


class Restriction(StrEnum):
    """Who, of those with the permission, may see a record (INT-13)."""

    OPEN = "open"
    TEAM = "team"
    NAMED = "named"
    SILENT = "silent"
    """As named; whoever comes upon it is told nothing and its owner is told who came."""


class Handling(StrEnum):
    """3x5x2 handling code: lawful sharing permitted, or permitted with conditions (INT-1)."""

    PERMITTED = "P"
    CONDITIONS = "C"


@dataclass(frozen=True)
class Actor:
    """Who is acting, in what capacity and why. Travels explicitly; never read from a global inside the core."""

    id: uuid.UUID
    name: str
    roles: frozenset[Role]
    collar: str = ""
    rank: Rank = Rank.STAFF
    teams: tuple[uuid.UUID, ...] = ()
    clearance: Marking = Marking.OFFICIAL_SENSITIVE
    scopes: frozenset[Permission] | None = None
    """For an API token: the permissions it is cut down to. None for a person at the screen."""
    reason: str = ""
    origin: str = "web"
    request: str = ""
    """The reference shown on error pages and in logs."""
    key: uuid.UUID | None = None
    """Made by the client for this one submission, so that sending it twice does it once (CNT-3.3)."""
    fresh: bool = True
    """May have saved a moment ago: is answered by the writer, which has it for certain (CNT-3.9)."""

    @cached_property
    def grants(self) -> dict[Permission, Grant]:
        """Every permission held, in its widest form."""
        held: dict[Permission, Grant] = dict(OWN_ACCOUNT)
        for role in self.roles:
            for permission, grant in GRANTS[role].items():
                held[permission] = grant.or_else(held[permission]) if permission in held else grant
        return held if self.scopes is None else {p: g for p, g in held.items() if p in self.scopes}

    def may(self, permission: Permission) -> bool:
        return permission in self.grants

    def sees_all_of(self, permission: Permission, row: Restricted | None = None) -> bool:
        """False when the roles show only the limited form (the L of ROL-3), of this record or of any at all."""
        grant = self.grants.get(permission)
        if grant is None or not grant.limited:
            return grant is not None
        if row is None or grant.whole_in is None:
            return False
        in_team = grant.whole_in is Scope.TEAM and row.team_id in self.teams
        return in_team or row.owner_id == self.id

    @cached_property
    def _sights(self) -> dict[Permission | None, Sight]:
        return {}

    def sight_for(self, purpose: Permission | None) -> Sight:
        """What the row filter needs to know of this actor, in a use case that asks for the permission `purpose`."""
        if purpose not in self._sights:
            self._sights[purpose] = Sight.of(self, purpose)
        return self._sights[purpose]


@dataclass(frozen=True)
class Sight:
    """An actor's reach, as the values of the row filter: which kinds at which scope."""

    actor_id: uuid.UUID
    clearance: int
    teams: tuple[uuid.UUID, ...]
    everywhere: tuple[str, ...]
    in_team: tuple[str, ...]
    own: tuple[str, ...]
    conditional: bool
    """May see what is handled with conditions (code C)."""

    @classmethod
    def of(cls, actor: Actor, purpose: Permission | None = None) -> Sight:
        reach: dict[Scope, list[str]] = {scope: [] for scope in Scope}
        for kind in KINDS:
            if grants := [actor.grants[each] for each in readers(kind, purpose) if actor.may(each)]:
                reach[max(grant.scope for grant in grants)].append(kind)
        return cls(
            actor_id=actor.id,
            clearance=int(actor.clearance),
            teams=actor.teams,
            everywhere=tuple(reach[Scope.FORCE]),
            in_team=tuple(reach[Scope.TEAM]),
            own=tuple(reach[Scope.OWN]),
            conditional=actor.may(Permission.INTELLIGENCE_RESTRICTED_READ),
        )


KINDS: dict[str, Permission] = {}
"""Kind of entity -> the permission to read it. Filled where a kind is declared (record.entity)."""

READ_FOR: dict[str, frozenset[Permission]] = {}
"""Kind of entity -> permissions that let it be read too, but only in the use cases that ask for them.

So a nurse sees who is detained on the pages of health, and nothing of a custody record anywhere else.
"""


def readers(kind: str, purpose: Permission | None) -> set[Permission]:
    """The permissions any one of which shows a kind in a use case that asks for `purpose`."""
    also = {purpose} if purpose in READ_FOR.get(kind, ()) else set()
    return {KINDS[kind]} | {each for each in also if each is not None}


class Restricted:
    """Mixin for the root of the record: who may see a row. access.visibility applies it to every query."""

    # mapped_column each: a bare annotation would not exist on the mixin, and the row filter needs it there
    kind: Mapped[str] = mapped_column()
    marking: Mapped[int] = mapped_column(default=int(Marking.OFFICIAL))
    handling: Mapped[Handling | None] = mapped_column(default=None)
    restriction: Mapped[Restriction] = mapped_column(default=Restriction.OPEN)
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), default=None, index=True)
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("team.id"), default=None)


class PartOf:
    """Mixin for a row that belongs to entities: hidden with any one that `belongs_to` names.

    Where `belongs_to_any` names columns too, one visible entity among them is enough.
    """

    belongs_to_any: ClassVar[Sequence[str]] = ()
