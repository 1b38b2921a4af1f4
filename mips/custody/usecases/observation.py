"""Watching over a detainee: the level and what it asks for, each check, rousing, and the round of a corridor."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base, new_id
from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.hospital import HospitalStay
from mips.custody.model.observation import CarePlan, CellCheck
from mips.custody.model.suite import Suite
from mips.custody.rules.booking_in import Block
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.lateness import Matter
from mips.custody.rules.observation import (
    GET_HELP,
    MOST_MINUTES,
    ROUSING_MINUTES,
    Finding,
    Level,
    Rousing,
    check_change,
    check_finding,
    check_interval,
    check_rousing,
    check_watch,
    minutes_late,
    next_due,
)
from mips.custody.rules.sources_of_care import C_3_8, C_9_3
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.caring import latest_assessment, plan_now, say_care, stay_now
from mips.custody.usecases.lateness import no_longer_late
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.record.reference.lookup import listed
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RISK_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def set_care_plan(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    level: Level,
    rousing: bool = False,
    reason: str = "",
    every_minutes: int | None = None,
    watched_by: str = "",
    instructions: str = "",
    consulted: str = "",
    set_at: datetime | None = None,
) -> CarePlan:
    """Decide how closely somebody is watched. The plan before it ends; nothing of it is lost. Code C 3.8, 9.3."""
    detention, at = _here(detention_id), moment_of(set_at)
    check_here_then(at, since=detention.here_since, field="set_at")
    before, found = plan_now(detention_id), latest_assessment(detention_id)
    by_hcp = actor.may(Permission.CUSTODY_HEALTH_CREATE)
    minutes = every_minutes or minutes_for(level, rousing=rousing)
    check_interval(level, minutes, rousing=rousing)
    check_rousing(level, rousing=rousing, needed=bool(found and found.suggested_rousing), by_hcp=by_hcp)
    check_watch(level, watched_by)
    check_change(
        Level(before.level) if before else None,
        level,
        set_by_hcp=bool(before and before.by_hcp),
        by_hcp=by_hcp,
        decides=by_hcp or actor.may(Permission.CUSTODY_RISK_UPDATE),
        consulted=consulted,
    )
    suggested = (Level(found.suggested_level), "; ".join(found.suggested_why)) if found else None
    why = reason or _reason_known(level, suggested, changing=before is not None)
    if before is not None:
        _end(before, at)
    plan = CarePlan(
        detention_id=detention.id,
        level=int(level),
        rousing=rousing,
        every_minutes=minutes,
        watched_by=watched_by,
        reason=why,
        instructions=instructions,
        set_at=at,
        set_by_id=actor.id,
        by_hcp=by_hcp,
        consulted=consulted,
        due_at=None if stay_now(detention_id) else next_due(at, minutes),
    )
    db.session.add(plan)
    log(actor, detention, at, _said(plan), kind="care")
    block_done(actor, detention, Block.CARE)
    say_care(detention.id, plan=plan, asked=found)
    return plan


def minutes_for(level: Level, *, rousing: bool) -> int:
    """How far apart checks are at a level: as the force's list says, never more than the Code allows."""
    item = next((each for each in listed("observation-level") if each.code == str(int(level))), None)
    extra = item.extra if item else {}
    minutes = int(extra.get("every_minutes") or extra.get("log_minutes") or MOST_MINUTES[level])
    return min(minutes, MOST_MINUTES[level], ROUSING_MINUTES if rousing else minutes)


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_check(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    finding: Finding | None = None,
    wakes: bool | None = None,
    answers: bool | None = None,
    obeys: bool | None = None,
    text: str = "",
    at: datetime | None = None,
) -> CellCheck:
    """Write down a visit to the cell. Where they are roused, all three tests of Annex H are answered."""
    detention, plan = _here(detention_id), _plan_of(detention_id)
    tests = Rousing(wakes=wakes, answers=answers, obeys=obeys)
    return _checked(actor, detention, plan, _found(plan, finding, tests), tests, text, moment_of(at))


@dataclass(frozen=True)
class RoundRow:
    """One detainee on the way along the corridor."""

    detention: Detention
    plan: CarePlan


