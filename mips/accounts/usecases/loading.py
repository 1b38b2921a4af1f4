"""Users by the file: every row gets a verdict, and a trial gives the same verdicts without keeping anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from mips.access.model import Team, User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.accounts.credentials import Secret, new_code
from mips.accounts.rules import why_not_together
from mips.accounts.usecases.users import add_user
from mips.audit.model import Verb
from mips.core import db
from mips.usecase import usecase


@dataclass(frozen=True)
class FileRow:
    """A row as read: collar_number, name, rank, email, team (its name) and roles; or what is wrong with it."""

    line: int
    collar: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""


class Judgement(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Verdict:
    """One row's: `line` as an editor counts, `why` when rejected, the one-time password when created."""

    line: int
    collar: str
    judgement: Judgement
    why: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    one_time_password: str = ""


@usecase(Permission.ACCOUNTS_USER_READ, verb=Verb.CONSULTED)
def judge_users(actor: Actor, *, rows: Sequence[FileRow]) -> Sequence[Verdict]:
    """The verdict on each row, keeping nothing."""
    return list(_judged(rows))


@usecase(Permission.ACCOUNTS_USER_CREATE, verb=Verb.COLLECTED)
def load_users(actor: Actor, *, rows: Sequence[FileRow]) -> Sequence[Verdict]:
    """Add the users of a file. Rows that are rejected leave the rest."""
    return [_added(actor, verdict) for verdict in _judged(rows)]


def _added(actor: Actor, verdict: Verdict) -> Verdict:
    if verdict.judgement is not Judgement.CREATED:
        return verdict
    password = new_code()
    add_user(actor, **verdict.fields, one_time_password=Secret(password))
    return Verdict(verdict.line, verdict.collar, verdict.judgement, one_time_password=password)


def _judged(rows: Sequence[FileRow]) -> Iterator[Verdict]:
    known = {user.collar_number: user for user in db.session.scalars(select(User))}
    emails = {user.email for user in known.values()}
    teams = {team.name.casefold(): team.id for team in db.session.scalars(select(Team))}
    seen: set[str] = set()
    for row in rows:
        email = row.fields.get("email")
        problem = row.problem or _clash(row, teams)
        if row.collar in seen or (row.collar not in known and email and email in emails):
            problem = problem or "collar number or e-mail address is used by another row or user"
        if problem:
            yield Verdict(row.line, row.collar, Judgement.REJECTED, problem)
            continue
        seen.add(row.collar)
        emails.add(email)
        if row.collar in known:
            yield _about_known(row, known[row.collar])
        else:
            team = teams.get((row.fields["team"] or "").casefold())
            rest = {name: value for name, value in row.fields.items() if name != "team"}
            yield Verdict(row.line, row.collar, Judgement.CREATED, fields=rest | {"team_id": team})


def _clash(row: FileRow, teams: Mapping[str, Any]) -> str:
    if (team := row.fields["team"]) and team.casefold() not in teams:
        return "there is no team of this name"
    roles: Sequence[Role] = row.fields["roles"]
    return next(filter(None, (why_not_together(role, roles) for role in roles)), "")


def _about_known(row: FileRow, user: User) -> Verdict:
    """A file adds people, it changes none: whoever differs is left for an administrator to look at."""
    if (user.name, user.rank) == (row.fields["name"], row.fields["rank"]):
        return Verdict(row.line, row.collar, Judgement.UNCHANGED)
    return Verdict(row.line, row.collar, Judgement.REJECTED, "is on the system with another name or rank")
