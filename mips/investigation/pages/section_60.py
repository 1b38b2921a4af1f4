"""Authorities under section 60: the list, one, giving, extending and ending it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Permission, Rank
from mips.access.policy import Actor
from mips.core import clock
from mips.investigation.model.section_60 import Section60
from mips.investigation.pages.blueprint import stop_pages as pages
from mips.investigation.schemas.section_60 import AuthoriseSection60In, EndSection60In, ExtendSection60In
from mips.investigation.usecases.section_60 import (
    AuthorityPage,
    authorise_section_60,
    end_section_60,
    extend_section_60,
    list_section_60,
    read_section_60,
)
from mips.web.endpoints import current_actor
from mips.web.field.choice import words
from mips.web.filters import left
from mips.web.forms import Form
from mips.web.tables import Column, Listing, Tag


def running_tag(authority: Section60) -> Tag:
    now = clock.now()
    if authority.ends_at <= now:
        return Tag(state="waiting", text="Ended")
    if authority.begins_at > now:
        return Tag(state="soon", text="To come")
    return Tag(state="running", text=f"Runs, {left(authority.ends_at)}")


COLUMNS: Sequence[Column[Section60]] = [
    Column(
        label="Authority",
        value=lambda each: each.reference,
        link=lambda each: url_for("stop_search.authority", authority_id=each.id),
    ),
    Column(label="Where", value=lambda each: each.area.splitlines()[0]),
    Column(label="From", value=lambda each: each.begins_at),
    Column(label="Until", value=lambda each: each.ends_at),
    Column(label="State", value=running_tag),
    Column(label="By", value=lambda each: each.authorised_by.name, hidden_when_narrow=True),
]


@pages.page("/section-60", does=list_section_60)
def authorities() -> ResponseReturnValue:
    actor = current_actor()
    may = actor.may(Permission.INVESTIGATION_SECTION_60_APPROVE)
    listing = Listing(
        caption="Section 60 authorities",
        columns=COLUMNS,
        page=list_section_60(actor, after=request.args.get("after")),
        empty="An inspector's authority to search without suspicion, in an area for a time, stands here.",
        new=("Authorise searches", url_for("stop_search.authorise")) if may else None,
    )
    return render_template("investigation/list.html", listing=listing)


@pages.page("/section-60/<uuid:authority_id>", does=read_section_60)
def authority(authority_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_section_60(actor, authority_id=authority_id)
    given = {"shown": shown, "authority": shown.authority, "tags": [running_tag(shown.authority)]}
    given |= {"facts": _facts(shown), "actions": _actions(actor, shown)}
    return render_template("investigation/stop_search/authority.html", **given)


@pages.page("/section-60/new", does=authorise_section_60, methods=["GET", "POST"])
def authorise() -> ResponseReturnValue:
    form = Form(AuthoriseSection60In(), initial={"begins_at": clock.now()})
    if form.carries_out(lambda fields: authorise_section_60(current_actor(), **fields)):
        flash(f"{form.result.reference} authorised")
        return redirect(url_for("stop_search.authority", authority_id=form.result.id), 303)
    return render_template("investigation/stop_search/authorise.html", form=form), form.status


@pages.page("/section-60/<uuid:authority_id>/extend", does=extend_section_60, methods=["GET", "POST"])
def extend(authority_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        authority_id,
        ExtendSection60In(),
        lambda fields: extend_section_60(current_actor(), authority_id=authority_id, **fields),
        title="Extend this authority",
        submit="Extend",
        done="Extended",
    )


@pages.page("/section-60/<uuid:authority_id>/end", does=end_section_60, methods=["GET", "POST"])
def end(authority_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        authority_id,
        EndSection60In(),
        lambda fields: end_section_60(current_actor(), authority_id=authority_id, **fields),
        title="End this authority now",
        submit="End it now",
        done="Ended",
    )


def _one_job(
    authority_id: uuid.UUID,
    schema: Schema,
    action: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    submit: str,
    done: str,
) -> ResponseReturnValue:
    form = Form(schema)
    if form.carries_out(action):
        flash(done)
        return redirect(url_for("stop_search.authority", authority_id=authority_id), 303)
    found = read_section_60(current_actor(), authority_id=authority_id).authority
    about = {"title": title, "submit": submit, "authority": found}
    return render_template("investigation/stop_search/authority_job.html", form=form, **about), form.status


def _facts(shown: AuthorityPage) -> list[tuple[Any, ...]]:
    of = shown.authority
    rank = Rank(of.authorised_rank).name.replace("_", " ").lower()
    facts = [
        ("Where", of.area),
        ("Within", f"{of.radius:,} metres of {of.latitude}, {of.longitude}" if of.radius else ""),
        ("From", of.begins_at),
        ("Until", of.ends_at),
        ("Authorised by", f"{of.authorised_by.name}, {rank}"),
        ("Superintendent told", of.superintendent),
        ("Operation", of.operation),
        ("Extended", f"{of.extended_by.name}: {of.extended_why}" if of.extended_by else ""),
        ("Ended early", f"{of.ended_by.name}: {of.ended_why}" if of.ended_by else ""),
        ("Searches under it", shown.searches),
        ("Ground", f"{words(of.ground)} ({of.ground.section})"),
    ]
    return [fact for fact in facts if fact[1] not in ("", None)]


def _actions(actor: Actor, shown: AuthorityPage) -> list[dict[str, str]]:
    of = shown.authority
    if of.ends_at <= shown.at:
        return []
    found = []
    if actor.may(Permission.INVESTIGATION_SECTION_60_RUNNING_APPROVE):
        found.append(_extending(actor, of))
    if actor.may(Permission.INVESTIGATION_SECTION_60_APPROVE):
        found.append({"label": "End it now", "href": url_for("stop_search.end", authority_id=of.id)})
    return found


def _extending(actor: Actor, of: Section60) -> dict[str, str]:
    if of.extended_at is not None:
        return {"label": "Extend it", "reason": "It was extended once: that is all the law allows"}
    if actor.rank < Rank.SUPERINTENDENT:
        return {"label": "Extend it", "reason": "A superintendent may"}
    return {"label": "Extend it", "href": url_for("stop_search.extend", authority_id=of.id)}
