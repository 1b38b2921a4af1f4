"""What goes wrong, and force: a form for each officer, adverse incidents, complaints of ill-treatment."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.incidents import FOLLOW_UPS, FollowUp, IncidentKind


class ForceForm(OfDetention, Base):
    """What one officer used on a detainee, where, why, and with what result. Counted for the yearly returns."""

    __tablename__ = "custody_force_form"

    officer_id: Mapped[UserId]
    at: Mapped[datetime]
    location: Mapped[str]
    tactics: Mapped[list[str]]
    """Codes of the list force-tactic, in the order used."""
    reasons: Mapped[list[str]]
    """Codes of the list force-reason."""
    account: Mapped[str]
    officer_injury: Mapped[str] = mapped_column(default="")
    subject_injury: Mapped[str] = mapped_column(default="")
    effective: Mapped[bool]
    body_worn: Mapped[bool]
    entered_by_id: Mapped[UserId]

    officer: Mapped[User] = relationship(foreign_keys="ForceForm.officer_id")


class Incident(OfDetention, Base):
    """An adverse incident (CUS-22)."""

    __tablename__ = "custody_incident"

    kind: Mapped[IncidentKind]
    at: Mapped[datetime]
    noticed_at: Mapped[datetime]
    location: Mapped[str]
    account: Mapped[str]
    injury: Mapped[str] = mapped_column(default="")
    done: Mapped[str] = mapped_column(default="")
    """What was done at once."""
    equipment: Mapped[list[str]] = mapped_column(default=list, server_default="{}")
    """Of a restraint in a cell: codes of the list cell-restraint. Code C 8.2."""
    necessary_why: Mapped[str] = mapped_column(default="", server_default="")
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    """The custody officer who approved the restraint."""
    watched: Mapped[int | None]
    """Level of observation while restrained."""
    restraint_ended_at: Mapped[datetime | None]
    """When it was taken off; none while it goes on, and where nobody said."""
    restraint_ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"), index=True)
    by_id: Mapped[UserId]
    referral_due_at: Mapped[datetime | None]
    referred_at: Mapped[datetime | None]
    referral_reference: Mapped[str] = mapped_column(default="")

    by: Mapped[User] = relationship(foreign_keys="Incident.by_id")
    approved_by: Mapped[User | None] = relationship(foreign_keys="Incident.approved_by_id")
    restraint_ended_by: Mapped[User | None] = relationship(foreign_keys="Incident.restraint_ended_by_id")
    steps: Mapped[list[IncidentStep]] = relationship(
        order_by="IncidentStep.at, IncidentStep.id", back_populates="incident"
    )

    @property
    def restrains(self) -> bool:
        """A restraint in a cell of which no end is written. Code C 8.2."""
        return self.watched is not None and self.restraint_ended_at is None

    @property
    def owed(self) -> list[FollowUp]:
        """What is not written down yet of what follows a death or serious injury."""
        done = {each.step for each in self.steps}
        return [each for each in FOLLOW_UPS.get(self.kind, ()) if each not in done]


class IncidentStep(OfDetention, Base):
    """One thing seen to after a death or serious injury: by whom, when, whom they told (CUS-22)."""

    __tablename__ = "custody_incident_step"
    __table_args__ = (UniqueConstraint("incident_id", "step"),)

    incident_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("custody_incident.id"))
    step: Mapped[FollowUp]
    at: Mapped[datetime]
    how: Mapped[str]
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship()
    incident: Mapped[Incident] = relationship(back_populates="steps")


class Complaint(OfDetention, Base):
    """A complaint about treatment, and the uninvolved inspector it was reported to. Code C 9.2."""

    __tablename__ = "custody_complaint"

    at: Mapped[datetime]
    account: Mapped[str]
    assault: Mapped[bool] = mapped_column(default=False)
    inspector_id: Mapped[UserId]
    by_id: Mapped[UserId]
    task_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("task.id"))

    inspector: Mapped[User] = relationship(foreign_keys="Complaint.inspector_id")
