"""A fingerprint or sample that should never have been taken is found to be so, and destroyed (CUS-15)."""

from __future__ import annotations

import uuid
from datetime import datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.sample import Sample
from mips.custody.rules.unlawful import Unlawful, check_destroyed, check_unlawful
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.record.usecases.holds import holds_on
from mips.usecase import usecase


@usecase(Permission.CUSTODY_SAMPLE_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def find_unlawful(
    actor: Actor,
    *,
    sample_id: uuid.UUID,
    because: Unlawful,
    why: str,
    authority_id: uuid.UUID,
    at: datetime | None = None,
) -> Sample:
    """Write down that it was taken unlawfully, or after such an arrest: it is to be destroyed. PACE 1984 s.63D(2).

    `authority_id` is who decided it for the chief officer. The person may have left long ago.
    """
    sample, when = fetch(Sample, sample_id), moment_of(at)
    decided = officer_named(authority_id, "authority_id")
    check_unlawful(
        sample.kind,
        taken=sample.taken,
        found=sample.unlawful is not None,
        at=when,
        taken_at=sample.at,
        authority=decided.rank_at(when),
    )
    sample.unlawful, sample.unlawful_at, sample.unlawful_why = because, when, why
    sample.unlawful_by_id = decided.id
    db.session.flush()
    said = f"{sample.kind.label}: {because.label.lower()}. {why}. Decided by {decided.name}. To be destroyed"
    log(actor, detention_with(sample.detention_id), when, said, kind="sample")
    return sample


@usecase(Permission.CUSTODY_SAMPLE_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def record_destruction(actor: Actor, *, sample_id: uuid.UUID, how: str, at: datetime | None = None) -> Sample:
    """Write down that what was taken unlawfully has been destroyed, with its copies. PACE 1984 s.63D(2), s.63R."""
    sample, when = fetch(Sample, sample_id), moment_of(at)
    detention = detention_with(sample.detention_id)
    check_destroyed(
        sample.kind,
        unlawful=sample.unlawful is not None,
        destroyed=sample.destroyed_at is not None,
        at=when,
        found_at=sample.unlawful_at,
        held=bool(holds_on(detention.id)),
    )
    sample.destroyed_at, sample.destroyed_how = when, how
    log(actor, detention, when, f"{sample.kind.label} destroyed: {how}", kind="sample")
    return sample
