"""The two questions access control answers: may this actor do this, and may this actor see this row."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from functools import cached_property, lru_cache, reduce
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from mips.access.matrix import GRANTS, LOW_RISK, OWN_ACCOUNT, Grant, Scope
from mips.access.permissions import Permission, Rank, Role
from mips.core.settings import settings


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


class Limited(StrEnum):
    """What a use case does for somebody whose roles show only the limited form (the L of ROL-3 and ROL-4)."""

    MASKED = "masked"
    """It leaves out what that form lacks."""
    REFUSED = "refused"
    """All that it shows or does belongs to the whole form."""
    SAME = "same"
    """It shows nothing beyond that form to anybody."""


class Handling(StrEnum):
    """3x5x2 handling code: lawful sharing permitted, or permitted with conditions (INT-1)."""

    PERMITTED = "P"
    CONDITIONS = "C"


class ActedAs(NamedTuple):
    """A rank that somebody acted in, documented and approved, from and until when (ROL-1)."""

    rank: Rank
    starts_at: datetime
    ends_at: datetime

    def holds_at(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at


@dataclass(frozen=True)
class Actor:
    """Who is acting, in what capacity and why. Travels explicitly; never read from a global inside the core."""

    id: uuid.UUID
    name: str
    roles: frozenset[Role]
    collar: str = ""
    rank: Rank = Rank.STAFF
    """The rank that counts now."""
    substantive: Rank | None = None
    """None: `rank` is."""
    acted: tuple[ActedAs, ...] = ()
    teams: tuple[uuid.UUID, ...] = ()
    clearance: Marking = Marking.OFFICIAL_SENSITIVE
    scopes: frozenset[Permission] | None = None
    """For an API token: the permissions it is cut down to. None for a person at the screen."""
    known_ids: frozenset[uuid.UUID] = frozenset()
    """Records of people they are tied to, and what those had a part in: to look at one is told on (RL-6)."""
    reason: str = ""
    """Why they look or act, in their own words: what the `*` of ROL-3 asks for (INT-10)."""
    origin: str = "web"
    request: str = ""
    """The reference shown on error pages and in logs."""
    key: uuid.UUID | None = None
    """Made by the client for this one submission, so that sending it twice does it once (CNT-3.3)."""
    fresh: bool = True
    """May have saved a moment ago: is answered by the writer, which has it for certain (CNT-3.9)."""

    def rank_at(self, moment: datetime) -> Rank:
        """The rank that counts for an authority then: acting while documented, else substantive (ROL-1, RL-2)."""
        own = self.rank if self.substantive is None else self.substantive
        return max([own, *(each.rank for each in self.acted if each.holds_at(moment))])

    @cached_property
    def grants(self) -> Mapping[Permission, Grant]:
        """Every permission held, as wide as it is now: what a reason would add comes with the reason."""
        held = _held(self.roles, with_reason=bool(self.reason), low_risk_reasons=settings().low_risk_reasons)
        return (
            held if self.scopes is None else {permission: held[permission] for permission in held.keys() & self.scopes}
        )

    def may(self, permission: Permission) -> bool:
        return permission in self.grants

    def owes_reason(self, permission: Permission) -> bool:
        """Whether this may only be done once a reason is given (the `*` of ROL-3)."""
        grant = self.grants.get(permission)
        return grant is not None and grant.reason_asked and not self.reason

    def sees_more_with_reason(self, permission: Permission) -> bool:
        """Whether a reason would open something, or show all of what is now seen in its limited form."""
        with_it = self if self.reason else replace(self, reason="?")
        return self.owes_reason(permission) or with_it.grants.get(permission) != self.grants.get(permission)

    def sees_all_of(self, permission: Permission, row: Restricted | None = None) -> bool:
        """False when the roles show only the limited form (the L of ROL-3), of this record or of any at all."""
        grant = self.grants.get(permission)
        if grant is None or row is None:
            return grant is not None and not grant.limited
        whole = grant.whole_in if grant.limited else grant.scope
        if whole is None or whole is Scope.FORCE:
            return whole is not None
        in_team = whole is Scope.TEAM and row.team_id in self.teams
        return in_team or row.owner_id == self.id or self.id in row.interested

    def sees_some_whole(self, permission: Permission) -> bool:
        """False when no record at all would be shown whole: what only the whole form holds need not be loaded."""
        grant = self.grants.get(permission)
        return grant is not None and (not grant.limited or grant.whole_in is not None)

    @cached_property
    def _sights(self) -> dict[Permission | None, Sight]:
        return {}

    def sight_for(self, purpose: Permission | None) -> Sight:
        """What the row filter needs to know of this actor, in a use case that asks for the permission `purpose`."""
        if purpose not in self._sights:
            self._sights[purpose] = Sight.of(self, purpose)
        return self._sights[purpose]


@lru_cache(maxsize=1000)
def _held(roles: frozenset[Role], *, with_reason: bool, low_risk_reasons: bool) -> Mapping[Permission, Grant]:
    """What these roles hold together: added up once, for each request that comes would do so again."""
    held: dict[Permission, list[Grant]] = {permission: [grant] for permission, grant in OWN_ACCOUNT.items()}
    for role in roles:
        for permission, grant in GRANTS[role].items():
            held.setdefault(permission, []).append(_as_asked(permission, grant, low_risk_reasons))
    together = {permission: _together(grants, with_reason=with_reason) for permission, grants in held.items()}
    return MappingProxyType(together)


def _as_asked(permission: Permission, grant: Grant, low_risk_reasons: bool) -> Grant:
    """The grant as this installation has it: for areas of low risk it may choose to ask no reason (INT-10)."""
    if grant.reason_asked and permission.startswith(LOW_RISK) and not low_risk_reasons:
        return replace(grant, reason_asked=False)
    return grant


def _together(grants: Iterable[Grant], *, with_reason: bool) -> Grant:
    """Grants of one permission added up: without a reason those that ask none, where there are any."""
    free = [grant for grant in grants if not grant.reason_asked]
    return reduce(Grant.or_else, grants if with_reason or not free else free)


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
    interested: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid()), default=list, server_default="{}")
    """Users in whose hands it is though they own it not: its scope `t` and `o` reach them (record.interests)."""
    within_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("entity.id"), default=None)
    """The record it is part of, though a record of its own: what that one hides from somebody, it hides too."""


class PartOf:
    """Mixin for a row that belongs to entities: hidden with any one that `belongs_to` names.

    Where `belongs_to_any` names columns too, one visible entity among them is enough.
    """

    belongs_to_any: ClassVar[Sequence[str]] = ()
