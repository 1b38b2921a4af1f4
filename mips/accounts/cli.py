"""`mips user`: the first people, and more of them, from a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from mips.access.permissions import Permission, Rank, Role
from mips.access.system import console
from mips.accounts.console import console_actor, on_behalf_of, open_for_commands
from mips.accounts.credentials import Secret, new_code
from mips.accounts.rules import ONE_TIME_FOR
from mips.accounts.usecases.beginnings import First, bootstrap
from mips.accounts.usecases.loading import Judgement, judge_users, load_users
from mips.accounts.usecases.users import add_user
from mips.accounts.user_file import rows_of

RANKS = [rank.name.lower().replace("_", "-") for rank in Rank]


@click.group("user")
def user() -> None:
    """People with accounts."""


@user.command("bootstrap")
@click.option("--administrator", required=True, prompt="Collar number of the first administrator")
@click.option("--administrator-name", required=True, prompt="Their name")
@click.option("--auditor", required=True, prompt="Collar number of the first auditor (professional standards)")
@click.option("--auditor-name", required=True, prompt="Their name")
def bootstrap_command(administrator: str, administrator_name: str, auditor: str, auditor_name: str) -> None:
    """Make the first administrator and the first auditor, once. Prints a one-time password for each."""
    firsts = [
        First(collar.strip().upper(), name.strip(), Secret(new_code()))
        for collar, name in ((administrator, administrator_name), (auditor, auditor_name))
    ]
    if not all(first.collar_number and first.name for first in firsts):
        raise click.UsageError("A collar number and a name are needed for each")
    if firsts[0].collar_number == firsts[1].collar_number:
        raise click.UsageError("The administrator and the auditor must be two people")
    actor = console("mips user bootstrap", Permission.ACCOUNTS_USER_CREATE)
    with open_for_commands():
        bootstrap(actor, administrator=firsts[0], auditor=firsts[1])
    for role, first in zip(("administrator", "auditor"), firsts, strict=True):
        click.echo(f"{role:14} {first.collar_number:12} one-time password {first.one_time_password.reveal()}")
    click.echo(f"Each is good once, for {ONE_TIME_FOR.days} days. Give each to its owner alone.")


@user.command("add")
@click.argument("collar_number")
@click.argument("name")
@click.option("--rank", type=click.Choice(RANKS), default="constable", show_default=True)
@click.option("--email")
@click.option("--role", "roles", multiple=True, type=click.Choice([role.value for role in Role]))
@on_behalf_of
def add_command(
    collar_number: str, name: str, rank: str, email: str | None, roles: tuple[str, ...], as_user: str, reason: str
) -> None:
    """Add a user. Roles count once a second person has approved them on the page of what waits."""
    password = new_code()
    with open_for_commands():
        added = add_user(
            console_actor(as_user, reason=reason),
            collar_number=collar_number,
            name=name,
            rank=Rank[rank.upper().replace("-", "_")],
            email=email,
            roles=[Role(code) for code in roles],
            one_time_password=Secret(password),
        )
        click.echo(f"{added.collar_number}  one-time password {password}")
    if roles:
        click.echo("Roles wait for approval by a second person")


@user.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Give the verdicts and keep nothing.")
@on_behalf_of
def load_command(file: Path, dry_run: bool, as_user: str, reason: str) -> None:
    """Add the users of a CSV file. Exits 1 when a row was rejected."""
    with open_for_commands():
        actor, rows = console_actor(as_user, reason=reason), rows_of(file.read_bytes())
        verdicts = judge_users(actor, rows=rows) if dry_run else load_users(actor, rows=rows)
    for each in verdicts:
        click.echo(f"line {each.line}  {each.collar}  {each.judgement}  {each.why or each.one_time_password}".rstrip())
    raise SystemExit(any(each.judgement is Judgement.REJECTED for each in verdicts))
