"""Reports of whatever kind, what was decided of each, and those passed to another force."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime
from mips.investigation.rules.incidents import Standing
from mips.investigation.rules.recording import Channel
from mips.record.model.event import Event

WAITING: Any = "decided_at IS NULL"
"""Of the few reports that wait for a decision among all there ever were."""


class ReportedIncident(Event, kind="incident", read=Permission.INVESTIGATION_CRIME_READ):
    """One report, crime or not (NC-1), under a number FF/INNNNNNN/YY in `reference`. `summary` is what was said."""

    __tablename__ = "incident"
    __table_args__: Any = (
        Index("ix_incident_waiting", "decide_by", "id", postgresql_where=WAITING),
        Index("ix_incident_standing", "standing", "id"),
        Index("ix_incident_control_room", "control_room", unique=True, postgresql_where="control_room <> ''"),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), primary_key=True)
    standing: Mapped[Standing] = mapped_column(default=Standing.UNDECIDED)
    decide_by: Mapped[datetime]
    """24 hours after the report (NC-4)."""
    decided_at: Mapped[datetime | None]
    """When it was first decided on."""
    category: Mapped[str] = mapped_column(default="")
    """An item of the list `incident-category`; empty: entered together with its crime."""
    channel: Mapped[Channel]
    capacity: Mapped[str] = mapped_column(default="")
    """Who reported, in what capacity: an item of `reporter-capacity`. Empty: entered together with its crime."""
    reporter_name: Mapped[str] = mapped_column(default="")
    """Of one who is not put on the record; else they are REPORTED_BY of it."""
    reporter_phone: Mapped[str] = mapped_column(default="")
    control_room: Mapped[str] = mapped_column(default="")
    """Its number in the control room's system."""
    offence_code: Mapped[str] = mapped_column(default="")
    """The offence alleged (CAS-3); empty: none, or not known."""
    offence_title: Mapped[str] = mapped_column(default="")
    rape: Mapped[bool] = mapped_column(default=False)
    """A rape is reported (NC-7)."""

    decisions: Mapped[list[IncidentDecision]] = relationship(
        back_populates="incident",
        order_by="IncidentDecision.created_at, IncidentDecision.id",
        primaryjoin="Entity.id == foreign(IncidentDecision.incident_id)",
    )
    transfers: Mapped[list[IncidentTransfer]] = relationship(
        back_populates="incident",
        order_by="IncidentTransfer.created_at, IncidentTransfer.id",
        primaryjoin="Entity.id == foreign(IncidentTransfer.incident_id)",
    )

    @property
    def open_transfer(self) -> IncidentTransfer | None:
        """The offer to another force that it has not answered."""
        return next((each for each in self.transfers if each.answered_at is None), None)


class IncidentDecision(PartOf, Base):
    """What a report was held to be, by whom, when and by which rule as it then read. Never changed: a later one counts.

    One that names a crime is hidden with it.
    """

    __tablename__ = "incident_decision"
    belongs_to: ClassVar[Sequence[str]] = ("incident_id", "crime_id")

    incident_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("incident.id"), index=True)
    crime_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("crime.id"), index=True)
    standing: Mapped[Standing]
    reason: Mapped[str] = mapped_column(default="")
    """An item of the list `not-recorded`."""
    why: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    new_facts: Mapped[str] = mapped_column(default="")
    """What came to light since the decision before."""
    n100: Mapped[str] = mapped_column(default="")
    """Of a reported rape: an item of the list `n100` (NC-7)."""
    rule: Mapped[str]
    rule_edition: Mapped[str]
    rule_text: Mapped[str]
    decided_by_id: Mapped[UserId]
    decided_at: Mapped[datetime]

    incident: Mapped[ReportedIncident] = relationship(
        back_populates="decisions", foreign_keys="IncidentDecision.incident_id"
    )
    crime: Mapped[Crime | None] = relationship(foreign_keys=[crime_id])
    decided_by: Mapped[User] = relationship()


class IncidentTransfer(PartOf, Base):
    """A report offered to the force where it happened, with the evidence, and its answer (NC-10)."""

    __tablename__ = "incident_transfer"
    belongs_to: ClassVar[Sequence[str]] = ("incident_id",)

    incident_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("incident.id"), index=True)
    force: Mapped[str]
    """An item of the list `force`."""
    force_name: Mapped[str]
    evidence: Mapped[str]
    """What was sent along."""
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[UserId]
    answered_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]
    answered_by: Mapped[str] = mapped_column(default="")
    """Who of that force."""
    their_reference: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    """Why they refused."""
    victim_told_at: Mapped[datetime | None]
    victim_told_how: Mapped[str] = mapped_column(default="")

    incident: Mapped[ReportedIncident] = relationship(
        back_populates="transfers", foreign_keys="IncidentTransfer.incident_id"
    )
    sent_by: Mapped[User] = relationship()
