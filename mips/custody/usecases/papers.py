"""Gathering what each paper of a detention says. Opening one is a disclosure, and each is entered in the register."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import exists, select

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import Forbidden
from mips.custody.model.bail import BailGiven
from mips.custody.model.detention import Detention
from mips.custody.model.entitlements import RightsTold
from mips.custody.model.escort import EscortRecord
from mips.custody.model.release import ChildAfterCharge
from mips.custody.rules.escort import Destination
from mips.custody.rules.inspection import LeftOut, Part, Reader, left_out
from mips.custody.rules.papers import Paper, Situation, check_applies
from mips.custody.usecases.paper_facts import kinds_of
from mips.custody.usecases.paper_parts import Printed, not_kept, one_part, parts_for
from mips.custody.usecases.reading import CustodyRecord, print_custody_record
from mips.custody.usecases.release_risk import placements_of
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class OnPaper:
    """A paper: the record, the parts it prints, and of what is left out for its reader why and how many lines."""

    paper: Paper
    record: CustodyRecord
    reader: Reader = Reader.POLICE
    parts: Sequence[Printed] = ()
    left_out: Sequence[tuple[LeftOut, int]] = ()
    not_kept: Sequence[str] = ()
    language: str = ""
    """Code of the list language; empty for English."""
    certificate: ChildAfterCharge | None = None
    """Why a child refused bail was kept at the station."""

    @property
    def detention(self) -> Detention:
        return self.record.detention

    @property
    def reference(self) -> str:
        return self.detention.reference or ""

    def shown(self) -> Iterable[Base]:
        return [self.detention]


def situation_of(detention: Detention) -> Situation:
    """What of a detention decides which papers there are."""
    bailed = db.session.scalar(select(exists().where(BailGiven.detention_id == detention.id)))
    made = select(EscortRecord.destination).where(EscortRecord.detention_id == detention.id)
    goes_to = db.session.scalars(made.where(EscortRecord.cancelled_at.is_(None))).all()
    return Situation(
        authorised=detention.authorised_at is not None,
        refused=detention.refused_at is not None,
        held=detention.held,
        charged=detention.charged_at is not None,
        bailed_to_court=detention.charged_at is not None and detention.bailed is True,
        ever_bailed=bool(bailed),
        disposal=detention.disposal,
        child_certified=certificate_of(detention.id) is not None,
        escorted=bool(goes_to),
        to_force=Destination.OTHER_FORCE in goes_to,
    )


def certificate_of(detention_id: uuid.UUID) -> ChildAfterCharge | None:
    """Why a child refused bail is not with the local authority, where that is how it stands. PACE 1984 s.38(6)-(7)."""
    latest = next(iter(placements_of(detention_id)), None)
    return latest if latest and not latest.moved else None


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_whole_record(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """Every part in the order of CUS-1; health and risk only to who may read them."""
    return _record_for(actor, detention_id, Paper.WHOLE, Reader.POLICE)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_for_representative(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """What the solicitor or appropriate adult may inspect, with what is left out and why."""
    return _record_for(actor, detention_id, Paper.REPRESENTATIVE, Reader.REPRESENTATIVE)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_front_sheet(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """Who, why, since when and with whom, on one page."""
    return _paper(actor, detention_id, Paper.FRONT, Part.NEEDS, Part.RISK)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_detention_log(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """Every line, the earliest first, with when it happened and when it was entered."""
    return _paper(actor, detention_id, Paper.LOG, Part.LOG)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_reviews_and_clock(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """The times the clock is worked out from, its reviews, and who decided on what authority."""
    return _paper(actor, detention_id, Paper.CLOCK, Part.DECISION, Part.CLOCK)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_rights_sheet(actor: Actor, *, detention_id: uuid.UUID, language: str = "") -> OnPaper:
    """The notice of rights, in the language they were last told in unless another is asked for."""
    return _paper(actor, detention_id, Paper.RIGHTS, language=language or language_of(detention_id))


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_charge_sheet(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """What they are charged with, the caution, their reply, the court and bail."""
    return _paper(actor, detention_id, Paper.CHARGE, Part.DISPOSAL)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_bail_notice(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """Bail before charge as it stands: when and where to return, the conditions, until when."""
    return _paper(actor, detention_id, Paper.BAIL, Part.DISPOSAL)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_court_bail_notice(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """Bail after charge: which court, when, and the conditions."""
    return _paper(actor, detention_id, Paper.COURT_BAIL, Part.DISPOSAL)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_child_certificate(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """Why a child refused bail was not moved to local authority accommodation. PACE 1984 s.38(6)-(7)."""
    paper = _paper(actor, detention_id, Paper.CHILD)
    return replace(paper, certificate=certificate_of(detention_id))


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_no_action_notice(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """That they are not to be prosecuted. PACE 1984 s.34(5C), s.37(6B)."""
    return _paper(actor, detention_id, Paper.NO_ACTION, Part.DISPOSAL)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_under_investigation_notice(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """That they are released without bail and enquiries go on."""
    return _paper(actor, detention_id, Paper.UNDER_INVESTIGATION, Part.DISPOSAL)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_escort_record(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """The person escort record that goes with them, for who may read risk and health (CUS-21)."""
    return _with_risk(_paper(actor, detention_id, Paper.ESCORT, Part.ESCORTS))


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_transfer(actor: Actor, *, detention_id: uuid.UUID) -> OnPaper:
    """What another force needs of somebody it takes over: the clock, the escort record, a copy of the custody record.

    Code C 2.3, PACE 1984 s.41(5).
    """
    record = _whole(actor, detention_id)
    check_applies(Paper.TRANSFER, situation_of(record.detention))
    first = one_part(actor, record, Part.ESCORTS)
    rest = [each for each in parts_for(actor, record, Reader.POLICE) if each.template != first.template]
    return _with_risk(OnPaper(paper=Paper.TRANSFER, record=record, parts=[first, *rest]))


def _with_risk(paper: OnPaper) -> OnPaper:
    """The same, where whoever prints may read what an escort must know."""
    given = paper.parts[0].given
    if given is None or not given["whole"]:
        raise Forbidden("Only somebody who may read risk and health prints what an escort is given")
    return paper


def language_of(detention_id: uuid.UUID) -> str:
    """The language that rights were last told in."""
    told = select(RightsTold.language).where(RightsTold.detention_id == detention_id)
    return db.session.scalars(told.order_by(RightsTold.told_at.desc())).first() or ""


def _record_for(actor: Actor, detention_id: uuid.UUID, paper: Paper, reader: Reader) -> OnPaper:
    record = _whole(actor, detention_id)
    return OnPaper(
        paper=paper,
        record=record,
        reader=reader,
        parts=list(parts_for(actor, record, reader)),
        left_out=left_out(reader, kinds_of(record.entries.rows).values()),
        not_kept=not_kept(),
    )


def _paper(actor: Actor, detention_id: uuid.UUID, paper: Paper, *parts: Part, language: str = "") -> OnPaper:
    record = _whole(actor, detention_id)
    check_applies(paper, situation_of(record.detention))
    return OnPaper(
        paper=paper, record=record, language=language, parts=[one_part(actor, record, part) for part in parts]
    )


def _whole(actor: Actor, detention_id: uuid.UUID) -> CustodyRecord:
    record = print_custody_record(actor, detention_id=detention_id)
    if record.limited:
        raise Forbidden("Only somebody who may read all of a custody record may print it")
    return record
