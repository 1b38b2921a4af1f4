"""Adding, changing, moving, disabling and removing users, and the teams they work in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import selectinload

from mips.access.model import ActingRank, RoleHeld, Team, TeamMember, User
from mips.access.permissions import Permission, Rank, Role
from mips.access.policy import Actor
from mips.accounts.credentials import Secret, hashed
from mips.accounts.model import ApiToken, Credential
from mips.accounts.rules import ONE_TIME_FOR
from mips.accounts.usecases.roles import ask_for, end_roles
from mips.accounts.usecases.sign_ins import end, open_sign_ins
from mips.audit.model import JournalEntry, Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.record.lookup import change, fetch
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@usecase(Permission.ACCOUNTS_USER_CREATE, verb=Verb.COLLECTED)
def add_user(
    actor: Actor,
    *,
    collar_number: str,
    name: str,
    one_time_password: Secret,
    rank: Rank = Rank.CONSTABLE,
    email: str | None = None,
    team_id: uuid.UUID | None = None,
    leads: bool = False,
    roles: Sequence[Role] = (),
) -> User:
    """Add a user with a one-time password. Each role waits for a second person."""
    user = new_user(collar_number, name, rank, email, one_time_password)
    if team_id is not None:
        user.teams = [TeamMember(team_id=fetch(Team, team_id).id, leads=leads)]
    for role in roles:
        ask_for(actor, user, role, why="with the new account")
    return user


def new_user(collar: str, name: str, rank: Rank, email: str | None, one_time_password: Secret) -> User:
    """A user with a one-time password, in the session. Raises RuleBroken when collar number or address is taken."""
    collar = collar.upper()
    if db.session.scalar(select(exists().where(User.collar_number == collar))):
        raise RuleBroken("Somebody has this collar number already", rule="one-account", field="collar_number")
    check_email(email, None)
    user = User(collar_number=collar, name=name, rank=int(rank), email=email)
    db.session.add(user)
    db.session.flush()
    until = clock.now() + ONE_TIME_FOR
    db.session.add(Credential(user_id=user.id, password=hashed(one_time_password), one_time_until=until))
    return user


def check_email(email: str | None, user_id: uuid.UUID | None) -> None:
    if email and db.session.scalar(select(exists().where(User.email == email, User.id != user_id))):
        raise RuleBroken("Somebody has this e-mail address already", rule="one-account", field="email")


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def change_user(
    actor: Actor, *, user_id: uuid.UUID, name: str, rank: Rank, clearance: int, version: int, email: str | None = None
) -> User:
    """Correct a user's name, rank, address or clearance. Nobody changes their own rank or clearance."""
    user = fetch(User, user_id)
    if actor.id == user_id and (rank, clearance) != (user.rank, user.clearance):
        raise RuleBroken("Somebody else must change your rank or clearance", rule="RL-4", field="rank")
    check_email(email, user_id)
    fields = {"name": name, "rank": int(rank), "email": email, "clearance": int(clearance)}
    return change(user, fields, version=version)


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED, Verb.ERASED])
def move_user(
    actor: Actor, *, user_id: uuid.UUID, team_id: uuid.UUID | None, leads: bool = False, keep_roles: Sequence[Role] = ()
) -> User:
    """Move a user to another team, as of now. Roles end with the post unless they are kept (RL-8)."""
    user = fetch(User, user_id, selectinload(User.teams), selectinload(User.roles))
    if actor.id == user_id:
        raise RuleBroken("Somebody else must move you", rule="RL-4")
    for membership in user.teams:
        db.session.delete(membership)
    if team_id is not None:
        db.session.add(TeamMember(user_id=user.id, team_id=fetch(Team, team_id).id, leads=leads))
    end_roles(held for held in user.roles if held.role not in keep_roles)
    db.session.flush()
    db.session.expire(user, ["teams"])
    return user


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def disable_user(actor: Actor, *, user_id: uuid.UUID, why: str) -> User:
    """Disable an account at once: its sign-ins, tokens and roles end with it (RL-8)."""
    user = fetch(User, user_id, selectinload(User.roles))
    if actor.id == user_id:
        raise RuleBroken("You cannot disable your own account", rule="own-account")
    disable(user, why)
    return user


