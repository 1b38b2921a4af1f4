"""What the pages of a case show, put into the shapes of the shell: facts, actions, tabs, timeline, list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import url_for

from mips.access.policy import Actor
from mips.cases.case_file import CaseFile, DefendantOnFile, printed_urn
from mips.cases.forms import WRITTEN
from mips.cases.on_paper import FileOnPaper
from mips.cases.usecases.reading import Whose
from mips.cases.usecases.writing import correct_front_sheet, write_form
from mips.core import clock
from mips.core.england import LONDON, working_days_between
from mips.documents.model import Printing
from mips.record.model.case import Case, CaseStatus, Offence, Plea
from mips.web.field.choice import words
from mips.web.filters import moment, plural
from mips.web.keyset import Page
from mips.web.shell import url_if
from mips.web.tables import Column, Listing, Tag

TABS: Final = {"readiness": "Readiness", "charges": "Charges", "forms": "Forms", "timeline": "Timeline"}
NOT_AGAIN: Final = ("Officer in the case", "Court")
"""Stand above the tabs already."""
SOON: Final = 5
"""Working days before a hearing from which it presses."""
STATUS_TAGS: Final = {
    CaseStatus.OPEN: "running",
    CaseStatus.SUBMITTED: "waiting",
    CaseStatus.AWAITING_COURT: "waiting",
    CaseStatus.CLOSED: "done",
}
EMPTY: Final = {
    Whose.MINE: "You are the officer in no case. One opens by itself when somebody is charged for you.",
    Whose.TEAM: "Your team has no case. One opens by itself when somebody is charged.",
    Whose.ALL: "There is no case yet. One opens by itself when somebody is charged.",
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the timeline."""

    at: datetime
    title: str
    by: str = ""
    text: str = ""
    href: str | None = None


def listing_of(page: Page[Case], whose: Whose) -> Listing[Case]:
    columns = (
        Column[Case](label="Case", value=lambda case: case.label, link=_address),
        Column[Case](label="URN", value=lambda case: printed_urn(case.urn)),
        Column[Case](label="First hearing", value=lambda case: case.first_hearing_at or "Next sitting"),
        Column[Case](label="Left", value=time_left),
        Column[Case](label="Plea", value=plea_of),
        Column[Case](label="Court", value=lambda case: case.court, hidden_when_narrow=True),
        Column[Case](label="State", value=lambda case: status_of(case)),
    )
    return Listing(caption="Cases", columns=columns, page=page, empty=EMPTY[whose])


def _address(case: Case) -> str:
    return url_for("cases.case", case_id=case.id)


def status_of(case: Case) -> Tag:
    return Tag(state=STATUS_TAGS[case.status], text=words(case.status))


def plea_of(case: Case) -> str:
    return "Plea not known" if case.anticipated_plea is Plea.UNKNOWN else f"{words(case.anticipated_plea)} expected"


def time_left(case: Case) -> Tag | None:
    """Working days until the first hearing, None where no day is set."""
    if case.first_hearing_at is None:
        return None
    today, hearing = _london(clock.now()), _london(case.first_hearing_at)
    if hearing < today:
        return Tag(state="done", text="past")
    if hearing == today:
        return Tag(state="late", text="today")
    left = working_days_between(today, hearing)
    return Tag(state="soon" if left <= SOON else "waiting", text=f"in {plural(left, 'working day')}")