@dataclass(frozen=True)
class Round:
    suite: Suite
    rows: Sequence[RoundRow]
    without_plan: Sequence[Detention]

    def shown(self) -> Iterable[Base]:
        return [row.detention for row in self.rows]


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.CONSULTED)
def read_round(actor: Actor, *, suite_id: uuid.UUID) -> Round:
    """Everybody in the cells of a suite with a plan in force, in the order of walking round."""
    suite = fetch(Suite, suite_id)
    held = select(Detention, CarePlan).outerjoin(
        CarePlan, (CarePlan.detention_id == Detention.id) & CarePlan.until_at.is_(None)
    )
    here = held.where(Detention.suite_id == suite.id, *_still_held()).options(
        joinedload(Detention.person), joinedload(Detention.cell)
    )
    pairs = db.session.execute(here).unique().all()
    walked = sorted(pairs, key=lambda pair: (pair[0].cell.place if pair[0].cell else 999, pair[0].arrived_at))
    rows = [RoundRow(detention, plan) for detention, plan in walked if plan is not None and plan.due_at is not None]
    return Round(suite, rows, [detention for detention, plan in walked if plan is None])


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_round(
    actor: Actor, *, suite_id: uuid.UUID, seen: Sequence[Mapping[str, Any]], at: datetime | None = None
) -> list[CellCheck]:
    """Write down a walk along the corridor in one go: each check its own row, each next one from its own plan.

    Each of `seen` has detention_id, finding and text; one without a finding was not visited.
    """
    when, together = moment_of(at), new_id()
    visited = [each for each in seen if each.get("finding")]
    if not visited:
        raise InputInvalid({"seen": ["Say what you found in at least one cell"]})
    made = []
    for each in visited:
        detention, plan = _here(each["detention_id"]), _plan_of(each["detention_id"])
        if detention.suite_id != suite_id:
            raise InputInvalid({"seen": ["Everybody on a round is in the same suite"]})
        finding = each["finding"]
        tests = Rousing(wakes=True, answers=True, obeys=True) if finding is Finding.ROUSED else Rousing()
        made.append(_checked(actor, detention, plan, finding, tests, each.get("text") or "", when, round_id=together))
    return made


@dataclass(frozen=True)
class LateCheck:
    """A check that is late now: what is escalated to a second person."""

    detention_id: uuid.UUID
    suite_id: uuid.UUID
    detainee: str
    cell: str
    plan: str
    due_at: datetime
    minutes: int


def late_checks(*, suite_id: uuid.UUID | None = None, by: timedelta = timedelta(0)) -> list[LateCheck]:
    """Checks that are late by more than `by`, the latest first, in one suite or all. Call it inside a use case."""
    now = clock.now()
    found = select(Detention, CarePlan).join(CarePlan, CarePlan.detention_id == Detention.id)
    late = found.where(CarePlan.until_at.is_(None), CarePlan.due_at < now - by, *_still_held())
    here = late.where(Detention.suite_id == suite_id) if suite_id else late
    whole = (joinedload(Detention.person), joinedload(Detention.cell))
    rows = db.session.execute(here.options(*whole).order_by(CarePlan.due_at)).unique()
    return [_late(detention, plan, now) for detention, plan in rows]


def _late(detention: Detention, plan: CarePlan, now: datetime) -> LateCheck:
    assert plan.due_at is not None  # noqa: S101 - it is what was asked for
    cell = detention.cell.name if detention.cell else ""
    late = minutes_late(now, plan.due_at)
    return LateCheck(detention.id, detention.suite_id, detention.detainee, cell, plan.name, plan.due_at, late)


def end_care(detention_id: uuid.UUID, at: datetime) -> None:
    """Leaving the suite ends the plan: no check is due after it."""
    if plan := plan_now(detention_id):
        _end(plan, at)


def _end(plan: CarePlan, at: datetime) -> None:
    plan.until_at, plan.due_at = at, None
    db.session.flush()


def _still_held() -> tuple[Any, ...]:
    return (Detention.released_at.is_(None), Detention.refused_at.is_(None))


def _here(detention_id: uuid.UUID) -> Detention:
    detention = detention_with(detention_id)
    if not detention.held:
        raise RuleBroken("This person is no longer in custody", rule=C_9_3.section)
    return detention


def _plan_of(detention_id: uuid.UUID) -> CarePlan:
    if plan := plan_now(detention_id):
        return plan
    raise RuleBroken("Set the level of observation first", rule=C_9_3.section)


