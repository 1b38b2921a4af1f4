"""Risk, care plan, checks and what somebody is given: for the desk, and one-handed in the corridor."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.custody.pages.blocks import BlockPage, add_block
from mips.custody.pages.blueprint import pages
from mips.custody.pages.drafting import THEN, draft_of, gone_back
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.rules.booking_in import Block
from mips.custody.rules.observation import GET_HELP, WITHOUT_ROUSING, Finding
from mips.custody.rules.risk import RiskBlock
from mips.custody.schemas.caring import CarePlanIn, CheckIn, ProvisionIn, ProvisionRoundIn, RiskIn, RoundIn
from mips.custody.usecases.caring import CareRecord, read_care
from mips.custody.usecases.observation import Round, read_round, record_check, record_round, set_care_plan
from mips.custody.usecases.provisions import provide, provide_round
from mips.custody.usecases.reading import CustodyRecord
from mips.custody.usecases.risk import OBSERVATIONS, assess_risk, draft_risk, questions_today
from mips.record.reference.lookup import title_of
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Form


def back_of(detention_id: uuid.UUID) -> str:
    """Where a page about care goes back to: the record, or the detainee's health where that is all one sees."""
    if current_actor().may(Permission.CUSTODY_LOG_READ):
        return gone_back(detention_id)
    return url_for("custody.health", detention_id=detention_id)


def care_page(
    care: CareRecord, form: Form, *, title: str, submit: str, lead: str = "", **more: Any
) -> ResponseReturnValue:
    """One form about the care of somebody, for whoever may see their care."""
    about = {"title": title, "submit": submit, "lead": lead, "back": back_of(care.detention.id)}
    return render_template("custody/care_form.html", form=form, care=care, **about, **more), form.status


