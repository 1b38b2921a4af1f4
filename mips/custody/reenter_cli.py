"""`mips custody reenter`: what was written on paper while the server was gone, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from marshmallow import ValidationError

from mips.access.policy import Actor
from mips.accounts.console import console_actor, on_behalf_of, open_for_commands
from mips.core.errors import InputInvalid, MipsError
from mips.custody.continuity.paper import rows_of
from mips.custody.schemas.continuity import PaperIn
from mips.custody.usecases.gaps import Gap, read_gaps
from mips.custody.usecases.reentry import reenter
from mips.custody.usecases.suites import list_suites
from mips.web.filters import moment


@dataclass(frozen=True)
class Verdict:
    """What became of a row: `entered`, `already there`, or `refused` with `why`."""

    line: int
    row: Mapping[str, Any]
    said: str
    why: str = ""

    def __str__(self) -> str:
        about = f"{self.row.get('custody_number', '?')} {self.row.get('time', '')} {self.row.get('kind', '')}"
        return f"line {self.line}  {about}  {self.said}{': ' + self.why if self.why else ''}"


@click.command("reenter")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--suite", "code", help="Code of the suite whose gaps are reported.")
@click.option("--gone-from", type=str, help="When the server went: 27 Nov 2026 14:05.")
@click.option("--gone-until", type=str, help="When it came back.")
@on_behalf_of
def reenter_command(
    file: Path, code: str | None, gone_from: str | None, gone_until: str | None, as_user: str, reason: str
) -> None:
    """Enter the rows of FILE (CSV with a heading line, or JSON lines), each for whoever did it, marked as late.

    The same row twice is entered once, so a file that was put right can be given again. With --suite, --gone-from and
    --gone-until it ends with what was due meanwhile and stands nowhere. Exits 1 when a row was refused.
    """
    if len({bool(code), bool(gone_from), bool(gone_until)}) != 1:
        raise click.UsageError("Say --suite, --gone-from and --gone-until together")
    refused = False
    with open_for_commands():
        actor = console_actor(as_user, reason=reason)
        for verdict in entered(actor, file.read_text(encoding="utf-8-sig")):
            click.echo(str(verdict))
            refused |= verdict.said == "refused"
        if code and gone_from and gone_until:
            _report(gaps_of(actor, code, gone_from, gone_until))
    raise SystemExit(refused)


def entered(actor: Actor, text: str) -> Iterator[Verdict]:
    """A verdict on each row, in the order of what happened; those that cannot be read first. Raises InputInvalid."""
    readable: list[tuple[int, Mapping[str, Any], dict[str, Any]]] = []
    for line, row in rows_of(text):
        told = {"at" if name == "time" else name: value for name, value in row.items()}
        try:
            readable.append((line, row, PaperIn().load(told)))
        except ValidationError as wrong:
            yield Verdict(line, row, "refused", _problems(wrong.messages_dict))
    for line, typed, fields in sorted(readable, key=lambda each: (each[2]["at"], each[0])):
        yield _judged(actor, line, typed, fields)


def gaps_of(actor: Actor, code: str, gone_from: str, gone_until: str) -> Sequence[Gap]:
    """What was due in the suite meanwhile and stands nowhere. Raises InputInvalid."""
    suite = next((each for each in list_suites(actor) if each.code == code), None)
    if suite is None:
        raise InputInvalid({"suite": [f"No open suite has the code {code}"]})
    since, until = _moment(gone_from), _moment(gone_until)
    return read_gaps(actor, suite_id=suite.id, since=since, until=until).found


def _judged(actor: Actor, line: int, row: Mapping[str, Any], fields: dict[str, Any]) -> Verdict:
    try:
        entry = reenter(actor, **fields)
    except InputInvalid as wrong:
        return Verdict(line, row, "refused", _problems(wrong.messages))
    except MipsError as refused:
        return Verdict(line, row, "refused", getattr(refused, "said", refused.detail))
    return Verdict(line, row, "already there" if entry.repeated else "entered")


def _report(gaps: Sequence[Gap]) -> None:
    click.echo(f"{len(gaps)} due meanwhile with no entry" if gaps else "Everything that was due meanwhile has an entry")
    for gap in gaps:
        click.echo(f"  {gap.custody_number}  {gap.detainee}  {gap.kind} {gap.what}, due {moment(gap.due_at)}")


def _problems(messages: Mapping[str, Any]) -> str:
    return "; ".join(f"{name}: {' '.join(map(str, each))}" for name, each in messages.items())


def _moment(typed: str) -> datetime:
    try:
        at: datetime = PaperIn(only=["at"]).load({"at": typed})["at"]
    except ValidationError as wrong:
        raise InputInvalid({"time": wrong.messages_dict["at"]}) from None
    return at