_ROUSED_OR: Final = (Finding.AWAY, Finding.CONCERN)


def _found(plan: CarePlan, finding: Finding | None, tests: Rousing) -> Finding:
    """What is written down: of rousing, what its three tests say."""
    if plan.rousing and finding is not Finding.AWAY and tests.asked:
        return Finding.NOT_ROUSED if tests.failed else finding if finding in _ROUSED_OR else Finding.ROUSED
    if finding is None:
        if plan.rousing:
            check_finding(Finding.ROUSED, tests, rousing=True, text="")
        raise InputInvalid({"finding": ["Select what you found"]})
    return finding


def _checked(
    actor: Actor,
    detention: Detention,
    plan: CarePlan,
    finding: Finding,
    tests: Rousing,
    text: str,
    at: datetime,
    *,
    round_id: uuid.UUID | None = None,
) -> CellCheck:
    check_finding(finding, tests, rousing=plan.rousing, text=text)
    if at < plan.set_at:
        set_at = "This is before the level was set: write it in the log instead"
        raise RuleBroken(set_at, rule=C_9_3.section, field="at")
    due = _due_before(plan, at)
    check = CellCheck(
        detention_id=detention.id,
        plan_id=plan.id,
        at=at,
        by_id=actor.id,
        due_at=due,
        late_minutes=minutes_late(at, due),
        finding=finding,
        text=text,
        wakes=tests.wakes,
        answers=tests.answers,
        obeys=tests.obeys,
        round_id=round_id,
    )
    db.session.add(check)
    if plan.due_at is not None:
        plan.due_at = next_due(_last(plan, at), plan.every_minutes)
    log(actor, detention, at, _check_said(plan, check), kind="check")
    say_care(detention.id)
    no_longer_late(detention.id, Matter.CHECK, plan.due_at)
    return check


def _last(plan: CarePlan, at: datetime) -> datetime:
    """The latest check under a plan, this one included."""
    earlier = db.session.scalar(
        select(CellCheck.at).where(CellCheck.plan_id == plan.id).order_by(CellCheck.at.desc()).limit(1)
    )
    return max(at, earlier) if earlier else at


def _due_before(plan: CarePlan, at: datetime) -> datetime:
    """When the check made at `at` was due: from the one before it, from setting the level, or from coming back."""
    before = select(CellCheck.at).where(CellCheck.plan_id == plan.id, CellCheck.at < at)
    back = select(HospitalStay.returned_at).where(
        HospitalStay.detention_id == plan.detention_id, HospitalStay.returned_at <= at
    )
    known = [plan.set_at, db.session.scalar(before.order_by(CellCheck.at.desc()).limit(1))]
    known.append(db.session.scalar(back.order_by(HospitalStay.returned_at.desc()).limit(1)))
    return next_due(max(each for each in known if each), plan.every_minutes)


def _reason_known(level: Level, suggested: tuple[Level, str] | None, *, changing: bool) -> str:
    """The reason need not be written again where the level is the one the assessment suggests. Code C 3.8."""
    if suggested is not None and level == suggested[0] and not changing:
        return suggested[1] or "Nothing in the risk assessment calls for more"
    raise RuleBroken("Say why this level", rule=C_3_8.section, field="reason")


def _said(plan: CarePlan) -> str:
    often = "" if plan.every_minutes == MOST_MINUTES[Level(plan.level)] else f", every {plan.every_minutes} minutes"
    parts = [f"{plan.label}{often}", f"Why: {plan.reason}"]
    parts += [f"Watched by {plan.watched_by}"] if plan.watched_by else []
    parts += [f"After consulting {plan.consulted}"] if plan.consulted else []
    parts += [plan.instructions] if plan.instructions else []
    return ". ".join(parts)


def _check_said(plan: CarePlan, check: CellCheck) -> str:
    late = f" ({check.late_minutes} minutes late)" if check.late_minutes else ""
    tests = ""
    if check.wakes is not None:
        named = (("woke", check.wakes), ("answered", check.answers), ("obeyed", check.obeys))
        tests = ": " + ", ".join(f"{word} {'yes' if well else 'NO'}" for word, well in named)
    more = f". {check.text}" if check.text else ""
    return f"{plan.name} check{late}: {check.finding.label}{tests}{more}" + (f". {GET_HELP}" if check.failed else "")
