"""Crimes, as they were reported, investigated, finalised and published."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import ColumnElement, ForeignKey, Index, Text, case, literal_column
from sqlalchemy import cast as sa_cast
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.investigation.rules.recording import Basis, Channel
from mips.record.model.event import Event
from mips.record.model.person import Person, Precision


class CrimeStatus(StrEnum):
    """Where a crime stands in its life (INV-5). A reopened one is under investigation again."""

    REPORTED = "reported"
    RECORDED = "recorded"
    ALLOCATED = "allocated"
    UNDER_INVESTIGATION = "under-investigation"
    WITH_CPS = "with-cps"
    CHARGED = "charged"
    AWAITING_COURT = "awaiting-court"
    FINALISED = "finalised"
    CANCELLED = "cancelled"


CLOSED: Final = frozenset({CrimeStatus.FINALISED, CrimeStatus.CANCELLED})


FOR_ITS_EXHIBITS: Final = frozenset(
    permission
    for permission in Permission
    if permission.startswith(("investigation:exhibit:", "investigation:disposal:", "investigation:forensic:"))
)
"""Whoever looks after exhibits sees, on the pages for it and nowhere else, which crime they are of (ROL-3)."""


FOR_VICTIMS: Final = frozenset({Permission.CASES_WITNESS_CARE_READ})
"""Who reads what is owed to victims sees whose crimes those are, on the victims' pages and nowhere else (ROL-3)."""


class Crime(Event, kind="crime", read=Permission.INVESTIGATION_CRIME_READ, read_for=FOR_ITS_EXHIBITS | FOR_VICTIMS):
    """A crime report, under a crime number FF/NNNNNNN/YY that is kept in `reference` (INV-13)."""

    __tablename__ = "crime"
    __table_args__: Any = (
        Index("ix_crime_published_id", "published_id", unique=True, postgresql_where="published_id IS NOT NULL"),
        Index("ix_crime_published_row", "published_row", unique=True, postgresql_where="published_row IS NOT NULL"),
        Index("ix_crime_status", "status", "id"),
        Index("ix_crime_officer", "officer_in_case_id", postgresql_where="officer_in_case_id IS NOT NULL"),
        Index(
            "ix_crime_open",
            "officer_in_case_id",
            "id",
            postgresql_where="status NOT IN ('cancelled', 'finalised')",
        ),
    )

    inexact: ClassVar[bool] = True

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), primary_key=True)
    status: Mapped[CrimeStatus] = mapped_column(default=CrimeStatus.RECORDED)
    notifiable: Mapped[bool] = mapped_column(default=True)
    """False for an incident that is no crime in law but is kept beside them, such as anti-social behaviour (NC-6)."""
    category: Mapped[str] = mapped_column(default="")
    """The kind of crime in the public's words, as data.police.uk publishes it: what crimes are grouped by."""
    offence_code: Mapped[str] = mapped_column(default="")
    """CJS offence code (CAS-3); empty while it is not known."""
    offence_title: Mapped[str] = mapped_column(default="")
    ho_class: Mapped[str] = mapped_column(default="")
    """Home Office class and subclass, 008/06 (INV-2)."""
    occurred_precision: Mapped[Precision] = mapped_column(default=Precision.DAY)
    """MONTH: `occurred_from` and `occurred_until` are the ends of the month."""
    recorded_at: Mapped[datetime | None]
    """When it was recorded as a crime: within 24 hours of the report (NC-4). None: not known."""
    basis: Mapped[Basis | None]
    """Against a victim or the state (INV-2). None: not known."""
    channel: Mapped[Channel | None]
    """How the report came in (NC-1). None: not known."""
    modus_operandi: Mapped[str] = mapped_column(default="")
    incident_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("incident.id"), index=True)
    """The report it was recorded from (NC-1). None: imported, or recorded before reports were kept."""
    officer_in_case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    outcome_code: Mapped[str] = mapped_column(default="")
    """The current outcome, 1 to 22 (INV-3); empty when there is none or its number is not known."""
    outcome: Mapped[str] = mapped_column(default="")
    outcome_on: Mapped[date | None]
    published_id: Mapped[str | None]
    """Its Crime ID on data.police.uk."""
    published_row: Mapped[uuid.UUID | None]
    """For a row published without a Crime ID: digest of what it says and of its turn among equal rows."""

    officer_in_case: Mapped[User | None] = relationship(foreign_keys=[officer_in_case_id])
    # Joined by the key of the root table: SQLAlchemy then loads them by it alone, and leaves the crime out of it.
    outcomes: Mapped[list[CrimeOutcome]] = relationship(
        back_populates="crime",
        order_by="CrimeOutcome.created_at, CrimeOutcome.id",
        primaryjoin="Entity.id == foreign(CrimeOutcome.crime_id)",
    )
    flags: Mapped[list[CrimeFlag]] = relationship(
        back_populates="crime",
        order_by="CrimeFlag.created_at, CrimeFlag.id",
        primaryjoin="Entity.id == foreign(CrimeFlag.crime_id)",
    )
    decisions: Mapped[list[RecordingDecision]] = relationship(
        back_populates="crime",
        order_by="RecordingDecision.created_at, RecordingDecision.id",
        primaryjoin="Entity.id == foreign(RecordingDecision.crime_id)",
    )

    @hybrid_property
    def occurred_known_to(self) -> str:
        """How exactly its times are known: 'minute' where they were asked for here, 'month' where published."""
        return "minute" if self.occurred_precision is Precision.DAY else self.occurred_precision.value

    @occurred_known_to.inplace.expression
    @classmethod
    def _occurred_known_to(cls) -> ColumnElement[str]:
        exactly = cls.occurred_precision == Precision.DAY
        return case((exactly, "minute"), else_=sa_cast(cls.occurred_precision, Text))

    @property
    def proposed_outcome(self) -> CrimeOutcome | None:
        """The outcome that waits to be signed off."""
        last = self.outcomes[-1] if self.outcomes else None
        return last if last is not None and last.proposed else None


