"""What is owed to victims, as a list to work from; and for supervisors what was missed, by officer and by right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.investigation.model.victim import VictimPromise
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.victim_shown import promise_tag
from mips.investigation.rules.promises import RIGHTS
from mips.investigation.rules.victims import NEEDS
from mips.investigation.schemas.owed import MissedFilters, OwedFilters, in_a_period
from mips.investigation.usecases.owed import OFFICE, Count, Missed, Whose, list_missed, list_owed
from mips.record.reference.titles import titles_of
from mips.web.endpoints import current_actor
from mips.web.forms import Filters
from mips.web.tables import Column, Listing

Promises = Sequence[Column[VictimPromise]]


@pages.page("/victims", does=list_owed)
def owed() -> ResponseReturnValue:
    actor = current_actor()
    filters = Filters(OwedFilters(), initial={"whose": usual_whose(actor)})
    found = list_owed(actor, **filters.chosen, after=request.args.get("after"))
    listing = Listing(
        caption="Owed to victims",
        columns=[_what(actor), *_COLUMNS],
        page=found.page,
        total=found.total,
        filters=filters,
        empty="Nothing is owed to the victims of these crimes now.",
    )
    context = {"listing": listing, "late": found.late, "tabs": _tabs(actor, "owed")}
    return render_template("investigation/owed.html", **context), filters.status


@pages.page("/victims/missed", does=list_missed)
def missed() -> ResponseReturnValue:
    actor = current_actor()
    filters = Filters(MissedFilters(), initial=in_a_period({"whose": usual_whose(actor)}))
    found = list_missed(actor, **in_a_period(filters.chosen), after=request.args.get("after"))
    listing = Listing(
        caption="Missed",
        columns=[_what(actor), *_COLUMNS],
        page=found.page,
        filters=filters,
        empty="No promise to a victim was missed in this period.",
    )
    context = {"listing": listing, "missed": found, "tabs": _tabs(actor, "missed")}
    counts = {"officers": _counts("Officer", "officer", found), "rights": _counts("Right", "right", found)}
    return render_template("investigation/missed.html", **context, columns=counts), filters.status


def usual_whose(actor: Actor) -> Whose:
    """An officer looks at their own crimes first, a sergeant at the team's."""
    if actor.may(OFFICE) and actor.teams:
        return Whose.TEAM
    return Whose.MINE if Role.OFFICER_IN_CASE in actor.roles and not actor.may(OFFICE) else Whose.ALL


def _tabs(actor: Actor, here: str) -> list[tuple[str, str, bool]]:
    lists = [("owed", "Owed"), *([("missed", "Missed")] if actor.may(OFFICE) else [])]
    found = [(label, url_for(f"investigation.{endpoint}"), endpoint == here) for endpoint, label in lists]
    return found if len(found) > 1 else []


def _what(actor: Actor) -> Column[VictimPromise]:
    """What is owed; it leads to where it is done, or to the victim for those who only read."""
    return Column(label="Owed", value=lambda each: each.title, link=lambda each: _where(actor, each))


def _where(actor: Actor, each: VictimPromise) -> str:
    of_them: dict[str, Any] = {"crime_id": each.crime_id, "party_id": each.party_id}
    if each.ended_at is None and each.code == NEEDS and actor.may(Permission.CASES_WITNESS_CARE_UPDATE):
        return url_for("investigation.victim_needs", **of_them)
    if each.ended_at is None and each.code != NEEDS and actor.may(Permission.CASES_WITNESS_CARE_CREATE):
        return url_for("investigation.victim_contact", **of_them, keeps=each.code)
    return url_for("investigation.victim", **of_them)


_COLUMNS: Promises = [
    Column(label="When", value=promise_tag),
    Column(label="Due", value=lambda each: each.due_on),
    Column(label="Victim", value=lambda each: each.party.label),
    Column(label="Crime", value=lambda each: f"{each.crime.reference or ''} {each.crime.offence_title}".strip()),
    Column(
        label="Officer", value=lambda each: each.crime.officer_in_case.name if each.crime.officer_in_case else "Nobody"
    ),
]


def _counts(label: str, name: str, found: Missed) -> Sequence[Column[Count]]:
    """A line for each with its number; it leads to the list of exactly those."""
    titles = titles_of([(RIGHTS, each.key) for each in found.rights])
    kept: dict[str, Any] = {key: values for key, values in request.args.lists() if key in ("whose", "unit")}
    kept |= {"since": found.since.isoformat(), "until": found.until.isoformat()}
    return [
        Column(
            label=label,
            value=lambda each: titles.get((RIGHTS, each.key), each.title),
            link=lambda each: url_for("investigation.missed", **kept, **dict[str, Any]({name: each.key})),
        ),
        Column(label="Missed", value=lambda each: each.missed, numeric=True),
    ]
