"""Lists of stop and searches, the page of one, and the figures that reconcile with the list."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.accounts.pages.pictures import qr_code
from mips.core import clock
from mips.investigation.model.stop_search import StopSearch
from mips.investigation.pages.blueprint import stop_pages as pages
from mips.investigation.pages.receipts import link_to
from mips.investigation.rules.after_search import REVIEW_REASONS
from mips.investigation.rules.stop_search import NOT_STATED_WHY, Extent
from mips.investigation.schemas.stop_search import SearchFiltersIn
from mips.investigation.usecases.search_drafts import list_search_drafts
from mips.investigation.usecases.search_figures import count_searches
from mips.investigation.usecases.searches import SearchPage, list_searches, read_search
from mips.investigation.usecases.wanted import wanted_now
from mips.record.reference.lookup import title_of
from mips.web.endpoints import current_actor
from mips.web.forms import Filters
from mips.web.shell import url_if
from mips.web.spoken import in_london
from mips.web.tables import Column, Listing, Tag

TITLES: Final = {
    "outcome": "Outcome",
    "legislation": "Power",
    "searched_for": "Looked for",
    "age_range": "Age",
    "gender": "Gender",
    "self_defined": "Self-defined ethnicity",
    "officer_defined": "Ethnicity as perceived",
}

COLUMNS: Sequence[Column[StopSearch]] = [
    Column(
        label="Search",
        value=lambda each: each.reference or "Published",
        link=lambda each: url_for("stop_search.search", search_id=each.id),
    ),
    Column(label="When", value=lambda each: each.occurred_from),
    Column(label="Where", value=lambda each: each.label.partition(", ")[2] if each.reference else each.label),
    Column(label="Looked for", value=lambda each: each.searched_for or each.search_type),
    Column(label="Outcome", value=lambda each: each.outcome),
    Column(label="Officer", value=lambda each: each.officer.name if each.officer else "", hidden_when_narrow=True),
    Column(label="Review", value=lambda each: review_tag(each), hidden_when_narrow=True),
]


def review_tag(search: StopSearch) -> Tag | str:
    if search.officer_id is None:
        return ""
    return Tag(state="done", text="Reviewed") if search.reviewed_at else Tag(state="waiting", text="Not reviewed")


@pages.page("/", does=list_searches)
def searches() -> ResponseReturnValue:
    actor, filters = current_actor(), Filters(SearchFiltersIn())
    found = list_searches(actor, where=filters.chosen, after=request.args.get("after"))
    listing = Listing(
        caption="Stop and search",
        columns=COLUMNS,
        page=found.page,
        total=found.total,
        filters=filters,
        empty="Stop and searches stand here once they are recorded or imported.",
        new=_new(actor),
    )
    may_write = actor.may(Permission.INVESTIGATION_STOP_SEARCH_CREATE)
    begun = list_search_drafts(actor) if may_write else ()
    shown = {"listing": listing, "begun": begun, "kept": filters.kept}
    return render_template("investigation/stop_search/list.html", **shown), filters.status


@pages.page("/figures", does=count_searches)
def figures() -> ResponseReturnValue:
    """The counts of the list under the same filters; each leads to exactly those it counts."""
    filters = Filters(SearchFiltersIn())
    counted = count_searches(current_actor(), where=filters.chosen)
    shown = "investigation/stop_search/figures.html"
    return render_template(shown, filters=filters, counted=counted, titles=TITLES, with_one=_with_one), filters.status


@pages.page("/<uuid:search_id>", does=read_search)
def search(search_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_search(actor, search_id=search_id)
    return render_template(
        "investigation/stop_search/search.html",
        shown=shown,
        search=shown.search,
        tags=[*_wanted(actor, shown), *(each for each in [review_tag(shown.search)] if each)],
        facts=_facts(shown),
        how=_how(shown.search),
        actions=_actions(actor, shown),
        reason=lambda code: title_of(REVIEW_REASONS, code),
        link=link_to(search_id) if _copy_is_given(shown) else "",
    )


def _wanted(actor: Actor, shown: SearchPage) -> list[Tag]:
    """That somebody who was stopped is wanted, and what to beware of."""
    if not actor.may(Permission.INVESTIGATION_WARRANT_READ):
        return []
    found = wanted_now([each.party_id for each in shown.people])
    return [Tag(state="late", text=f"WANTED: {', '.join(each.offences)}. {each.risk}") for each in found]


@pages.page("/<uuid:search_id>/link.svg", does=read_search)
def link_picture(search_id: uuid.UUID) -> Response:
    """The link to the receipt as a QR code, for the telephone of whoever was searched."""
    read_search(current_actor(), search_id=search_id)
    return qr_code(link_to(search_id))


def _with_one(kept: Mapping[str, list[str]], name: str, wanted: str) -> dict[str, Any]:
    """The filters of an address bar, and one more."""
    return {**kept, name: wanted}


def _new(actor: Actor) -> tuple[str, str] | None:
    may = actor.may(Permission.INVESTIGATION_STOP_SEARCH_CREATE)
    return ("Record a stop and search", url_for("stop_search.record")) if may else None


def _copy_is_given(shown: SearchPage) -> bool:
    return shown.copy_until is not None and in_london(clock.now()).date() <= shown.copy_until


def _facts(shown: SearchPage) -> list[tuple[Any, ...]]:
    search = shown.search
    ethnicity = [search.self_defined_ethnicity, title_of(NOT_STATED_WHY, search.not_stated_why)]
    facts = [
        ("What", search.search_type.label),
        ("When", search.occurred_from),
        ("Where", shown.place.label if shown.place else None),
        ("Power", search.legislation),
        ("Looked for", search.searched_for),
        ("Outcome", search.outcome),
        ("To do with what was looked for", _said(search.outcome_linked)),
        ("Ethnicity, self-defined", ". ".join(each for each in ethnicity if each)),
        ("Ethnicity, as perceived", search.officer_defined_ethnicity),
        ("Age, gender", ", ".join(each for each in (search.age_range, search.gender) if each)),
        ("Vehicle", search.vehicle),
        ("Operation", search.operation),
        ("Officer", search.officer.name if search.officer else None),
    ]
    return [fact for fact in facts if fact[1]]


def _how(search: StopSearch) -> list[tuple[Any, ...]]:
    further = search.extent is not None and search.extent is not Extent.OUTER
    how = [
        ("GO-WISELY told first", _said(search.told) if search.officer_id and not search.unattended else ""),
        ("Notice left in the vehicle", "Yes" if search.notice_left else ""),
        ("Taken off", search.extent.label if search.extent else _clothing(search)),
        ("Out of public view", _said(search.out_of_view) if further else ""),
        ("Officers of the same sex only", _said(search.same_sex) if further else ""),
        ("Done at", search.where_taken),
        ("Supervisor consulted", search.supervisor.name if search.supervisor else ""),
        ("Appropriate adult", _said(search.adult_present)),
        ("Why no adult", search.adult_why_not),
        ("Force used", _said(search.force_used)),
        ("Body-worn video", _said(search.body_worn)),
        ("Why it was off", search.body_worn_why_not),
        ("Found", search.found),
        ("Edition", search.code_edition),
    ]
    return [fact for fact in how if fact[1]]


def _clothing(search: StopSearch) -> str:
    said = _said(search.more_than_outer_clothing)
    return f"More than outer clothing: {said.lower()}" if said else ""


def _said(answer: bool | None) -> str:
    return "" if answer is None else "Yes" if answer else "No"


def _actions(actor: Actor, shown: SearchPage) -> list[dict[str, str]]:
    search = shown.search
    mine = search.officer_id == actor.id
    found: list[dict[str, str | None]] = []
    if mine and search.force_used and not shown.force:
        to = url_if("custody.report_of_force", **_known_of_force(shown))
        found.append({"label": "Write your use of force form", "href": to})
    if mine and not shown.people and not search.unattended:
        found.append({"label": "Say who it was", "href": url_for("stop_search.name", search_id=search.id)})
    if search.officer_id and _copy_is_given(shown):
        printed = url_if("documents.give_document", key="stop-search-receipt", search_id=search.id)
        found.append({"label": "Receipt as PDF", "href": printed})
    if actor.may(Permission.INVESTIGATION_STOP_SEARCH_APPROVE) and search.officer_id and not mine:
        found.insert(0, {"label": "Review it", "href": url_for("stop_search.review", search_id=search.id)})
    return [{"label": str(each["label"]), "href": each["href"]} for each in found if each["href"]]


def _known_of_force(shown: SearchPage) -> dict[str, Any]:
    """What the form about force then need not ask again."""
    at = shown.search.occurred_from
    return {
        "person": shown.people[0].party_id if shown.people else None,
        "incident": shown.search.reference,
        "location": shown.place.label if shown.place else None,
        "at": at.isoformat() if at else None,
        "body_worn": {True: "yes", False: "no"}.get(bool(shown.search.body_worn)),
    }
