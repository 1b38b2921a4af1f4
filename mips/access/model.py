"""Users, teams and what they are appointed to. An Actor is made from a User at the door."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.permissions import Rank, Role
from mips.access.policy import ActedAs, Actor, Marking
from mips.core import clock
from mips.core.db import Base, UserId
from mips.core.settings import settings


class Team(Base):
    """A shift, a squad, a custody suite's staff: what the scope `team` of a permission means."""

    __tablename__ = "team"

    name: Mapped[str] = mapped_column(unique=True)
    unit: Mapped[str] = mapped_column(default="")


class User(Base):
    """Somebody with an account: officer, staff or designated person."""

    __tablename__ = "user"

    name: Mapped[str]
    collar_number: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    rank: Mapped[int] = mapped_column(default=int(Rank.CONSTABLE))
    clearance: Mapped[int] = mapped_column(default=int(Marking.OFFICIAL_SENSITIVE))
    disabled_at: Mapped[datetime | None]
    disabled_why: Mapped[str] = mapped_column(default="")

    roles: Mapped[list[RoleHeld]] = relationship(back_populates="user", foreign_keys="RoleHeld.user_id")
    teams: Mapped[list[TeamMember]] = relationship(back_populates="user")
    acting: Mapped[list[ActingRank]] = relationship(back_populates="user", foreign_keys="ActingRank.user_id")
    accreditations: Mapped[list[Accreditation]] = relationship(
        foreign_keys="Accreditation.user_id", order_by="Accreditation.from_on, Accreditation.id"
    )

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    def rank_at(self, moment: datetime) -> Rank:
        """The rank that counts for an authority then: acting while documented, else substantive (ROL-1)."""
        acted = [a.rank for a in self.acting if a.holds_at(moment)]
        return Rank(max([self.rank, *acted]))

    def roles_at(self, moment: datetime) -> frozenset[Role]:
        """Roles approved and not ended. A trainee's counts in the training database only (ROL-4)."""
        return roles_counted(Role(each.role) for each in self.roles if each.holds_at(moment))

    def as_actor(self, *, reason: str = "", origin: str = "web", request: str = "") -> Actor:
        """Them as an actor, with the roles and rank that count now."""
        now = clock.now()
        return Actor(
            id=self.id,
            name=self.name,
            collar=self.collar_number,
            roles=self.roles_at(now),
            rank=self.rank_at(now),
            substantive=Rank(self.rank),
            acted=tuple(each.as_acted for each in self.acting if each.approved_at),
            teams=tuple(member.team_id for member in self.teams),
            clearance=Marking(self.clearance),
            reason=reason,
            origin=origin,
            request=request,
        )


def roles_counted(held: Iterable[Role]) -> frozenset[Role]:
    """Of the roles held those that count: a trainee's does in the training database only (ROL-4)."""
    return frozenset(held if settings().training else (role for role in held if role is not Role.TRAINEE))


class SignIn(Base):
    """One signed-in browser: looked up at each request, ended by sign-out, idleness, age or an administrator."""

    __tablename__ = "sign_in"
    audited: ClassVar[bool] = False

    user_id: Mapped[UserId]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")
    """The network address it came from."""
    network: Mapped[str] = mapped_column(default="")
    """That address as tries are counted by: of IPv6 its first half."""
    browser: Mapped[str] = mapped_column(default="", index=True)
    """Digest of the browser's own mark, by which a desk is known again."""
    agent: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(default="")
    parked_at: Mapped[datetime | None]
    """Since when somebody else sits at this browser; its owner comes back with a PIN."""
    parked_page: Mapped[str] = mapped_column(default="")
    wrong_pins: Mapped[int] = mapped_column(default=0)
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Reasons given in it: the record or page each is for -> `said`, and `until` when it holds (ISO 8601)."""

    user: Mapped[User] = relationship()


class RoleHeld(Base):
    """One appointment. It counts only once a second person has approved it (RL-4).

    But an officer who acts as custody officer by the Act has taken it up themselves, until an hour (decision 0010).
    """

    __tablename__ = "role_held"

    user_id: Mapped[UserId]
    role: Mapped[Role]
    asked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    approved_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship(back_populates="roles", foreign_keys="RoleHeld.user_id")
    asked_by: Mapped[User | None] = relationship(foreign_keys="RoleHeld.asked_by_id")

    @property
    def pending(self) -> bool:
        return self.approved_at is None and self.refused_at is None and self.ended_at is None

    @property
    def over(self) -> bool:
        """Ended; one that was taken up for a shift has an end that is still to come."""
        return self.ended_at is not None and self.ended_at <= clock.now()

    def holds_at(self, moment: datetime) -> bool:
        return self.approved_at is not None and (self.ended_at is None or moment < self.ended_at)


class ActingRank(Base):
    """A temporary rank, counted while it is documented (ROL-1) and once a second person has approved it (RL-4)."""

    __tablename__ = "acting_rank"

    user_id: Mapped[UserId]
    rank: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    authorised_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    """The senior officer whose authority it is (PACE s.107)."""
    authority: Mapped[str] = mapped_column(default="")
    """Where that authority is written down."""
    asked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    approved_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(back_populates="acting", foreign_keys="ActingRank.user_id")
    authorised_by: Mapped[User] = relationship(foreign_keys="ActingRank.authorised_by_id")
    asked_by: Mapped[User | None] = relationship(foreign_keys="ActingRank.asked_by_id")

    def holds_at(self, moment: datetime) -> bool:
        return self.approved_at is not None and self.starts_at <= moment < self.ends_at

    @property
    def as_acted(self) -> ActedAs:
        return ActedAs(Rank(self.rank), self.starts_at, self.ends_at)

    @property
    def pending(self) -> bool:
        return self.approved_at is None and self.refused_at is None


class Accreditation(Base):
    """What somebody is qualified for, such as a level of investigator, from and until which day (F29)."""

    __tablename__ = "accreditation"

    user_id: Mapped[UserId]
    kind: Mapped[str]
    """An item of the list `accreditation`."""
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    """The last day it counts; None: it does not run out."""
    evidence: Mapped[str] = mapped_column(default="")
    """Where it is written down."""

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class TeamMember(Base):
    __tablename__ = "team_member"

    user_id: Mapped[UserId]
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("team.id"), index=True)
    leads: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship(back_populates="teams")
    team: Mapped[Team] = relationship()


class RestrictionGrant(Base):
    """Somebody who may see a restricted record, until it is withdrawn (INT-13)."""

    __tablename__ = "restriction_grant"
    __table_args__ = (
        Index("ix_restriction_grant_live", "entity_id", "user_id", postgresql_where="withdrawn_at IS NULL"),
    )

    entity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"))
    user_id: Mapped[UserId]
    granted_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user.id"))
    why: Mapped[str]
    withdrawn_at: Mapped[datetime | None]


class Submission(Base):
    """A write that carried a client-made key: the same key again gives the same answer (CNT-3.3)."""

    __tablename__ = "submission"
    audited: ClassVar[bool] = False

    actor_id: Mapped[UserId]
    usecase: Mapped[str]
    contents: Mapped[str]
    """Digest of the fields, so that one key cannot stand for two different forms."""
    result_kind: Mapped[str] = mapped_column(default="")
    result_id: Mapped[uuid.UUID | None]
