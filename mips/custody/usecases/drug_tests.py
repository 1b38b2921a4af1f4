"""Drug tests: asked for with the warning, and keeping somebody for one who would be let go (CUS-16)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.sample import DrugHold, DrugTest
from mips.custody.rules.arithmetic import LONDON, Deadline
from mips.custody.rules.authority import check_custody_officer
from mips.custody.rules.drug_tests import (
    DrugResult,
    DrugTestFacts,
    check_drug_test,
    check_hold,
    check_result,
    hold_until,
)
from mips.custody.rules.exclusions import exclusions_of
from mips.custody.rules.limits import WITHOUT_CHARGE_HOURS, limit
from mips.custody.rules.relevant_time import relevant_time
from mips.custody.rules.sources_of_investigation import S37_8B
from mips.custody.usecases.clocks import story_of
from mips.custody.usecases.drug_hold import asked_on, begin_hold, end_hold, hold_now
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.samples import present_at
from mips.custody.usecases.searches import age_on
from mips.custody.usecases.writing import log
from mips.record.reference.lookup import listed, require_item, title_of
from mips.usecase import usecase


@usecase(Permission.CUSTODY_SAMPLE_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_drug_test(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    result: DrugResult,
    warned: bool,
    notified: bool,
    trigger: str = "",
    authority_id: uuid.UUID | None = None,
    authority_why: str = "",
    adult: str = "",
    drugs: Sequence[str] = (),
    kit: str = "",
    note: str = "",
    at: datetime | None = None,
) -> DrugTest:
    """Write down a request for a sample to test for drugs, with the warning, and what came of it. PACE 1984 s.63B."""
    detention, when = present_at(detention_id, at)
    on = when.astimezone(LONDON).date()
    facts, authority = _facts(
        detention, when, trigger=trigger, authority_id=authority_id, authority_why=authority_why, notified=notified
    )
    check_drug_test(replace(facts, warned=warned, adult=adult))
    check_result(result, why=note, drugs=len(drugs))
    found = [require_item("drug-test-drug", each, field="drugs", on=on).code for each in drugs]
    test = DrugTest(
        detention_id=detention.id,
        at=when,
        after_charge=detention.charged_at is not None,
        trigger=facts.trigger,
        authority_id=authority and authority.id,
        authority_why=authority_why,
        adult=adult,
        warned=warned,
        result=result,
        drugs=found,
        kit=kit,
        note=note,
        by_id=actor.id,
    )
    test.authority = authority
    db.session.add(test)
    end_hold(detention.id, when, result.label)
    said = ", ".join(title_of("drug-test-drug", each) for each in found)
    came = f"{result.label.lower()}{f' for {said}' if said else ''}"
    log(actor, detention, when, f"Drug test: {came}. {asked_on(test)}", kind="sample")
    return test


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def hold_for_drug_test(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    notified: bool,
    trigger: str = "",
    authority_id: uuid.UUID | None = None,
    authority_why: str = "",
    no_sergeant_why: str = "",
    since: datetime | None = None,
) -> DrugHold:
    """Keep somebody who would be let go until a sample is given, no longer than the Act allows.

    Before charge to 24 hours on the clock at the latest, after it to six hours. PACE 1984 s.37(8A), s.37(8B), s.38(2).
    """
    detention, when = present_at(detention_id, since)
    check_custody_officer(actor.rank_at(when), no_sergeant_why)
    if hold_now(detention.id) is not None:
        raise RuleBroken("They are kept for a sample already", rule=S37_8B.section)
    facts, authority = _facts(
        detention, when, trigger=trigger, authority_id=authority_id, authority_why=authority_why, notified=notified
    )
    until = hold_until(charged_at=detention.charged_at, without_charge=_without_charge(detention))
    check_hold(facts, now=when, until=until)
    hold = DrugHold(
        detention_id=detention.id,
        since=when,
        until=until,
        after_charge=facts.after_charge,
        trigger=facts.trigger,
        authority_id=authority and authority.id,
        authority_why=authority_why,
        by_id=actor.id,
    )
    hold.authority = authority
    latest = f"{until.astimezone(LONDON):%-d %b %Y %H:%M}"
    said = f"Kept only for a drug test, until {latest} at the latest. {asked_on(hold)}"
    return begin_hold(actor, detention, hold, said)


def _facts(
    detention: Detention,
    when: datetime,
    *,
    trigger: str,
    authority_id: uuid.UUID | None,
    authority_why: str,
    notified: bool,
) -> tuple[DrugTestFacts, User | None]:
    """What decides whether a test may be asked for, before warning and adult; and who authorised it."""
    on = when.astimezone(LONDON).date()
    authority = officer_named(authority_id, "authority_id") if authority_id else None
    code = require_item("drug-test-trigger", trigger, field="trigger", on=on).code if trigger else ""
    facts = DrugTestFacts(
        age=age_on(detention.person, on),
        after_charge=detention.charged_at is not None,
        trigger=code,
        authority=authority.rank_at(when) if authority else None,
        authority_why=authority_why,
        notified=notified,
        warned=False,
        adult="",
        before=_given(detention.id),
        most=next((int(each.extra["most"]) for each in listed("drug-test-limit", on=on)), 1),
    )
    return facts, authority


def _given(detention_id: uuid.UUID) -> int:
    sampled = DrugTest.detention_id == detention_id, DrugTest.result != DrugResult.REFUSED
    return db.session.scalar(select(func.count()).select_from(DrugTest).where(*sampled)) or 0


def _without_charge(detention: Detention) -> Deadline | None:
    """When 24 hours will have counted, whatever extension is in force. PACE 1984 s.37(8B), s.41(1)."""
    story = story_of(detention)
    began = relevant_time(story)
    return limit(began.at, WITHOUT_CHARGE_HOURS, exclusions_of(story)) if began else None