@pages.page("/<uuid:detention_id>/risk", does=assess_risk, methods=["GET", "POST"])
def risk_assessment(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    rows = [{"code": each.code} for each in questions_today()]
    kept = draft_of(detention_id, Block.RISK) if actor.may(Permission.CUSTODY_RECORD_CREATE) else None
    form = Form(RiskIn(), initial={"answers": rows}, draft=kept)
    if form.carries_out(lambda fields: assess_risk(actor, detention_id=detention_id, **fields)):
        flash("Risk assessed. Now decide how closely they are watched")
        then = request.args.get(THEN)
        return redirect(url_for("custody.care_plan", detention_id=detention_id, then=then))
    draft = draft_risk(actor, detention_id=detention_id)
    asked = {row[0].value: row for row in form["answers"].rows}
    if asked.keys() != {each.code for each in draft.questions}:
        flash("The questions are not those this page asked. Here they are as they are asked today")
        return redirect(url_for("custody.risk_assessment", detention_id=detention_id), 303)
    return render_template(
        "custody/risk.html",
        form=form,
        draft=draft,
        care=draft.care,
        asked=asked,
        blocks=[(block, [each for each in draft.questions if each.block is block]) for block in RiskBlock],
        back=back_of(detention_id),
    ), form.status


@pages.page("/<uuid:detention_id>/care-plan", does=set_care_plan, methods=["GET", "POST"])
def care_plan(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(CarePlanIn(), initial={})
    if form.carries_out(lambda fields: set_care_plan(actor, detention_id=detention_id, **fields)):
        flash("Level of observation set")
        return redirect(back_of(detention_id))
    care = read_care(actor, detention_id=detention_id)
    return care_page(
        care, form, title="Care plan and observation", submit="Set this level", suggestion=care.latest, plan=care.plan
    )


@pages.page("/<uuid:detention_id>/check", does=record_check, methods=["GET", "POST"])
def check(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(CheckIn())
    if form.carries_out(lambda fields: record_check(actor, detention_id=detention_id, **fields)):
        if form.result.failed:
            flash(f"NOT ROUSED. {GET_HELP}, then record the call here")
            return redirect(url_for("custody.call_healthcare", detention_id=detention_id, purpose="emergency"))
        flash("Check recorded")
        return redirect(back_of(detention_id))
    care = read_care(actor, detention_id=detention_id)
    found = [each for each in WITHOUT_ROUSING if each is not Finding.CONCERN]
    tests = [replace(form[name], required=True) for name in ("wakes", "answers", "obeys")]
    shown = {"tests": tests, "findings": found, "concern": Finding.CONCERN, "away": Finding.AWAY, "help": GET_HELP}
    return render_template("custody/check.html", form=form, care=care, back=back_of(detention_id), **shown), form.status


@pages.page("/suites/<uuid:suite_id>/round", does=record_round, methods=["GET", "POST"])
def corridor(suite_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    rows = [] if request.method == "POST" else read_round(actor, suite_id=suite_id).rows
    form = Form(RoundIn(), initial={"seen": [{"detention_id": row.detention.id} for row in rows]})
    if form.carries_out(lambda fields: record_round(actor, suite_id=suite_id, **fields)):
        flash(f"Round recorded: {len(form.result)} checked")
        return redirect(url_for("custody.whiteboard", suite_id=suite_id))
    walk = read_round(actor, suite_id=suite_id)
    return render_template("custody/round.html", form=form, walk=walk, rows=_cells(form, walk)), form.status


def _cells(form: Form, walk: Round) -> list[dict[str, Any]]:
    """Each cell with the control that was drawn for it, whichever order they came back in."""
    by_id = {fields[0].value: fields for fields in form["seen"].rows}
    drawn = [(row, by_id[str(row.detention.id)]) for row in walk.rows if str(row.detention.id) in by_id]
    calm, roused = (Finding.FINE, Finding.ASLEEP, Finding.AWAY), (Finding.ROUSED, Finding.AWAY)
    return [
        {"row": row, "id": fields[0], "finding": fields[1], "options": roused if row.plan.rousing else calm}
        for row, fields in drawn
    ]


@pages.page("/<uuid:detention_id>/provide", does=provide, methods=["GET", "POST"])
def provisions(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(ProvisionIn())
    if form.carries_out(lambda fields: provide(actor, detention_id=detention_id, **fields)):
        flash("Recorded")
        return redirect(back_of(detention_id))
    care = read_care(actor, detention_id=detention_id)
    return care_page(care, form, title="Meals, drinks and care", submit="Save", owed=care.owed, rest=care.rest)


@pages.page("/suites/<uuid:suite_id>/meals", does=provide_round, methods=["GET", "POST"])
def meals(suite_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    walk = read_round(actor, suite_id=suite_id)
    form = Form(_offering_all(ProvisionRoundIn(), walk))
    if form.carries_out(lambda fields: provide_round(actor, suite_id=suite_id, **fields)):
        flash(f"Recorded for {len(form.result)}")
        return redirect(url_for("custody.whiteboard", suite_id=suite_id))
    return render_template("custody/meals.html", form=form, walk=read_round(actor, suite_id=suite_id)), form.status


def _offering_all(schema: Schema, walk: Round) -> Schema:
    here = [*(row.detention for row in walk.rows), *walk.without_plan]
    named = [(str(each.id), f"{each.cell.name if each.cell else 'No cell'} {each.detainee}") for each in here]
    return offering(schema, given=named, declined=named)


def _care_tab(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    care = read_care(actor, detention_id=record.detention.id)
    seen = [title_of(OBSERVATIONS, each) for each in care.latest.observed] if care.latest else []
    return {"care": care, "seen": seen}


def _checkable(record: CustodyRecord) -> str | None:
    return "" if record.detention.held and record.detention.authorised_at else None


add_tab(
    Tab(
        key="care",
        title="Risk and care",
        template="custody/tab_care.html",
        order=30,
        permission=read_care.permission,
        gather=_care_tab,
    )
)
for _doing in (
    Doing(
        key="check",
        label="Record a check",
        endpoint="custody.check",
        order=30,
        group=Group.CARE,
        permission=record_check.permission,
        wait=_checkable,
    ),
    Doing(
        key="risk",
        label="Assess risk",
        endpoint="custody.risk_assessment",
        order=31,
        group=Group.CARE,
        permission=assess_risk.permission,
    ),
    Doing(
        key="plan",
        label="Level of observation",
        endpoint="custody.care_plan",
        order=32,
        group=Group.CARE,
        permission=set_care_plan.permission,
    ),
    Doing(
        key="provide",
        label="Meals and care",
        endpoint="custody.provisions",
        order=33,
        group=Group.CARE,
        permission=provide.permission,
    ),
):
    add_doing(_doing)
add_block(BlockPage(block=Block.RISK, endpoint="custody.risk_assessment", permission=assess_risk.permission))
add_block(BlockPage(block=Block.CARE, endpoint="custody.care_plan", permission=set_care_plan.permission))
