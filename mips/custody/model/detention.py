"""One episode of detention: the custody record of CUS-1, and the dated facts its clock is worked out from."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.custody.model.care import CellStay, Review, Right
from mips.custody.model.suite import Cell, Suite
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.disposals import Disposal
from mips.record.model.case import Offence
from mips.record.model.event import Event
from mips.record.model.person import Person


class Grounds(StrEnum):
    """Why detention without charge is necessary. PACE 1984 s.37(2)."""

    SECURE = "secure-evidence"
    OBTAIN = "obtain-by-questioning"

    @property
    def label(self) -> str:
        return _GROUNDS[self]


_GROUNDS = {
    Grounds.SECURE: "To secure or preserve evidence",
    Grounds.OBTAIN: "To obtain evidence by questioning",
}


FOR_CARE: Final = (
    Permission.CUSTODY_RISK_READ,
    Permission.CUSTODY_RISK_CREATE,
    Permission.CUSTODY_HEALTH_READ,
    Permission.CUSTODY_HEALTH_CREATE,
    Permission.CUSTODY_PRESCRIPTION_CREATE,
    Permission.RECORD_NEEDS_READ,
    Permission.CUSTODY_SAMPLE_READ,
    Permission.CUSTODY_SAMPLE_CREATE,
)
"""Who cares for detainees or answers for samples sees who they are, for that: no log, no offences (ROL-2, ROL-3)."""


class Detention(Event, kind="detention", read=Permission.CUSTODY_LOG_READ, read_for=FOR_CARE):
    """A custody record. Its times are set only by the facts below; the relevant time is always derived (CUS-5)."""

    __tablename__ = "detention"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), primary_key=True)
    suite_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_suite.id"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    described_as: Mapped[str] = mapped_column(default="")
    """How somebody is known by sight who has no name yet."""
    arrival: Mapped[ArrivalKind] = mapped_column(default=ArrivalKind.ARREST, server_default="arrest")
    """What brought them: all but an arrest for an offence has its own limit in place of the PACE clock."""
    held_until: Mapped[datetime | None]
    """The end of that limit, where the law sets an instant (rules.arrivals); worked out when it changes."""
    attended_voluntarily: Mapped[bool] = mapped_column(default=False)
    arrived_at: Mapped[datetime]
    escorted_by: Mapped[str] = mapped_column(default="")
    """The officers who brought them, as they gave their names and numbers."""
    condition: Mapped[str] = mapped_column(default="")
    """How they were when they arrived."""
    wait_reason: Mapped[str] = mapped_column(default="")
    """Why the decision about detention was late."""

    arrested_at: Mapped[datetime | None]
    arrest_place: Mapped[str] = mapped_column(default="")
    arrested_at_station: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Arrested at another police station, which they had come to voluntarily. PACE 1984 s.41(2)(c)."""
    arrest_power: Mapped[str] = mapped_column(default="")
    arrest_reason: Mapped[str] = mapped_column(default="")
    arrested_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    necessity: Mapped[list[str]] = mapped_column(default=list)
    """Codes of the list necessity. PACE 1984 s.24(5)."""
    arrest_area: Mapped[str] = mapped_column(default="")
    """Force code of the area they were arrested in; empty: that of the suite."""
    sought_by: Mapped[str] = mapped_column(default="")
    """Force code of the area that asked for the arrest; empty: the one that made it."""
    questioned_there: Mapped[bool | None]
    """Whether they were questioned in the area of the arrest to get evidence. PACE 1984 s.41(3)."""
    cautioned: Mapped[bool | None]
    caution_reply: Mapped[str] = mapped_column(default="")
    """What they said to the caution; where none was given, why."""
    arrest_force: Mapped[bool | None]
    """Whether force was used to arrest them. The forms of the officers say which."""
    arrest_force_detail: Mapped[str] = mapped_column(default="")
    arrest_search: Mapped[bool | None]
    """Whether they were searched on arrest. PACE 1984 s.32."""
    arrest_search_detail: Mapped[str] = mapped_column(default="")

    authorised_at: Mapped[datetime | None]
    authorised_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    grounds: Mapped[list[str]] = mapped_column(default=list)
    grounds_reason: Mapped[str] = mapped_column(default="")
    detainee_comments: Mapped[str] = mapped_column(default="")
    no_sergeant_why: Mapped[str] = mapped_column(default="")
    """Why somebody below sergeant acted as custody officer. PACE 1984 s.36(4)."""
    decided_in_presence: Mapped[bool | None]
    absent_why: Mapped[str] = mapped_column(default="")
    """Why they were not there when the grounds were written down. PACE 1984 s.37(6)."""
    unfit_why: Mapped[str] = mapped_column(default="")
    """Why they are not in a fit state for the decision on charge, which waits for it. PACE 1984 s.37(9)."""
    refused_at: Mapped[datetime | None]
    refused_why: Mapped[str] = mapped_column(default="")

    booked_in_at: Mapped[datetime | None]
    """Since when every block of booking-in is done."""
    cell_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("custody_cell.id"))
    rights_given_at: Mapped[datetime | None]
    search_as: Mapped[str] = mapped_column(default="")
    """The sex of the officers who are to search them, where that was asked. Code C Annex L."""
    last_reviewed_at: Mapped[datetime | None]

    charged_at: Mapped[datetime | None]
    charged_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    asn: Mapped[str] = mapped_column(default="")
    court: Mapped[str] = mapped_column(default="")
    court_at: Mapped[datetime | None]
    bailed: Mapped[bool | None]
    """After charge: True for bail to court, False when kept for it."""
    bail_conditions: Mapped[str] = mapped_column(default="")
    bail_refused_because: Mapped[list[str]] = mapped_column(default=list)
    bail_refused_reason: Mapped[str] = mapped_column(default="")

    released_at: Mapped[datetime | None]
    released_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    disposal: Mapped[Disposal | None]
    disposal_reason: Mapped[str] = mapped_column(default="")
    notice_given: Mapped[bool] = mapped_column(default=False)
    """Written notice that there will be no prosecution. PACE 1984 s.37(6B)."""
    review_on: Mapped[date | None]
    investigation_ended_at: Mapped[datetime | None]
    """When it was decided what becomes of somebody released under investigation."""
    investigation_ended: Mapped[str] = mapped_column(default="")
    """How: a value of InvestigationEnd."""
    """When a release under investigation is next looked at."""
    returned_at: Mapped[datetime | None]
    """When the person was last back at a station from bail: the record and its clock go on. PACE 1984 s.34(7)."""
    reauthorised_at: Mapped[datetime | None]
    """When detention was authorised again after that."""

    locked_at: Mapped[datetime | None]
    """Since a death or serious injury: nothing is corrected, and what is added says that it came after (CUS-22)."""

    suite: Mapped[Suite] = relationship()
    cell: Mapped[Cell | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    arrested_by: Mapped[User | None] = relationship(foreign_keys=[arrested_by_id])
    authorised_by: Mapped[User | None] = relationship(foreign_keys=[authorised_by_id])
    charged_by: Mapped[User | None] = relationship(foreign_keys=[charged_by_id])
    released_by: Mapped[User | None] = relationship(foreign_keys=[released_by_id])
    # Joined by the key of the root table: SQLAlchemy then loads them by it alone, and leaves the record out of it.
    facts: Mapped[list[DetentionFact]] = relationship(
        back_populates="detention",
        order_by="(DetentionFact.at, DetentionFact.created_at)",
        primaryjoin="Entity.id == foreign(DetentionFact.detention_id)",
    )
    offences: Mapped[list[Offence]] = relationship(
        foreign_keys="Offence.detention_id",
        order_by="(Offence.sequence, Offence.created_at)",
        viewonly=True,
        primaryjoin="Entity.id == foreign(Offence.detention_id)",
    )
    rights: Mapped[list[Right]] = relationship(
        order_by="Right.offered_at", viewonly=True, primaryjoin="Entity.id == foreign(Right.detention_id)"
    )
    reviews: Mapped[list[Review]] = relationship(
        order_by="Review.due_at", viewonly=True, primaryjoin="Entity.id == foreign(Review.detention_id)"
    )
    stays: Mapped[list[CellStay]] = relationship(
        order_by="CellStay.from_at", viewonly=True, primaryjoin="Entity.id == foreign(CellStay.detention_id)"
    )

    @property
    def detainee(self) -> str:
        """The name of the person, or what they look like while nobody knows it."""
        if self.person is not None:
            return self.person.full_name
        return "Restricted" if self.person_id else self.described_as or "Name not known"

    @property
    def held(self) -> bool:
        return self.released_at is None and self.refused_at is None

    @property
    def on_bail(self) -> bool:
        """Released on pre-charge bail and not yet back."""
        return self.disposal is Disposal.BAILED

    @property
    def reviewed_as_charged(self) -> bool:
        """The custody officer reviews: after charge, or remanded by a court that had them charged before it."""
        return self.charged_at is not None or self.arrival is ArrivalKind.REMAND

    @property
    def here_since(self) -> datetime:
        """When they came, this time."""
        return self.returned_at or self.arrived_at


Index("ix_detention_held", Detention.suite_id, postgresql_where=Detention.released_at.is_(None))
Index("ix_detention_review_on", Detention.review_on, postgresql_where=Detention.review_on.is_not(None))


class DetentionFact(PartOf, Base):
    """Something that happened at an instant and counts for the clock. Put right only by a later one, with a reason."""

    __tablename__ = "detention_fact"
    __table_args__ = (Index("ix_detention_fact_of", "detention_id", "at"),)
    belongs_to: ClassVar[Sequence[str]] = ("detention_id",)

    detention_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("detention.id"))
    kind: Mapped[str]
    """As the clock's rules name it: arrive_station, arrest, detention_authorised..."""
    at: Mapped[datetime]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    by_id: Mapped[UserId]
    replaces_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("detention_fact.id"))
    replaced_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")
    """Why an earlier fact was put right."""

    detention: Mapped[Detention] = relationship(back_populates="facts")
    by: Mapped[User] = relationship()
