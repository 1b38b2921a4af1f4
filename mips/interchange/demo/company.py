"""Gets the demonstration its people with accounts, its suite and its code lists, all by the use cases that do so."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from mips.access.model import RoleHeld, User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.system import console
from mips.accounts.credentials import Secret
from mips.accounts.usecases.beginnings import First, bootstrap, give_training_credentials
from mips.accounts.usecases.roles import approve_role
from mips.accounts.usecases.users import add_team, add_user
from mips.core import db
from mips.core.errors import MipsError
from mips.core.settings import settings
from mips.custody.model.suite import CellKind, Suite
from mips.custody.usecases.cells import add_cell
from mips.custody.usecases.suites import open_suite
from mips.interchange.demo import cast
from mips.interchange.demo.cast import Player
from mips.record.model.entity import Entity

WHY = "demonstration"


class HoldsRecords(MipsError):
    """The database is somebody's: the demonstration leaves it alone."""

    code, title = "holds-records", "The database holds records already: the demonstration is for an empty one"


@dataclass(frozen=True)
class Company:
    """Everybody of the demonstration, ready to act, and where they work."""

    users: dict[str, uuid.UUID]
    suite_id: uuid.UUID

    def actor(self, player: Player) -> Actor:
        """One of the cast, as they stand now."""
        db.session.remove()
        user = db.session.scalars(
            sa.select(User)
            .where(User.id == self.users[player.collar])
            .options(selectinload(User.roles), selectinload(User.teams), selectinload(User.acting))
        ).one()
        actor = user.as_actor(reason=WHY, origin="demonstration")
        db.session.remove()
        return actor


def is_empty() -> bool:
    """Whether nobody has an account and nothing is recorded."""
    found = db.session.scalar(sa.select(sa.exists(sa.select(User.id)) | sa.exists(sa.select(Entity.id))))
    db.session.remove()
    return not found


def gather() -> Company:
    """The company of this database: the one that is there, or a new one where nothing is. Raises HoldsRecords."""
    if (known := _found()) is not None:
        return known
    if not is_empty():
        raise HoldsRecords
    first = _first_two()
    team_ids = {team: _team(first[0], team) for team in cast.TEAMS}
    users = {player.collar: _add(first[0], player, team_ids) for player in cast.OTHERS}
    _approve(first[1])
    users |= {player.collar: _id_of(player) for player in cast.FIRST}
    if settings().training:
        _give_secrets(users)
    company = Company(users, uuid.UUID(int=0))
    return Company(users, _suite(company))


def _found() -> Company | None:
    collars = [player.collar for player in (*cast.FIRST, *cast.OTHERS)]
    rows = db.session.execute(
        sa.select(User.collar_number, User.id, User.name).where(User.collar_number.in_(collars))
    ).all()
    suite = db.session.scalar(sa.select(Suite.id).where(Suite.name == cast.SUITE))
    db.session.remove()
    ours = {player.collar: player.name for player in (*cast.FIRST, *cast.OTHERS)}
    if suite is None or {row.collar_number: row.name for row in rows} != ours:
        return None
    return Company({row.collar_number: row.id for row in rows}, suite)


def _first_two() -> tuple[Actor, Actor]:
    made = [First(player.collar, player.name, _one_time()) for player in cast.FIRST]
    bootstrap(console(WHY, Permission.ACCOUNTS_USER_CREATE), administrator=made[0], auditor=made[1])
    company = Company({player.collar: _id_of(player) for player in cast.FIRST}, uuid.UUID(int=0))
    return company.actor(cast.ADMINISTRATOR), company.actor(cast.AUDITOR)


def _one_time() -> Secret:
    return Secret(secrets.token_urlsafe(18))


def _id_of(player: Player) -> uuid.UUID:
    found = db.session.scalars(sa.select(User.id).where(User.collar_number == player.collar)).one()
    db.session.remove()
    return found


def _team(administrator: Actor, name: str) -> uuid.UUID:
    return add_team(administrator, name=name, unit=cast.FORCE_UNIT).id


def _add(administrator: Actor, player: Player, team_ids: dict[str, uuid.UUID]) -> uuid.UUID:
    added = add_user(
        administrator,
        collar_number=player.collar,
        name=player.name,
        one_time_password=_one_time(),
        rank=player.rank,
        team_id=team_ids[player.team],
        leads=player.leads,
        roles=player.roles,
    )
    return added.id


def _approve(auditor: Actor) -> None:
    for role_id in list(_waiting()):
        approve_role(auditor, role_id=role_id)


def _waiting() -> Iterable[uuid.UUID]:
    found = db.session.scalars(sa.select(RoleHeld.id).where(RoleHeld.approved_at.is_(None))).all()
    db.session.remove()
    return found


def _give_secrets(users: dict[str, uuid.UUID]) -> None:
    administrator = console(WHY, Permission.ACCOUNTS_USER_UPDATE)
    for player in everybody():
        give_training_credentials(
            administrator,
            user_id=users[player.collar],
            password=Secret(cast.PASSWORD),
            authenticator=Secret(player.authenticator),
        )


def everybody() -> Iterator[Player]:
    """The cast, those first who are tried first."""
    yield from (*cast.OTHERS, *cast.FIRST)


def _suite(company: Company) -> uuid.UUID:
    sergeant = company.actor(cast.CUSTODY_SERGEANT)
    suite = open_suite(
        sergeant,
        name=cast.SUITE,
        code=cast.FORCE_UNIT,
        force=settings().force,
        station=cast.FORCE_UNIT,
        court=cast.COURT,
    )
    for name, kind in cast.CELLS:
        add_cell(sergeant, suite_id=suite.id, name=name, kind=kind, camera=kind is not CellKind.STANDARD)
    return suite.id
