"""Fingerprints, photographs, samples and drug tests of somebody in custody (CUS-15, CUS-16)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention
from mips.custody.rules.drug_tests import DrugResult
from mips.custody.rules.samples import NationalStatus, SampleGround, SampleKind
from mips.custody.rules.unlawful import Unlawful


class Sample(OfDetention, Base):
    """One taking, or the reason why there was none."""

    __tablename__ = "custody_sample"

    kind: Mapped[SampleKind]
    material: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    not_taken_why: Mapped[str] = mapped_column(default="")
    ground: Mapped[SampleGround]
    power: Mapped[str] = mapped_column(default="")
    """The section, and in words how it served."""
    consent: Mapped[bool] = mapped_column(default=False)
    authority_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    authority_rank: Mapped[int | None]
    barcode: Mapped[str] = mapped_column(default="")
    taken_by: Mapped[str] = mapped_column(default="")
    """Who took it, where that is not who wrote it down."""
    told: Mapped[bool] = mapped_column(default=False)
    force: Mapped[bool] = mapped_column(default=False)
    force_why: Mapped[str] = mapped_column(default="")
    again_why: Mapped[str] = mapped_column(default="")
    """Why it was taken again: incomplete, poor, rejected."""
    status: Mapped[NationalStatus] = mapped_column(default=NationalStatus.NOT_SENT)
    status_note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]

    unlawful: Mapped[Unlawful | None]
    """Found since: why it should never have been taken. PACE 1984 s.63D(2)."""
    unlawful_at: Mapped[datetime | None]
    unlawful_why: Mapped[str] = mapped_column(default="")
    unlawful_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """Who decided it for the chief officer."""
    destroyed_at: Mapped[datetime | None]
    destroyed_how: Mapped[str] = mapped_column(default="")

    by: Mapped[User] = relationship(foreign_keys="Sample.by_id")
    authority: Mapped[User | None] = relationship(foreign_keys=[authority_id])
    unlawful_by: Mapped[User | None] = relationship(foreign_keys=[unlawful_by_id])

    @property
    def taken(self) -> bool:
        return not self.not_taken_why

    @property
    def to_be_destroyed(self) -> bool:
        """It should never have been taken, and is still there."""
        return self.unlawful is not None and self.destroyed_at is None


class DrugTest(OfDetention, Base):
    """One request for a sample to test for specified drugs. PACE 1984 s.63B."""

    __tablename__ = "custody_drug_test"

    at: Mapped[datetime]
    after_charge: Mapped[bool]
    counts_on_charge_from: Mapped[datetime | None]
    """Since when a sample given after arrest counts as one given on charge. PACE 1984 s.63B(5B)."""
    trigger: Mapped[str] = mapped_column(default="")
    """Code of the list drug-test-trigger; empty where an inspector authorised it."""
    authority_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    authority_why: Mapped[str] = mapped_column(default="")
    adult: Mapped[str] = mapped_column(default="")
    warned: Mapped[bool]
    result: Mapped[DrugResult]
    drugs: Mapped[list[str]] = mapped_column(default=list)
    """Codes of the list drug-test-drug that were found."""
    kit: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship(foreign_keys="DrugTest.by_id")
    authority: Mapped[User | None] = relationship(foreign_keys=[authority_id])


class DrugHold(OfDetention, Base):
    """Somebody who would be let go is kept only until a sample is given. PACE 1984 s.37(8B), s.38(2)."""

    __tablename__ = "custody_drug_hold"

    since: Mapped[datetime]
    until: Mapped[datetime]
    """The latest. The clock may stop afterwards; it is never later than this without a new decision."""
    after_charge: Mapped[bool]
    trigger: Mapped[str] = mapped_column(default="")
    authority_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    authority_why: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship(foreign_keys="DrugHold.by_id")
    authority: Mapped[User | None] = relationship(foreign_keys=[authority_id])
