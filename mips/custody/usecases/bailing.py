"""Pre-charge bail as the custody officer gives it: release, conditions varied, return changed, bail ended."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.england import day_of
from mips.core.errors import RuleBroken
from mips.custody.model.bail import BailEnd, BailGiven, BailPause
from mips.custody.model.detention import Detention
from mips.custody.model.street_bail import StreetBail
from mips.custody.rules.acting import Acting, Decided
from mips.custody.rules.arrivals import ON_STREET_BAIL, check_pace
from mips.custody.rules.authority import check_custody_officer
from mips.custody.rules.bail_extension import PauseKind, ends_on, first_months
from mips.custody.rules.bail_release import (
    BailCondition,
    BailPower,
    Conditions,
    EarlyReturn,
    Regard,
    ViewsOfVictim,
    check_may_be_bailed,
    check_notice,
    check_on_bail,
    check_pre_conditions,
    check_return,
    check_same_conditions,
    check_views,
)
from mips.custody.rules.checks import check_release
from mips.custody.rules.disposals import Disposal, Ended, check_way_out
from mips.custody.rules.facts import Bail
from mips.custody.rules.kinds.values import BailCase
from mips.custody.rules.refusing import all_at_once
from mips.custody.rules.sources import S37_7
from mips.custody.usecases.acting import check_decides, note_acting
from mips.custody.usecases.arrival import picked_suite
from mips.custody.usecases.departure import check_nothing_hinders, leave
from mips.custody.usecases.ending import after_leaving
from mips.custody.usecases.reading import is_child
from mips.custody.usecases.writing import detention_with, happened, log, moment_of, said
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class Views:
    """What the alleged victim thinks of conditions, or why nobody asked. PACE 1984 s.47ZZA."""

    asked: ViewsOfVictim
    said: str = ""
    not_asked_why: str = ""


@dataclass(frozen=True, kw_only=True)
class WhyBail:
    """Why bail is necessary and proportionate, with what was looked at and heard. PACE 1984 s.50A."""

    necessary_why: str = ""
    regard: Sequence[Regard] = field(default_factory=list)
    representations: str = ""


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def release_on_bail(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    power: BailPower,
    why: WhyBail,
    views: Views,
    return_at: datetime,
    return_suite_id: uuid.UUID,
    early: EarlyReturn | None = None,
    conditions: Sequence[BailCondition] = (),
    conditions_words: str = "",
    case: BailCase = BailCase.STANDARD,
    released_at: datetime | None = None,
    no_sergeant_why: str = "",
    acting: Acting | None = None,
) -> BailGiven:
    """Release somebody on bail before charge; the record stays and the clock stands still. PACE 1984 s.37, s.50A."""
    detention, at = detention_with(detention_id), moment_of(released_at)
    check_decides(actor, detention, at, acting, no_sergeant_why)
    _check_may(detention, at, power)
    all_at_once(
        lambda: check_pre_conditions(
            power, necessary_why=why.necessary_why, regard=why.regard, heard=why.representations
        ),
        lambda: check_views(views.asked, said=views.said, not_why=views.not_asked_why),
    )
    terms = Conditions(ticked=tuple(each.value for each in conditions), words=conditions_words)
    bail = _bail(detention, at, power, terms, case)
    bail.by_id, bail.early, bail.return_at = actor.id, early, return_at
    bail.return_suite_id = picked_suite(return_suite_id).id
    bail.necessary_why, bail.representations = why.necessary_why, why.representations
    bail.regard = [each.value for each in why.regard]
    bail.views, bail.victim_said, bail.victim_not_asked_why = views.asked, views.said, views.not_asked_why
    check_return(return_at, released_at=at, period_ends=bail.period_ends, early=early)
    check_nothing_hinders(detention)
    db.session.add(bail)
    happened(actor, detention, Bail, at, case=bail.case.value)
    log(actor, detention, at, _given(bail), kind="bail")
    note_acting(actor, detention, at, acting, Decided.BAIL)
    leave(actor, detention, at, Disposal.BAILED, reason=why.necessary_why)
    return bail


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def vary_conditions(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    reason: str,
    conditions: Sequence[BailCondition] = (),
    conditions_words: str = "",
    asked_by_suspect: bool = False,
    victim_said: str = "",
    notice_given: bool = False,
    no_sergeant_why: str = "",
) -> BailGiven:
    """Change the conditions of bail that stands, and tell the person in writing. PACE 1984 s.47ZZA."""
    detention, now = detention_with(detention_id), clock.now()
    check_custody_officer(actor.rank_at(now), no_sergeant_why)
    bail = standing_bail(detention)
    check_notice(notice_given)
    bail.conditions, bail.conditions_words = [each.value for each in conditions], conditions_words
    bail.victim_said, bail.victim_told_at = victim_said or bail.victim_said, None
    asked = " at the suspect's request" if asked_by_suspect else ""
    terms = str(bail.terms) or "none"
    log(actor, detention, now, f"Conditions of bail varied{asked}: {terms}. {reason}", kind="bail")
    return bail


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def change_return(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    return_at: datetime,
    return_suite_id: uuid.UUID,
    reason: str,
    early: EarlyReturn | None = None,
    notice_given: bool = False,
    no_sergeant_why: str = "",
) -> BailGiven:
    """Another time or station to surrender at, by written notice; conditions stay. PACE 1984 s.47(4A)-(4D)."""
    detention, now = detention_with(detention_id), clock.now()
    check_custody_officer(actor.rank_at(now), no_sergeant_why)
    bail = standing_bail(detention)
    check_notice(notice_given)
    check_return(return_at, released_at=now, period_ends=bail.period_ends, early=early)
    suite = picked_suite(return_suite_id)
    before = said(bail.return_at)
    bail.return_at, bail.return_suite_id, bail.early = return_at, suite.id, early
    changed = f"Return changed from {before} to {said(return_at)} at {suite.name}, by written notice. {reason}"
    log(actor, detention, now, changed, kind="bail")
    return bail


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def end_bail(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    disposal: Disposal,
    reason: str,
    notice_given: bool = False,
    appropriate_adult: str = "",
    admitted: bool = False,
) -> Detention:
    """Bail ends while somebody is out on it: no prosecution, a requisition by post, a caution. PACE 1984 s.37(6B)."""
    detention, now = detention_with(detention_id), clock.now()
    bail = standing_bail(detention)
    ended = Ended(
        reason=reason,
        child=is_child(detention.person, now),
        notice_given=notice_given,
        appropriate_adult=appropriate_adult,
        admitted=admitted,
    )
    check_way_out(disposal, ended)
    finish(bail, BailEnd.ENDED, now, reason)
    detention.disposal, detention.disposal_reason = disposal, reason
    log(actor, detention, now, f"Bail ended. {disposal.label}. {reason}", kind="bail")
    after_leaving(actor, detention, disposal, notice_given=notice_given)
    return detention


@usecase(Permission.CUSTODY_BAIL_EXTENSION_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def tell_victim(actor: Actor, *, detention_id: uuid.UUID, how: str, told_at: datetime | None = None) -> BailGiven:
    """The investigating officer tells the alleged victim which conditions were imposed. PACE 1984 s.47ZZA."""
    detention, at = detention_with(detention_id), moment_of(told_at)
    bail = standing_bail(detention)
    if bail.views is ViewsOfVictim.NO_VICTIM:
        raise RuleBroken("No individual is an alleged victim here", rule="PACE 1984 s.47ZZA")
    bail.victim_told_at = at
    log(actor, detention, at, f"Victim told of the conditions of bail: {how}", kind="bail")
    return bail


def standing_bail(detention: Detention) -> BailGiven:
    """The bail somebody is on. RuleBroken when they are on none."""
    check_on_bail(detention.on_bail)
    found = select(BailGiven).where(BailGiven.detention_id == detention.id, BailGiven.ended_at.is_(None))
    return db.session.scalars(found.options(joinedload(BailGiven.return_suite))).one()


def bail_start(detention: Detention) -> date:
    """The bail start date: the day after the arrest. PACE 1984 s.47ZB(4)."""
    return day_of(detention.arrested_at or detention.arrived_at) + timedelta(days=1)


def bails_of(detention_id: uuid.UUID) -> list[BailGiven]:
    """Every release on bail, the first first."""
    found = select(BailGiven).where(BailGiven.detention_id == detention_id).order_by(BailGiven.number)
    return list(db.session.scalars(found.options(joinedload(BailGiven.return_suite), joinedload(BailGiven.by))))


def pauses_of(detention_id: uuid.UUID) -> list[BailPause]:
    """When and why the period stood still, the first first."""
    found = select(BailPause).where(BailPause.detention_id == detention_id)
    return list(db.session.scalars(found.order_by(BailPause.first, BailPause.created_at)))


def work_out(bail: BailGiven) -> None:
    """Say anew when the period ends, after something about it changed."""
    bail.period_ends = ends_on(
        bail.start_on,
        months=bail.months,
        court_until=bail.court_until,
        pauses=[each.as_rule() for each in pauses_of(bail.detention_id) if not each.last or each.last >= bail.start_on],
        on=day_of(clock.now()),
    )


def finish(bail: BailGiven, how: BailEnd, at: datetime, why: str = "") -> None:
    """Bail ends: the person is back, or is let off it."""
    bail.ended_at, bail.ended_by, bail.ended_why = at, how, why
    db.session.flush()


def _check_may(detention: Detention, at: datetime, power: BailPower) -> None:
    check_pace(detention.arrival, "bail before charge is for an offence")
    if detention.authorised_at is None or detention.refused_at is not None:
        raise RuleBroken("Detention has not been authorised", rule=S37_7.section)
    check_may_be_bailed(
        identified=detention.person_id is not None, charged=detention.charged_at is not None, power=power
    )
    since = max(detention.authorised_at, detention.here_since)
    check_release(at, relevant_time=since, released_at=detention.released_at)


def _bail(detention: Detention, at: datetime, power: BailPower, terms: Conditions, case: BailCase) -> BailGiven:
    """The next bail of a record, as long as the one before it; what it stands still for begins.

    After an arrest on new evidence the period starts afresh (s.47(7)). Street bail counts as bail before: its days up
    to a release for the prosecutor's decision are used up (s.47ZL, s.47ZM(2)).
    """
    earlier = bails_of(detention.id)
    last = earlier[-1] if earlier and earlier[-1].ended_by is not BailEnd.NEW_EVIDENCE else None
    if last:
        broke = last.ended_by in (BailEnd.BREACH, BailEnd.NOT_ANSWERED)
        check_same_conditions(last.power, broke=broke, old=last.terms, new=terms)
    start = last.start_on if last else bail_start(detention)
    bail = BailGiven(
        detention_id=detention.id,
        number=len(earlier) + 1,
        released_at=at,
        power=power,
        case=last.case if last else case,
        start_on=start,
        months=last.months if last else first_months(agency=case.agency),
        court_until=last.court_until if last else None,
        conditions=list(terms.ticked),
        conditions_words=terms.words,
    )
    before = last is not None or (not earlier and _street_bailed(detention))
    _pause_for_prosecutor(detention, power, day_of(at) if before else start, day_of(at))
    work_out(bail)
    return bail


def _street_bailed(detention: Detention) -> bool:
    """Whether they were on bail for this already, in the street: answered, broken, or arrested again after it.

    Not where they were released in the street without bail (s.30A(1C)). PACE 1984 s.47ZL(1).
    """
    if detention.arrival in ON_STREET_BAIL:
        return True
    given = select(StreetBail).where(StreetBail.detention_id == detention.id, StreetBail.attend_at.is_not(None))
    return db.session.scalars(given.limit(1)).first() is not None


def _pause_for_prosecutor(detention: Detention, power: BailPower, first: date, today: date) -> None:
    """The period stands still from a release for the prosecutor's decision, and runs after any other. s.47ZL."""
    open_ones = [each for each in pauses_of(detention.id) if each.last is None and each.kind is PauseKind.PROSECUTOR]
    if power is not BailPower.PROSECUTOR:
        for each in open_ones:
            each.last = max(each.first, today - timedelta(days=1))
    elif not open_ones:
        db.session.add(BailPause(detention_id=detention.id, kind=PauseKind.PROSECUTOR, first=first))
    db.session.flush()


def _given(bail: BailGiven) -> str:
    """The log's line, with all that the notice says."""
    terms = str(bail.terms).replace("\n", "; ")
    parts = [
        f"Released on bail under s.{bail.power} to return {said(bail.return_at)}",
        f"Necessary and proportionate: {bail.necessary_why}" if bail.necessary_why else "",
        f"Representations: {bail.representations}" if bail.representations else "",
        f"Conditions: {terms}" if terms else "No conditions",
    ]
    return ". ".join(part for part in parts if part)