def _london(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def head_tags(file: CaseFile) -> list[Tag]:
    """What stands under the title: how far the file is, what plea, how long until court."""
    lacking = len(file.readiness) - file.ready
    ready = (
        Tag(state="soon", text=f"{plural(lacking, 'thing')} to do") if lacking else Tag(state="done", text="File ready")
    )
    left = time_left(file.case)
    hearing = [Tag(state=left.state, text=f"Court {left.text}")] if left else []
    return [ready, Tag(state="waiting", text=plea_of(file.case)), *hearing]


def charge_facts(file: CaseFile, each: DefendantOnFile) -> Sequence[Sequence[object]]:
    """The charge of one defendant, with the custody record left out where custody said nothing."""
    return [
        fact for fact in FileOnPaper(file).charge_of(each) if fact[0] not in NOT_AGAIN and fact[1] not in ("", None)
    ]


def committed(offence: Offence) -> str:
    """When, or between when and when."""
    return " to ".join(moment(each) for each in (offence.committed_from, offence.committed_until) if each)


def facts_of(file: CaseFile) -> list[tuple[object, ...]]:
    case = file.case
    return [
        ("Officer in the case", file.officer_name),
        *_defendant_facts(file),
        ("Expected plea", plea_of(case)),
        ("First hearing", case.first_hearing_at or "Next sitting, kept in custody"),
        ("Court", case.court),
        ("Opened", case.opened_at),
    ]


def _maker(printing: Printing) -> str:
    return f"{printing.printed_by.collar_number} {printing.printed_by.name}"


def _defendant_facts(file: CaseFile) -> Iterator[tuple[object, ...]]:
    for each in file.defendants:
        address = url_if("record.person", person_id=each.person.id)
        number = f" {each.defendant.sequence}" if len(file.defendants) > 1 else ""
        yield (f"Defendant{number}", each.person.full_name, address)


def action_links(file: CaseFile, actor: Actor) -> list[dict[str, str]]:
    """What may be done now, in the order of the work."""
    case_id = file.case.id
    links = [{"label": "Open the file (PDF)", "href": _document("print_document", "case-file", file)}]
    if actor.may(write_form.permission):
        for kind, definition in WRITTEN.items():
            verb = "Change" if file.form(kind) else "Write"
            links.append(
                {"label": f"{verb} {definition.code}", "href": url_for(f"cases.write_{kind}", case_id=case_id)}
            )
    if actor.may(correct_front_sheet.permission):
        links.append({"label": "Front sheet", "href": url_for("cases.front_sheet", case_id=case_id)})
    links.append({"label": "Give the file to the prosecutor", "href": _document("give_document", "case-file", file)})
    links.append({"label": "Give initial details", "href": _document("give_document", "initial-details", file)})
    links.append({"label": "Copies given", "href": url_for("documents.printings", entity_id=case_id)})
    return links


def _document(endpoint: str, key: str, file: CaseFile) -> str:
    return url_for(f"documents.{endpoint}", key=key, case_id=file.case.id)


def tabs_of(file: CaseFile, current: str) -> list[tuple[str, str, bool, str | int | None]]:
    ready = f"{file.ready} of {len(file.readiness)}"
    counts: dict[str, str | int] = {"readiness": ready, "charges": len(file.offences), "forms": len(file.all_forms)}
    endpoints = {"readiness": "cases.case"}
    return [
        (title, url_for(endpoints.get(name, f"cases.{name}"), case_id=file.case.id), name == current, counts.get(name))
        for name, title in TABS.items()
    ]


def timeline_of(file: CaseFile, given: Sequence[Printing]) -> Sequence[Entry]:
    """What happened in this case, newest first; `given` are the documents that left."""
    found = [Entry(at=file.case.opened_at, title="Case opened by the charge", text=file.reference)]
    found += [
        Entry(at=each.printed_at, title=f"{each.title} given to {each.recipient}", text=each.purpose, by=_maker(each))
        for each in given
    ]
    found += [
        Entry(at=offence.charged_at, title=f"{each.person.full_name} charged", text=offence.title)
        for each in file.defendants
        for offence in each.offences
        if offence.charged_at
    ]
    for form in file.all_forms:
        title = f"{WRITTEN[form.kind].code} version {form.number}"
        found.append(Entry(at=form.written_at, title=f"{title} written", by=form.written_by.name))
        if form.locked_at and form.locked_by:
            found.append(Entry(at=form.locked_at, title=f"{title} finished", by=form.locked_by.name))
    return sorted(found, key=lambda entry: entry.at, reverse=True)
