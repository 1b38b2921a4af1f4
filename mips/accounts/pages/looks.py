"""Pages of the journal: who looked at a record, what somebody did."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.model import User
from mips.access.policy import Actor
from mips.accounts.pages.blueprint import access_log as pages
from mips.accounts.schemas import LookFilterIn, SubjectIn
from mips.accounts.usecases.looks import Looks, Named, find_subject, spoken_of, what_they_did, who_looked
from mips.audit.model import JournalEntry
from mips.core.errors import NotFound, RuleBroken
from mips.web.endpoints import current_actor
from mips.web.forms import Filters, Form
from mips.web.spoken import midnight
from mips.web.tables import Column, Listing

LATEST = 10


@pages.page("/access-log", does=find_subject, methods=["GET", "POST"])
def access_log() -> ResponseReturnValue:
    """Choose whose or what journal to read."""
    form = Form(SubjectIn())
    if form.carries_out(_found):
        return redirect(_address(form.result), 303)
    return render_template("accounts/access_log.html", form=form), form.status


def _found(fields: dict[str, Any]) -> Any:
    try:
        return find_subject(current_actor(), **fields)
    except NotFound as missing:
        raise RuleBroken(missing.detail, rule="access-log", field="text") from None


def _address(subject: Any) -> str:
    if isinstance(subject, User):
        return url_for("access_log.looks_by", user_id=subject.id)
    return url_for("access_log.looks_at", entity_id=subject.id)


@pages.page("/access-log/records/<uuid:entity_id>", does=who_looked)
def looks_at(entity_id: uuid.UUID) -> ResponseReturnValue:
    """Who looked at one record."""
    filters = Filters(LookFilterIn())
    since, until = _period(filters)
    after = request.args.get("after")
    looks = who_looked(current_actor(), entity_id=entity_id, since=since, until=until, after=after)
    return _drawn(looks, filters, "Who looked at", [WHEN, WHO, DID, *_values(looks), WHY, FROM])


@pages.page("/access-log/users/<uuid:user_id>", does=what_they_did)
def looks_by(user_id: uuid.UUID) -> ResponseReturnValue:
    """What one user looked at and changed."""
    filters = Filters(LookFilterIn())
    since, until = _period(filters)
    after = request.args.get("after")
    looks = what_they_did(current_actor(), user_id=user_id, since=since, until=until, after=after)
    return _drawn(looks, filters, "What was done by", [WHEN, DID, _record(looks), *_values(looks), WHY, FROM])


def latest_looks(actor: Actor, person_id: uuid.UUID) -> Looks:
    """The newest lines about a person, for the panel on their page."""
    return who_looked(actor, entity_id=person_id, size=LATEST)


def _period(filters: Filters) -> tuple[datetime | None, datetime | None]:
    chosen = filters.chosen
    until: date | None = chosen.get("until")
    return midnight(chosen.get("since")), midnight(until + timedelta(days=1) if until else None)


def _drawn(
    looks: Looks, filters: Filters, caption: str, columns: Sequence[Column[JournalEntry]]
) -> ResponseReturnValue:
    listing = Listing(
        caption=f"{caption} {looks.title}", columns=columns, page=looks.page, empty=EMPTY, filters=filters
    )
    return render_template("accounts/looks.html", caption=caption, looks=looks, listing=listing), filters.status


EMPTY = "Nothing in this period that you may read. Without dates, the last month is shown."


def said_use_case(name: str) -> str:
    """'custody.usecases.detention.authorise_detention' as 'authorise detention'."""
    return name.rsplit(".", 1)[-1].replace("_", " ")


WHEN = Column[JournalEntry](label="When", value=lambda entry: entry.at)
WHO = Column[JournalEntry](label="Who", value=lambda entry: f"{entry.actor_name} ({entry.actor_role})")
DID = Column[JournalEntry](
    label="Did", value=lambda entry: f"{entry.verb.capitalize()}: {said_use_case(entry.usecase)}"
)
WHY = Column[JournalEntry](label="Reason given", value=lambda entry: entry.reason, hidden_when_narrow=True)
FROM = Column[JournalEntry](label="From", value=lambda entry: entry.origin, hidden_when_narrow=True)


def _record(looks: Looks) -> Column[JournalEntry]:
    def said(entry: JournalEntry) -> str:
        known = [_in_words(looks.named[each]) for each in spoken_of(entry) if each in looks.named]
        rest = (1 if entry.subjects is None else len(entry.subjects)) - len(known)
        if entry.subjects is None and rest:
            return entry.subject_kind
        more = [f"{rest} {'more' if known else 'in all' if rest > 1 else 'row'}"] if rest else []
        return ", ".join([*dict.fromkeys(known), *more])

    return Column[JournalEntry](label="What", value=said)


def _in_words(named: Named) -> str:
    return " ".join(part for part in (named.kind.replace("_", " "), named.reference, named.label) if part)


def _values(looks: Looks) -> Sequence[Column[JournalEntry]]:
    """A column of what each line says, for those who may read it."""
    if not looks.details:
        return []
    return [Column[JournalEntry](label="Said", value=lambda entry: said_values(looks.details.get(entry.id)))]


def said_values(values: Mapping[str, Any] | None) -> str:
    """Before and after of each field, or what was asked for; what was erased says so."""
    if values is None:
        return "Values erased"
    pairs = ((name.replace("_", " "), _said(value)) for name, value in values.items())
    return "; ".join(f"{name}: {value}" for name, value in pairs if value)


def _said(value: Any) -> str:
    match value:
        case [None, after]:
            return str(after)
        case [before, after]:
            return f"{before} \u2192 {'nothing' if after is None else after}"
        case dict():
            return ", ".join(f"{name.replace('_', ' ')} {inner}" for name, inner in value.items())
        case _:
            return str(value)