def disable(user: User, why: str) -> None:
    """As `disable_user`, for the use cases that do it among other things. Needs the user's roles."""
    if user.disabled_at is None:
        user.disabled_at, user.disabled_why = clock.now(), why
    end(open_sign_ins(user.id), "account disabled")
    end_roles(user.roles)
    live = (ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
    for token in db.session.scalars(select(ApiToken).where(*live)):
        token.revoked_at = clock.now()
    for acting in db.session.scalars(select(ActingRank).where(ActingRank.user_id == user.id)):
        acting.ends_at = min(acting.ends_at, clock.now())


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def enable_user(actor: Actor, *, user_id: uuid.UUID) -> User:
    """Let somebody back. Their roles have ended: each must be asked for and approved anew."""
    user = fetch(User, user_id)
    if actor.id == user_id:
        raise RuleBroken("Somebody else must enable your account", rule="RL-4")
    user.disabled_at, user.disabled_why = None, ""
    return user


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ERASED)
def remove_user(actor: Actor, *, user_id: uuid.UUID) -> User:
    """Remove an account that was made by mistake: one that never did anything. Others can only be disabled."""
    parts = (selectinload(User.roles), selectinload(User.teams), selectinload(User.acting))
    user = fetch(User, user_id, *parts, selectinload(User.accreditations))
    credential = db.session.scalars(select(Credential).where(Credential.user_id == user_id)).one_or_none()
    acted = db.session.scalar(select(exists().where(JournalEntry.actor_id == user_id)))
    if acted or (credential is not None and credential.second_factor is not None) or actor.id == user_id:
        raise RuleBroken("This account has been used: disable it instead", rule="nothing-lost")
    for part in (*user.roles, *user.teams, *user.acting, *user.accreditations, *([credential] if credential else [])):
        db.session.delete(part)
    db.session.flush()
    db.session.delete(user)
    return user


@usecase(Permission.ACCOUNTS_USER_READ, verb=Verb.CONSULTED)
def list_users(
    actor: Actor, *, text: str | None = None, role: Role | None = None, state: str = "active", after: str | None = None
) -> Page[User]:
    """Users by collar number. `text` is part of a name or number, `state` active, disabled or all."""
    found = select(User).options(selectinload(User.roles), selectinload(User.teams).joinedload(TeamMember.team))
    if text:
        like = f"%{text.replace('%', '').replace('_', '')}%"
        found = found.where(or_(User.name.ilike(like), User.collar_number.ilike(like)))
    if role is not None:
        lasts = or_(RoleHeld.ended_at.is_(None), RoleHeld.ended_at > clock.now())
        held = exists().where(RoleHeld.user_id == User.id, RoleHeld.role == role, lasts)
        found = found.where(held)
    if state != "all":
        found = found.where(User.disabled_at.is_(None) if state == "active" else User.disabled_at.is_not(None))
    return paged(db.session, found, by=[User.collar_number], after=after)


@usecase(Permission.ACCOUNTS_USER_READ, verb=Verb.CONSULTED)
def read_user(actor: Actor, *, user_id: uuid.UUID) -> User:
    """One user with roles, teams and acting ranks."""
    return fetch(
        User,
        user_id,
        selectinload(User.roles).joinedload(RoleHeld.asked_by),
        selectinload(User.teams).joinedload(TeamMember.team),
        selectinload(User.acting).joinedload(ActingRank.authorised_by),
        selectinload(User.accreditations),
    )


@usecase(Permission.ACCOUNTS_USER_CREATE, verb=Verb.COLLECTED)
def add_team(actor: Actor, *, name: str, unit: str = "") -> Team:
    """Add a team."""
    if db.session.scalar(select(exists().where(Team.name == name))):
        raise RuleBroken("There is a team of this name already", rule="one-name", field="name")
    team = Team(name=name, unit=unit)
    db.session.add(team)
    return team


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def change_team(actor: Actor, *, team_id: uuid.UUID, name: str, unit: str = "", version: int) -> Team:
    """Rename a team."""
    team = fetch(Team, team_id)
    if db.session.scalar(select(exists().where(Team.name == name, Team.id != team_id))):
        raise RuleBroken("There is a team of this name already", rule="one-name", field="name")
    return change(team, {"name": name, "unit": unit}, version=version)


@usecase(Permission.ACCOUNTS_USER_READ, verb=Verb.CONSULTED)
def read_team(actor: Actor, *, team_id: uuid.UUID) -> Team:
    """One team."""
    return fetch(Team, team_id)


@usecase(Permission.ACCOUNTS_USER_READ, verb=Verb.CONSULTED)
def list_teams(actor: Actor, *, after: str | None = None) -> Page[Team]:
    """Teams by name."""
    return paged(db.session, select(Team), by=[Team.name, Team.id], after=after, size=50)


def team_options() -> Iterable[tuple[str, str]]:
    """Teams as a form offers them."""
    return [(str(team.id), team.name) for team in db.session.scalars(select(Team).order_by(Team.name))]


def user_by_collar(collar: str) -> User | None:
    """The user with this collar number, ready to become an actor."""
    loaded = (selectinload(User.roles), selectinload(User.teams), selectinload(User.acting))
    return db.session.scalars(select(User).where(User.collar_number == collar.upper()).options(*loaded)).one_or_none()
