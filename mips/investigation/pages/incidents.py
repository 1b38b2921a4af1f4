"""Reports in the browser: taking one, the list, and the page of one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.pages.blueprint import incident_pages
from mips.investigation.pages.reporting import unfinished
from mips.investigation.rules.incidents import CAPACITIES, CATEGORIES, Standing, decided_in_time
from mips.investigation.schemas.incidents import IncidentFilters
from mips.investigation.usecases.before import Before, look_before
from mips.investigation.usecases.incident_reading import IncidentPage, list_incidents, read_incident
from mips.investigation.usecases.incidents import report_incident
from mips.record.model.event import Part
from mips.record.reference.titles import titles_of
from mips.web.endpoints import current_actor
from mips.web.field.choice import words
from mips.web.filters import as_known, duration, left, telephone, urgency
from mips.web.forms import Filters
from mips.web.tables import Column, Listing, Tag

SOON = 4 * 60
"""Minutes before a report must be decided on from which its clock is yellow."""
STATES = {Standing.UNDECIDED: "waiting", Standing.CRIME: "running"}


def standing_tag(incident: ReportedIncident) -> Tag:
    return Tag(state=STATES.get(incident.standing, "done"), text=words(incident.standing))


def clock_tag(incident: ReportedIncident) -> Tag:
    """How long there is to decide, or how the decision kept to its 24 hours; late is said as late (NC-4)."""
    if incident.decided_at is None:
        return Tag(state=urgency(incident.decide_by, soon=SOON), text=left(incident.decide_by))
    reported = incident.reported_at or incident.created_at
    if decided_in_time(reported, incident.decided_at):
        return Tag(state="done", text=f"Decided in {duration(incident.decided_at - reported)}")
    return Tag(state="late", text=f"Decided {duration(incident.decided_at - incident.decide_by)} late")


NUMBER: Column[ReportedIncident] = Column(
    label="Incident",
    value=lambda incident: incident.reference,
    link=lambda incident: url_for("incidents.incident", incident_id=incident.id),
)
COLUMNS: Sequence[Column[ReportedIncident]] = [
    NUMBER,
    Column(label="About", value=lambda incident: incident.label),
    Column(label="Reported", value=lambda incident: incident.reported_at),
    Column(label="Held to be", value=standing_tag),
    Column(label="24 hours", value=clock_tag),
    Column(label="Control room", value=lambda incident: incident.control_room, hidden_when_narrow=True),
]


@incident_pages.page("/", does=list_incidents)
def incidents() -> ResponseReturnValue:
    actor, filters = current_actor(), Filters(IncidentFilters())
    listing = Listing(
        caption="Incidents",
        columns=COLUMNS,
        page=list_incidents(actor, **filters.chosen, after=request.args.get("after")),
        filters=filters,
        empty="Every report stands here, whether or not it is a crime.",
        new=_new(actor),
    )
    context = {"listing": listing, "tabs": tabs("incidents"), "drafts": unfinished(actor)}
    return render_template("investigation/list.html", **context), filters.status


def tabs(here: str) -> list[tuple[str, str, bool]]:
    """The two lists of reports."""
    lists = [("waiting", "To be decided"), ("incidents", "All")]
    return [(label, url_for(f"incidents.{endpoint}"), endpoint == here) for endpoint, label in lists]


def _new(actor: Actor) -> tuple[str, str] | None:
    return ("Take a report", url_for("incidents.report")) if actor.may(report_incident.permission) else None


@incident_pages.page("/<uuid:incident_id>", does=read_incident)
def incident(incident_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_incident(actor, incident_id=incident_id)
    return render_template(
        "investigation/incident.html",
        shown=shown,
        incident=shown.incident,
        tags=list(_tags(shown.incident)),
        facts=_facts(shown),
        actions=list(_actions(actor, shown)),
        titles=titles_of(_coded(shown.incident)),
        before=_before(actor, shown),
    )


def _before(actor: Actor, shown: IncidentPage) -> Before:
    """Crimes it may be, and what its victims and its place had before; those recorded from it are not among them."""
    incident = shown.incident
    victims = [{"person_id": each.party_id} for each in shown.of(Part.VICTIM)]
    return look_before(
        actor,
        where={"place_id": incident.place_id},
        victims=victims,
        occurred_from=incident.occurred_from,
        occurred_until=incident.occurred_until,
        offence_code=incident.offence_code or None,
        not_of=incident.id,
    )


def _coded(incident: ReportedIncident) -> list[tuple[str, str]]:
    """What of it is said by code, to be read at once."""
    reasons = [("not-recorded", each.reason) for each in incident.decisions if each.reason]
    n100 = [("n100", each.n100) for each in incident.decisions if each.n100]
    return [(CATEGORIES, incident.category), (CAPACITIES, incident.capacity), *reasons, *n100]


def _tags(incident: ReportedIncident) -> Iterator[Tag]:
    yield standing_tag(incident)
    yield clock_tag(incident)
    if incident.rape:
        yield Tag(state="late", text="Rape reported")
    if transfer := incident.open_transfer:
        yield Tag(state="soon", text=f"Offered to {transfer.force_name}: no answer yet")
    if any(each.accepted and each.victim_told_at is None for each in incident.transfers):
        yield Tag(state="late", text="Victim not told yet")


def _facts(shown: IncidentPage) -> list[tuple[Any, ...]]:
    incident, titles = shown.incident, titles_of(_coded(shown.incident))
    facts: list[tuple[Any, ...]] = [
        ("About", titles.get((CATEGORIES, incident.category), incident.category)),
        ("Where", shown.place.label if shown.place else None),
        ("When", as_known(incident.occurred_from)),
        ("Reported", incident.reported_at),
        ("How", words(incident.channel)),
        ("By", _reporter(shown, titles.get((CAPACITIES, incident.capacity), ""))),
    ]
    if incident.offence_title:
        facts.insert(1, ("Offence alleged", f"{incident.offence_title} {incident.offence_code}"))
    if incident.reporter_phone:
        facts.append(("Their telephone", telephone(incident.reporter_phone)))
    if incident.control_room:
        facts.append(("Control room", incident.control_room))
    return facts


def _reporter(shown: IncidentPage, capacity: str) -> str:
    names = [each.party.label for each in shown.of(Part.REPORTED_BY)] or [shown.incident.reporter_name]
    return ", ".join(part for part in (*names, capacity) if part)


def _actions(actor: Actor, shown: IncidentPage) -> Iterator[dict[str, str]]:
    incident = shown.incident
    if actor.may(Permission.INVESTIGATION_CRIME_CREATE):
        for label, endpoint in _to_decide(incident):
            yield {"label": label, "href": url_for(f"incidents.{endpoint}", incident_id=incident.id)}
    if actor.may(Permission.INVESTIGATION_LOG_CREATE):
        yield {"label": "Add to the log", "href": url_for("incidents.add_to_log", incident_id=incident.id)}


def _to_decide(incident: ReportedIncident) -> Iterator[tuple[str, str]]:
    """What may be done next, first what is usual."""
    if incident.open_transfer:
        yield "Record the other force's answer", "answer"
    if any(each.accepted and each.victim_told_at is None for each in incident.transfers):
        yield "Victim was told", "victim_told"
    if incident.standing is Standing.ELSEWHERE:
        return
    if incident.standing is Standing.CRIME:
        yield "Record another crime of this incident", "crime"
        return
    yield "Record a crime", "crime"
    yield "Not a crime" if incident.standing is Standing.UNDECIDED else "Decide again", "not_recorded"
    yield "Part of a crime already recorded", "join"
    if not incident.open_transfer:
        yield "Pass to another force", "offer"
