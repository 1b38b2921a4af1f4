"""Everything that senior officers and courts were asked for and gave, with the times that bound it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.custody.model.acting import ActingOfficer
from mips.custody.model.authority import AuthorityRequest, Disagreement, Extension, RightDelay, WarrantApplication
from mips.custody.model.detention import Detention
from mips.custody.model.emergency_charge import EmergencyCharge
from mips.custody.rules.arithmetic import Deadline
from mips.custody.rules.extensions import LawfulEnd, lawful_end, warrant_application_latest, window
from mips.custody.rules.limits import EXTENDED_HOURS, WARRANT_HOURS, limit_of
from mips.custody.rules.relevant_time import relevant_time
from mips.custody.rules.rights_delay import latest_end
from mips.custody.usecases.acting import acting_of
from mips.custody.usecases.delays import delays_of
from mips.custody.usecases.extending import story_with_class
from mips.custody.usecases.fallen_charges import emergency_charge_of
from mips.custody.usecases.hearing import untold
from mips.custody.usecases.warrants import applications_of, extensions_of
from mips.custody.usecases.writing import detention_with
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class Authorities:
    """What was asked and given about one detainee. Times are None once no clock runs."""

    detention: Detention
    requests: Sequence[AuthorityRequest]
    delays: Sequence[RightDelay]
    extensions: Sequence[Extension]
    disagreements: Sequence[Disagreement]
    applications: Sequence[WarrantApplication]
    acting: Sequence[ActingOfficer]
    """Who acted as custody officer at a station that is not designated."""
    emergency: EmergencyCharge | None
    """A charge that an inspector authorised without the prosecutor."""
    untold: int
    """Decisions of which the detainee, asleep then, has not been told."""
    ends: LawfulEnd | None
    window: tuple[datetime, datetime] | None
    """When a first extension may be given: from the second review to 24 hours."""
    most: Deadline | None
    apply_by: Deadline | None
    never_past: Deadline | None
    rights_until: datetime | None
    """The latest end of a right put off: 36 hours that nothing stops. PACE 1984 s.56(3), s.58(5)."""

    def shown(self) -> Iterable[Base]:
        return [self.detention]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_authorities(actor: Actor, *, detention_id: uuid.UUID) -> Authorities:
    """Show delays of rights, extensions, applications to the court, and when each may be given at the latest."""
    detention = detention_with(detention_id)
    story = story_with_class(detention)
    began = relevant_time(story)
    return Authorities(
        detention=detention,
        requests=_requests(detention.id),
        delays=delays_of(detention.id),
        extensions=extensions_of(detention.id),
        disagreements=_disagreements(detention.id),
        applications=applications_of(detention.id),
        acting=acting_of(detention.id),
        emergency=emergency_charge_of(detention.id),
        untold=len(untold(detention.id)),
        ends=lawful_end(story) if detention.held and detention.charged_at is None else None,
        window=window(story),
        most=limit_of(story, EXTENDED_HOURS),
        apply_by=warrant_application_latest(story),
        never_past=limit_of(story, WARRANT_HOURS),
        rights_until=latest_end(began.at) if began else None,
    )


def _requests(detention_id: uuid.UUID) -> Sequence[AuthorityRequest]:
    found = select(AuthorityRequest).where(AuthorityRequest.detention_id == detention_id)
    both = (joinedload(AuthorityRequest.asked_by), joinedload(AuthorityRequest.answered_by))
    return db.session.scalars(found.options(*both).order_by(AuthorityRequest.asked_at.desc())).all()


def _disagreements(detention_id: uuid.UUID) -> Sequence[Disagreement]:
    found = select(Disagreement).where(Disagreement.detention_id == detention_id)
    both = (joinedload(Disagreement.higher_officer), joinedload(Disagreement.decided_by))
    return db.session.scalars(found.options(*both).order_by(Disagreement.at.desc())).all()
