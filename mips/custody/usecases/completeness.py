"""What custody records hold of what they should: counted for many at once, in one statement."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from mips.core import clock, db
from mips.custody.model.acting import ActingOfficer
from mips.custody.model.booking import BlockDone
from mips.custody.model.care import CellStay, OfDetention, Right
from mips.custody.model.detention import Detention
from mips.custody.model.emergency_charge import EmergencyCharge
from mips.custody.model.entitlements import IdentityCheck, Notice, RightsTold
from mips.custody.model.healthcare import HealthcareCall
from mips.custody.model.incident import Complaint, ForceForm, Incident, IncidentStep
from mips.custody.model.observation import CarePlan, CellCheck
from mips.custody.model.premises import PremisesSearch
from mips.custody.model.release import PreRelease
from mips.custody.model.risk import RiskAssessment
from mips.custody.model.sample import Sample
from mips.custody.rules.acting import ActingAs
from mips.custody.rules.arrivals import OTHERWISE
from mips.custody.rules.booking_in import Block
from mips.custody.rules.completeness import Completeness, OnRecord, completeness
from mips.custody.rules.emergency_charge import Ratified
from mips.custody.rules.incidents import FOLLOW_UPS
from mips.custody.rules.premises import Power
from mips.custody.usecases.cohort import DETAINEE
from mips.record.model.case import Offence


def completeness_of(ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Completeness]:
    """How complete each of these records is."""
    return {row.id: completeness(_on_record(row)) for row in db.session.execute(_counted(ids))} if ids else {}


def _any(kind: type[OfDetention], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(kind.detention_id == Detention.id, *conditions).correlate(Detention)


def _many(kind: Any, *conditions: ColumnElement[bool]) -> Any:
    counted = select(func.count(kind.id)).where(kind.detention_id == Detention.id, *conditions)
    return counted.correlate(Detention).scalar_subquery()


def _unanswered() -> Any:
    """Rights whose latest telling got no answer."""
    later = aliased(Right)
    told_later = exists().where(
        later.detention_id == Right.detention_id,
        later.kind == Right.kind,
        or_(later.offered_at > Right.offered_at, and_(later.offered_at == Right.offered_at, later.id > Right.id)),
    )
    return _many(Right, Right.wanted.is_(None), ~told_later)


def _follow_ups_owed() -> Any:
    """What each kind of incident is followed by, less what was written down."""
    owed = (_many(Incident, Incident.kind == kind) * len(steps) for kind, steps in FOLLOW_UPS.items())
    return sum(owed, start=-_many(IncidentStep))


def _called_after() -> ColumnElement[bool]:
    """A healthcare professional was called once an assault was alleged."""
    same, later = HealthcareCall.detention_id == Complaint.detention_id, HealthcareCall.called_at >= Complaint.at
    return exists().where(same, later)


def _counted(ids: Sequence[uuid.UUID]) -> Any:
    blocks = select(func.array_agg(BlockDone.block)).where(
        BlockDone.detention_id == Detention.id, BlockDone.again_since.is_(None)
    )
    return (
        select(
            Detention.id,
            Detention.arrival.not_in(OTHERWISE).label("pace"),
            Detention.person_id.is_not(None).label("identified"),
            (func.coalesce(DETAINEE.self_defined_ethnicity, "") != "").label("ethnicity"),
            _any(IdentityCheck).label("fingerprints"),
            Detention.arrested_at.is_not(None).label("arrested"),
            Detention.arrested_by_id.is_not(None).label("arresting_officer"),
            Detention.cautioned.is_not(None).label("cautioned"),
            _many(Offence).label("offences"),
            Detention.authorised_at.is_not(None).label("decided"),
            Detention.refused_at.is_not(None).label("refused"),
            and_(Detention.released_at.is_(None), Detention.refused_at.is_(None)).label("held"),
            Detention.rights_given_at.is_not(None).label("rights_told"),
            _unanswered().label("rights_unanswered"),
            _any(RightsTold, RightsTold.notice.is_not(None), RightsTold.notice != Notice.LATER).label("notice_given"),
            _any(RiskAssessment).label("risk"),
            _any(PreRelease).label("release_risk"),
            _any(CarePlan).label("care_plan"),
            _any(CarePlan, CarePlan.until_at.is_(None), CarePlan.due_at < clock.now()).label("check_overdue"),
            _many(CellCheck).label("checks"),
            _any(CellStay).label("placed"),
            blocks.correlate(Detention).scalar_subquery().label("blocks"),
            func.coalesce(Detention.arrest_force, False).label("force_on_arrest"),
            _many(ForceForm).label("force_forms"),
            _many(Incident, Incident.referral_due_at.is_not(None), Incident.referred_at.is_(None)).label(
                "referrals_owed"
            ),
            _follow_ups_owed().label("follow_ups_owed"),
            _many(Incident, Incident.watched.is_not(None), Incident.restraint_ended_at.is_(None)).label(
                "restraints_open"
            ),
            _many(Complaint, Complaint.assault.is_(True), ~_called_after()).label("assaults_not_seen"),
            _many(ActingOfficer, ActingOfficer.role == ActingAs.BROUGHT, ActingOfficer.told_at.is_(None)).label(
                "inspectors_untold"
            ),
            _many(
                PremisesSearch, PremisesSearch.power == Power.BEFORE_STATION, PremisesSearch.officer_at.is_(None)
            ).label("premises_untold"),
            _many(EmergencyCharge, EmergencyCharge.decided_at.is_(None)).label("charges_unratified"),
            _many(
                EmergencyCharge, EmergencyCharge.outcome != Ratified.YES, EmergencyCharge.followed_at.is_(None)
            ).label("charges_fallen"),
            _many(Sample, Sample.unlawful.is_not(None), Sample.destroyed_at.is_(None)).label("destructions_owed"),
        )
        .select_from(Detention)
        .outerjoin(DETAINEE, DETAINEE.id == Detention.person_id)
        .where(Detention.id.in_(ids))
    )


def _on_record(row: Any) -> OnRecord:
    found = dict(row._mapping)
    found.pop("id")
    return OnRecord(**found | {"blocks": frozenset(Block(each) for each in found["blocks"] or ())})