_CLOSED: Final = [literal_column(f"'{each.value}'", Text()) for each in sorted(CLOSED)]
"""In our own words, not in parameters: so the index of open crimes is of use to a statement that is prepared."""


def still_open(crime: type[Crime] = Crime) -> ColumnElement[bool]:
    """Neither finalised nor cancelled, of crimes or of another name for them in the statement."""
    return crime.status.not_in(_CLOSED)


class OfCrime(PartOf):
    """A child row of a crime: hidden with it."""

    belongs_to: ClassVar[Sequence[str]] = ("crime_id",)

    crime_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("crime.id"), index=True)


class CrimeOutcome(OfCrime, Base):
    """One outcome the crime has or had: the last is current, the others its history (INV-3)."""

    __tablename__ = "crime_outcome"
    belongs_to: ClassVar[Sequence[str]] = ("crime_id", "suspect_id")

    code: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    decided_on: Mapped[date | None]
    decided_precision: Mapped[Precision] = mapped_column(default=Precision.DAY)
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """None when it was published and not decided here."""
    suspect_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    rationale: Mapped[str] = mapped_column(default="")
    decision_reference: Mapped[str] = mapped_column(default="")
    """Number of the decision, agency or charge it rests on."""
    victim_told_on: Mapped[date | None]
    victim_supports: Mapped[bool | None]
    completed_on: Mapped[date | None]
    """For outcome 22: when the activity was completed."""
    admitted: Mapped[bool | None]
    """They admitted it, or for outcome 8 accepted responsibility."""
    consented: Mapped[bool | None]
    sufficient: Mapped[bool | None]
    """There was enough evidence to charge."""
    adult: Mapped[str] = mapped_column(default="", server_default="")
    """The appropriate adult who was with a youth."""
    decider: Mapped[str] = mapped_column(default="", server_default="")
    """An item of the list `outcome-decider`."""
    evidence: Mapped[str] = mapped_column(default="", server_default="")
    """What it rests on, as the outcome asks: proof of death, medical evidence, a withdrawal, the gap."""
    victim_view: Mapped[str] = mapped_column(default="", server_default="")
    activity: Mapped[str] = mapped_column(default="", server_default="")
    """For outcome 22, an item of the list `diversion-activity`."""
    provider: Mapped[str] = mapped_column(default="", server_default="")
    limit_said: Mapped[str] = mapped_column(default="", server_default="")
    """For outcome 17: how the time limit was reckoned."""
    review_told: Mapped[bool | None]
    """The victim was told that they may ask for a review."""
    signed_off_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    in_force_at: Mapped[datetime | None]
    """Since when it is the crime's outcome; None while somebody still has to sign it off, or when it was published."""
    overturned_at: Mapped[datetime | None]
    """When a review that the victim asked for found that it was wrong: since then it stands no more."""
    source: Mapped[str] = mapped_column(default="")
    """The publication it is known from; empty when it was decided here."""

    crime: Mapped[Crime] = relationship(back_populates="outcomes", foreign_keys="CrimeOutcome.crime_id")
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    signed_off_by: Mapped[User | None] = relationship(foreign_keys=[signed_off_by_id])
    suspect: Mapped[Person | None] = relationship(foreign_keys=[suspect_id])

    @property
    def proposed(self) -> bool:
        """Decided here and not signed off yet."""
        return self.decided_by_id is not None and self.in_force_at is None


class CrimeFlag(OfCrime, Base):
    """A flag such as domestic abuse or hate, dated (INV-13). `flag` is an item of the list `crime-flag`."""

    __tablename__ = "crime_flag"

    flag: Mapped[str]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]

    crime: Mapped[Crime] = relationship(back_populates="flags")


class RecordingDecision(OfCrime, Base):
    """That a report was recorded as a crime: by whom, when, and by which rule as it then read (NC-2, NC-3)."""

    __tablename__ = "crime_recording_decision"

    rule: Mapped[str]
    rule_edition: Mapped[str]
    rule_text: Mapped[str]
    evidence: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[UserId]
    decided_at: Mapped[datetime]

    crime: Mapped[Crime] = relationship(back_populates="decisions")
    decided_by: Mapped[User] = relationship()


class SuspectStatus(OfCrime, Base):
    """One status a suspect had in a crime, and since when: the last is current (INV-8)."""

    __tablename__ = "suspect_status"
    belongs_to: ClassVar[Sequence[str]] = ("crime_id", "person_id")

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    status: Mapped[str]
    """An item of the list `suspect-status`."""
    since: Mapped[datetime]
    why: Mapped[str] = mapped_column(default="")
    set_by_id: Mapped[UserId]

    person: Mapped[Person] = relationship()
    set_by: Mapped[User] = relationship()
