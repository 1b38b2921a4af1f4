"""Identification, samples and drug tests: taken by the power that serves, or why not, and what is still owed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.sample import DrugHold, DrugTest, Sample
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.retention import Destruction, Kept, destruction, sample_destruction
from mips.custody.rules.samples import (
    NationalStatus,
    SampleFacts,
    SampleGround,
    SampleKind,
    check_not_taken,
    check_taking,
    owed,
    power_for,
)
from mips.custody.rules.sources_of_investigation import S61
from mips.custody.usecases.drug_hold import hold_now
from mips.custody.usecases.kept_how_long import what_decides
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.record.reference.model import ListedOffence
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class SampleRecord:
    """What was taken of somebody and what is owed. No log and no offence: FOR and MIS read this too (ROL-3)."""

    detention: Detention
    samples: Sequence[Sample]
    tests: Sequence[DrugTest]
    owed: Sequence[SampleKind]
    kept: Kept
    """What decides how long things are kept, as far as it is known."""
    hold: DrugHold | None = None
    """They are kept only until a sample for a drug test is given."""

    def destruction(self, sample: Sample) -> Destruction:
        """When it is destroyed, as far as the record knows how things ended. PACE 1984 s.63D to s.63L."""
        taken_on = sample.at.astimezone(LONDON).date()
        return destruction(replace(self.kept, taken_on=taken_on, unlawful=sample.unlawful is not None))

    def own_destruction(self, sample: Sample) -> Destruction | None:
        """Of a DNA sample itself. PACE 1984 s.63R."""
        cells = sample.kind in (SampleKind.DNA, SampleKind.INTIMATE)
        taken_on = sample.at.astimezone(LONDON).date()
        return sample_destruction(taken_on, unlawful=sample.unlawful is not None) if cells else None

    @property
    def unlawful(self) -> list[Sample]:
        """What must be destroyed as soon as practicable, and is not."""
        return [each for each in self.samples if each.to_be_destroyed]

    def shown(self) -> Iterable[Base]:
        return [self.detention, *self.samples, *self.tests]


@usecase(Permission.CUSTODY_SAMPLE_READ, verb=Verb.CONSULTED)
def read_samples(actor: Actor, *, detention_id: uuid.UUID) -> SampleRecord:
    """Fingerprints, photograph, samples and drug tests of a detainee, and what is still to be taken."""
    detention = fetch(
        Detention,
        detention_id,
        joinedload(Detention.person),
        joinedload(Detention.suite),
        selectinload(Detention.offences),
    )
    found = _samples(detention_id)
    tests = select(DrugTest).where(DrugTest.detention_id == detention_id).order_by(DrugTest.at.desc())
    whole = (joinedload(DrugTest.by), joinedload(DrugTest.authority))
    return SampleRecord(
        detention=detention,
        samples=found,
        tests=db.session.scalars(tests.options(*whole)).all(),
        owed=owed(_settled(found), recordable=_recordable(detention)),
        kept=what_decides(detention),
        hold=hold_now(detention_id),
    )


@usecase(Permission.CUSTODY_SAMPLE_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def take_sample(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    kind: SampleKind,
    ground: SampleGround | None = None,
    material: str = "",
    consent: bool = False,
    authority_id: uuid.UUID | None = None,
    again_why: str = "",
    told: bool = False,
    barcode: str = "",
    taken_by: str = "",
    force: bool = False,
    force_why: str = "",
    at: datetime | None = None,
) -> Sample:
    """Write down what was taken: the rules choose the power from the facts, or refuse. PACE 1984 s.54A to s.64A.

    `ground` is detained or charged, as the record has it, where nothing else is said; `authority_id` an officer whose
    rank counts as it was then.
    """
    detention, when = present_at(detention_id, at)
    authority = officer_named(authority_id, "authority_id") if authority_id else None
    rank = authority.rank_at(when) if authority else None
    basis = ground or (SampleGround.CHARGED if detention.charged_at else SampleGround.DETAINED)
    earlier = [each for each in _samples(detention.id) if each.kind is kind and _good(each)]
    facts = SampleFacts(
        ground=basis,
        recordable=_recordable(detention),
        taken_before=bool(earlier) and not again_why,
        consent=consent,
        authority=rank,
        force=force,
    )
    power = power_for(kind, facts)
    check_taking(kind, told=told, barcode=barcode, force=force, force_why=force_why, taker=taken_by)
    sample = Sample(
        detention_id=detention.id,
        kind=kind,
        material=material,
        at=when,
        ground=basis,
        power=f"{power.source.section}, {power.words}",
        consent=consent,
        authority_id=authority and authority.id,
        authority_rank=None if rank is None else int(rank),
        barcode=barcode,
        taken_by=taken_by,
        told=told,
        force=force,
        force_why=force_why,
        again_why=again_why,
        by_id=actor.id,
    )
    db.session.add(sample)
    number = f", {barcode}" if barcode else ""
    log(actor, detention, when, f"{kind.label} taken{number}: {sample.power}", kind="sample")
    return sample


@usecase(Permission.CUSTODY_SAMPLE_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def leave_sample(
    actor: Actor, *, detention_id: uuid.UUID, kind: SampleKind, not_taken_why: str, at: datetime | None = None
) -> Sample:
    """Write down that something was not taken, and why: it is owed no longer. PACE 1984 s.61, s.63."""
    detention, when = present_at(detention_id, at)
    check_not_taken(not_taken_why)
    basis = SampleGround.CHARGED if detention.charged_at else SampleGround.DETAINED
    sample = Sample(
        detention_id=detention.id, kind=kind, at=when, not_taken_why=not_taken_why, ground=basis, by_id=actor.id
    )
    db.session.add(sample)
    log(actor, detention, when, f"{kind.label} not taken: {not_taken_why}", kind="sample")
    return sample


@usecase(Permission.CUSTODY_SAMPLE_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def note_status(actor: Actor, *, sample_id: uuid.UUID, status: NationalStatus, status_note: str = "") -> Sample:
    """Write down how far the national systems have it; what they reject is owed again."""
    sample = fetch(Sample, sample_id)
    if not sample.taken:
        raise RuleBroken("This was not taken", rule=S61.section)
    sample.status, sample.status_note = status, status_note
    detention = detention_with(sample.detention_id)
    note = f" ({status_note})" if status_note else ""
    log(actor, detention, moment_of(None), f"{sample.kind.label}: {status.label.lower()}{note}", kind="sample")
    return sample


def present_at(detention_id: uuid.UUID, at: datetime | None) -> tuple[Detention, datetime]:
    """Somebody who is detained, and when; refuses what was before they came. PACE 1984 s.61."""
    detention, when = detention_with(detention_id), moment_of(at)
    if detention.authorised_at is None or not detention.held:
        raise RuleBroken("Only of somebody whose detention is authorised and goes on", rule=S61.section)
    check_here_then(when, since=detention.arrived_at, field="at", source=S61)
    return detention, when


def _samples(detention_id: uuid.UUID) -> Sequence[Sample]:
    of_it = select(Sample).where(Sample.detention_id == detention_id).order_by(Sample.at.desc(), Sample.id.desc())
    people = (Sample.by, Sample.authority, Sample.unlawful_by)
    return db.session.scalars(of_it.options(*(joinedload(each) for each in people))).all()


def _good(sample: Sample) -> bool:
    return sample.taken and sample.status is not NationalStatus.REJECTED and sample.unlawful is None


def _settled(samples: Iterable[Sample]) -> set[SampleKind]:
    """What was taken and not rejected, or said not to be taken; after an unlawful arrest nothing is taken again."""
    return {each.kind for each in samples if each.not_taken_why or _good(each) or _never(each)}


def _never(sample: Sample) -> bool:
    return sample.unlawful is not None and not sample.unlawful.may_be_taken_again


def _recordable(detention: Detention) -> bool:
    """Whether any offence is recordable; one that the list does not know counts, as nearly all are."""
    codes = {offence.code for offence in detention.offences}
    known = select(ListedOffence.recordable).where(ListedOffence.code.in_(codes))
    flags = list(db.session.scalars(known)) if codes else []
    return any(flags) or not flags
