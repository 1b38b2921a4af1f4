"""`mips publish stop-and-search`: the searches of a month as data.police.uk publishes them, to the letter."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from mips.accounts.console import console_actor, on_behalf_of, open_for_commands
from mips.core.settings import settings
from mips.interchange.police_uk.formats import HEADINGS, Kind
from mips.investigation.usecases.search_publishing import PublishedSearch, publish_searches
from mips.record.reference.lookup import ever_listed


@click.group("publish")
def publishing() -> None:
    """Draw up what a force publishes."""


@publishing.command("stop-and-search")
@click.argument("month", metavar="YYYY-MM")
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option("--force", default="", help="Code of the force, as 01. This installation's own where it is left out.")
@on_behalf_of
def stop_and_search(month: str, folder: Path, force: str, as_user: str, reason: str) -> None:
    """Write the stop and searches of a month into FOLDER, in the columns and words of data.police.uk.

    No place where one happened is in it, only published points near it; nobody is named.
    """
    code, first = force or settings().force, month_named(month)
    with open_for_commands():
        actor = console_actor(as_user, reason=reason)
        found = publish_searches(actor, force=code, month=first).searches
        path = folder / f"{first:%Y-%m}-{_name_of(code)}-stop-and-search.csv"
    write(path, found)
    click.echo(f"Wrote {len(found)} stop and searches to {path}")


def month_named(text: str) -> date:
    """The first day of a month like 2024-01. Raises click.BadParameter."""
    try:
        return datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        raise click.BadParameter("Give the month like 2024-01") from None


def write(path: Path, searches: Sequence[PublishedSearch]) -> None:
    """One file, heading first, lines ended by a line feed, UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(HEADINGS[Kind.STOP_AND_SEARCH])
        lines.writerows(cells(each) for each in searches)


def cells(published: PublishedSearch) -> Iterator[str]:
    """One row in the order of the heading. What is not known is blank; instants are UTC."""
    search = published.search
    yield str(search.search_type.value)
    yield search.occurred_from.astimezone(UTC).isoformat(timespec="seconds") if search.occurred_from else ""
    yield _yes_no(search.in_operation)
    yield search.operation
    yield from (f"{each:.6f}" for each in published.point) if published.point else ("", "")
    yield search.gender
    yield search.age_range
    yield search.self_defined_ethnicity
    yield search.officer_defined_ethnicity
    yield search.legislation
    yield search.searched_for
    yield search.outcome
    yield _yes_no(search.outcome_linked)
    yield _yes_no(search.more_than_outer_clothing)


def _yes_no(answer: bool | None) -> str:
    return "" if answer is None else str(answer)


def _name_of(force: str) -> str:
    """What the published files call a force; its code where they have no name for it."""
    return next((item.code for item in ever_listed("published-force") if item.extra.get("force") == force), force)
