"""The list of crimes and the page of one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core import clock
from mips.core.england import day_of
from mips.investigation.model.crime import CLOSED, Crime, CrimeStatus
from mips.investigation.model.supervision import CrimeWait
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.changes import change_actions, decide_actions
from mips.investigation.pages.flagging import flag_tags, flags_said
from mips.investigation.pages.outcomes import particulars_of
from mips.investigation.pages.people import at_a_glance
from mips.investigation.pages.plan import state_tags
from mips.investigation.pages.wanted import suspect_actions
from mips.investigation.rules import outcomes
from mips.investigation.rules.recording import record_by, recorded_in_time
from mips.investigation.rules.silence import WAITS_FOR
from mips.investigation.schemas.crime_filters import CrimeFilters
from mips.investigation.usecases.awaiting import open_waits
from mips.investigation.usecases.before import Before, look_before
from mips.investigation.usecases.exhibits import exhibits_on
from mips.investigation.usecases.listing import list_crimes
from mips.investigation.usecases.plan import read_plan
from mips.investigation.usecases.proposals import Changes, read_changes
from mips.investigation.usecases.reading import CrimePage, read_crime
from mips.investigation.usecases.relating import related_to
from mips.record.model.event import Part
from mips.record.reference.lookup import title_of
from mips.web.endpoints import current_actor
from mips.web.field.choice import words
from mips.web.filters import as_known, duration, since
from mips.web.forms import Filters
from mips.web.tables import Column, Listing, Tag

STATES = {
    CrimeStatus.REPORTED: "waiting",
    CrimeStatus.RECORDED: "waiting",
    CrimeStatus.FINALISED: "done",
    CrimeStatus.CANCELLED: "waiting",
}


def status_tag(crime: Crime) -> Tag:
    return Tag(state=STATES.get(crime.status, "running"), text=words(crime.status).replace("cps", "CPS"))


COLUMNS: Sequence[Column[Crime]] = [
    Column(
        label="Crime",
        value=lambda crime: crime.reference or "No number",
        link=lambda crime: url_for("investigation.crime", crime_id=crime.id),
    ),
    Column(label="Offence", value=lambda crime: crime.offence_title or crime.category),
    Column(label="Where", value=lambda crime: crime.label.removeprefix(f"{crime.offence_title}, ")),
    Column(label="When", value=lambda crime: as_known(crime.occurred_from, crime.occurred_known_to)),
    Column(label="Status", value=status_tag),
    Column(label="Outcome", value=lambda crime: crime.outcome, hidden_when_narrow=True),
    Column(
        label="Officer",
        value=lambda crime: crime.officer_in_case.name if crime.officer_in_case else "",
        hidden_when_narrow=True,
    ),
]


@pages.page("/", does=list_crimes)
def crimes() -> ResponseReturnValue:
    actor, filters = current_actor(), Filters(CrimeFilters())
    found = list_crimes(actor, **filters.chosen, after=request.args.get("after"))
    listing = Listing(
        caption="Crimes",
        columns=COLUMNS,
        page=found.page,
        total=found.count,
        more_than=found.count if found.more else None,
        filters=filters,
        empty="Crimes stand here once they are recorded or imported.",
        new=_new(actor),
    )
    beside = _beside(actor, filters)
    return render_template("investigation/list.html", listing=listing, beside=beside), filters.status


@pages.page("/<uuid:crime_id>", does=read_crime)
def crime(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_crime(actor, crime_id=crime_id, after=request.args.get("after"))
    changes, waits = read_changes(actor, crime_id=crime_id), open_waits(crime_id)
    return render_template(
        "investigation/crime.html",
        shown=shown,
        log_pages=_log_pages(shown),
        crime=shown.crime,
        tags=[
            status_tag(shown.crime),
            *_clock(shown.crime),
            *flag_tags(shown.crime),
            *_untold(changes),
            *_waits(waits),
        ],
        facts=_facts(shown),
        actions=[
            *decide_actions(actor, shown.crime, changes),
            *_actions(actor, shown),
            *change_actions(actor, shown.crime, changes),
        ],
        changes=changes,
        particulars_of=particulars_of,
        waits=waits,
        flags=flags_said(shown.crime),
        before=_before(actor, shown),
        may_change=actor.may(Permission.INVESTIGATION_LOG_UPDATE),
        plan=read_plan(actor, crime_id=crime_id) if actor.sees_all_of(Permission.INVESTIGATION_LOG_READ) else None,
        tags_of=state_tags,
        may_care=actor.may(Permission.CASES_WITNESS_CARE_READ),
        glance=at_a_glance(actor, shown),
        suspects=suspect_actions(actor, shown),
        related=related_to(crime_id),
        exhibits=exhibits_on(crime_id) if actor.may(Permission.INVESTIGATION_EXHIBIT_READ) else None,
    )


def _beside(actor: Actor, filters: Filters) -> list[tuple[str, str]]:
    """The same crimes seen otherwise, for those who may."""
    ways = [("On a map", "investigation.crime_map", True)]
    ways.append(("Counted", "investigation.force", actor.may(Permission.INVESTIGATION_CANCELLATION_READ)))
    ways.append(("Change several", "investigation.choose_bulk", actor.may(Permission.INVESTIGATION_OUTCOME_APPROVE)))
    kept: dict[str, Any] = dict(filters.kept)
    return [(label, url_for(endpoint, **kept)) for label, endpoint, may in ways if may]


def _log_pages(shown: CrimePage) -> dict[str, str | None] | None:
    """Where the older and the newer entries of its log are."""
    if shown.entries is None:
        return None
    cursors = {"next_url": shown.entries.next_cursor, "previous_url": shown.entries.previous_cursor}
    here = shown.crime.id
    return {
        name: cursor and url_for("investigation.crime", crime_id=here, after=cursor) for name, cursor in cursors.items()
    }


def _new(actor: Actor) -> tuple[str, str] | None:
    may = actor.may(Permission.INVESTIGATION_CRIME_CREATE)
    return ("Record a crime", url_for("investigation.record")) if may else None


def _clock(crime: Crime) -> list[Tag]:
    """How the record kept to its 24 hours (NC-4)."""
    if crime.reported_at is None or crime.recorded_at is None:
        return []
    took = duration(crime.recorded_at - crime.reported_at)
    if recorded_in_time(crime.reported_at, crime.recorded_at):
        return [Tag(state="done", text=f"Recorded in {took}")]
    late = duration(crime.recorded_at - record_by(crime.reported_at))
    return [Tag(state="late", text=f"Recorded {late} late")]


def _before(actor: Actor, shown: CrimePage) -> Before:
    """What its victims and its place had before, whatever kind of crime."""
    victims = [{"person_id": each.party_id} for each in shown.of(Part.VICTIM)]
    where = {"place_id": shown.crime.place_id}
    return look_before(actor, where=where, victims=victims, but_not=shown.crime.id)


def _untold(changes: Changes) -> list[Tag]:
    cancelled = changes.cancelled
    return [Tag(state="late", text="Victim not told yet")] if cancelled and not cancelled.victim_told_at else []


def _waits(waits: Sequence[CrimeWait]) -> list[Tag]:
    """What it waits for, and that its time has passed."""
    today = day_of(clock.now())
    return [
        Tag(
            state="running" if each.until_on >= today else "late",
            text=f"Waits for {title_of(WAITS_FOR, each.on)} until {each.until_on:%-d %b}",
        )
        for each in waits
    ]


def _when(crime: Crime) -> str:
    """The two ends of when it happened, as exactly as they are known; the ends of one month are that month."""
    ends = [as_known(each, crime.occurred_known_to) for each in (crime.occurred_from, crime.occurred_until) if each]
    return " to ".join(dict.fromkeys(ends))


def _facts(shown: CrimePage) -> list[tuple[Any, ...]]:
    crime = shown.crime
    facts: list[tuple[Any, ...]] = [
        ("Offence", f"{crime.offence_title or crime.category} {crime.offence_code}".strip()),
        ("Where", shown.place.label if shown.place else None),
        ("When", _when(crime)),
        ("Reported", crime.reported_at),
        ("Officer in the case", crime.officer_in_case.name if crime.officer_in_case else "Not allocated"),
        ("Age", since(crime.recorded_at or crime.created_at)),
    ]
    if shown.holders and (due := shown.holders[0].review_due_at) and crime.status not in CLOSED:
        facts.append(("Review due", due, url_for(".supervision", crime_id=crime.id)))
    if shown.incident:
        to_it = url_for("incidents.incident", incident_id=shown.incident.id)
        facts.append(("Incident", shown.incident.reference, to_it))
    if crime.outcome:
        facts.append(("Outcome", f"{crime.outcome_code} {crime.outcome}".strip()))
    return facts


def _actions(actor: Actor, shown: CrimePage) -> list[dict[str, str]]:
    crime = shown.crime
    actions = [
        {"label": label, "group": group, "href": url_for(f"investigation.{endpoint}", crime_id=crime.id)}
        for group, label, endpoint, permission in REACH
        if actor.may(permission)
    ]
    report = url_for("documents.print_document", key="crime-report", crime_id=crime.id)
    actions.append({"label": "Crime report", "group": "Papers", "href": report})
    if signing := sign_off_action(actor, crime):
        actions.insert(0, signing)
    return actions


REACH: Final = (
    ("", "Add to the log", "add_to_log", Permission.INVESTIGATION_LOG_CREATE),
    ("", "Plan the investigation", "plan", Permission.INVESTIGATION_LOG_UPDATE),
    ("", "Enter an exhibit", "add_exhibit", Permission.INVESTIGATION_EXHIBIT_CREATE),
    ("", "Ask for evidence by link", "evidence_links", Permission.INVESTIGATION_EXHIBIT_CREATE),
    ("", "Close it", "closing", Permission.INVESTIGATION_OUTCOME_READ),
    ("People", "Add a suspect", "suspect", Permission.INVESTIGATION_LOG_UPDATE),
    ("People", "Interviews and identification", "with_suspects", Permission.INVESTIGATION_LOG_UPDATE),
    ("People", "Add a victim or witness", "party", Permission.INVESTIGATION_LOG_UPDATE),
    ("Assess and flag", "Set a flag", "flag", Permission.INVESTIGATION_LOG_UPDATE),
    ("Assess and flag", "How it was done, and what is like it", "modus", Permission.INVESTIGATION_CRIME_READ),
    ("Assess and flag", "Assess it", "assessments", Permission.INVESTIGATION_LOG_CREATE),
    ("Assess and flag", "Link it to another crime", "relate", Permission.INVESTIGATION_LOG_UPDATE),
    ("Whose it is", "Allocate", "allocate", Permission.INVESTIGATION_OUTCOME_APPROVE),
    ("Whose it is", "Supervision", "supervision", Permission.INVESTIGATION_LOG_READ),
    ("Whose it is", "Hand over", "hand_overs", Permission.INVESTIGATION_LOG_CREATE),
    ("Whose it is", "Say what it waits for", "waits", Permission.INVESTIGATION_LOG_UPDATE),
    ("Outcome and class", "Move its status on", "status", Permission.INVESTIGATION_LOG_UPDATE),
    ("Outcome and class", "Propose an outcome", "outcome", Permission.INVESTIGATION_OUTCOME_CREATE),
    ("Papers", "Policy file", "policy_file", Permission.INVESTIGATION_POLICY_READ),
)
"""What is done most stands by itself; the rest under what it is about: heading, label, endpoint, permission."""


def sign_off_action(actor: Actor, crime: Crime) -> dict[str, str] | None:
    """The way to sign off what is proposed, or why not; None where nothing is, or another's role does it."""
    outcome = crime.proposed_outcome
    if outcome is None or not actor.may(Permission.INVESTIGATION_OUTCOME_APPROVE):
        return None
    label = f"Sign off outcome {outcome.code}"
    if outcome.decided_by_id == actor.id:
        return {"label": label, "reason": "You proposed it: somebody else must"}
    if actor.rank < outcomes.rank_needed(outcome.code):
        return {"label": label, "reason": "It needs a higher rank"}
    return {"label": label, "href": url_for("investigation.sign_off", crime_id=crime.id)}
