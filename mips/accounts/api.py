"""Accounts over HTTP for machines. What hands out or takes a secret is not here: it is for a person at a screen."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from mips.access.model import Accreditation, ActingRank, RoleHeld, Team, User
from mips.access.permissions import Rank, Role
from mips.accounts import shown
from mips.accounts.model import Tie
from mips.accounts.schemas import (
    AccreditationEndIn,
    AccreditationIn,
    ActingIn,
    ChangedTeamIn,
    ChangedUserIn,
    MoveIn,
    RoleIn,
    SubjectIn,
    TeamIn,
    TieIn,
    WhyIn,
)
from mips.accounts.usecases import looks, roles, users
from mips.accounts.usecases.accreditations import add_accreditation, end_accreditation, read_accreditation
from mips.accounts.usecases.matrix import MatrixShown, read_matrix
from mips.accounts.usecases.sign_ins import end_sign_ins_of
from mips.accounts.usecases.ties import declare_tie, end_tie, list_own_ties, list_ties_of
from mips.core.db import Base
from mips.web.endpoints import Resources, current_actor
from mips.web.keyset import Page
from mips.web.spoken import midnight

resources = Resources(
    "accounts_api", __name__, url_prefix="/api/v1/accounts", description="Users, roles, teams and the access log"
)


@resources.operation("/users", does=users.list_users)
@resources.arguments(shown.UsersWhereIn, location="query")
@resources.response(200, shown.UserPageOut)
def get_users(where: dict[str, Any]) -> Page[User]:
    """List users"""
    role = Role(where["role"]) if where.get("role") else None
    state = where.get("state") or "active"
    return users.list_users(current_actor(), text=where.get("text"), role=role, state=state, after=where["after"])


@resources.operation("/users/<uuid:user_id>", does=users.read_user)
@resources.response(200, shown.UserOut)
def get_user(user_id: uuid.UUID) -> User:
    """Read a user with roles, teams and acting ranks"""
    return users.read_user(current_actor(), user_id=user_id)


@resources.operation("/users/<uuid:user_id>", does=users.change_user, methods=["PUT"])
@resources.arguments(ChangedUserIn)
@resources.response(200, shown.UserBriefOut)
def put_user(told: dict[str, Any], user_id: uuid.UUID) -> User:
    """Correct a user's name, rank, address or clearance"""
    typed = told | {"rank": Rank(int(told["rank"])), "clearance": int(told["clearance"])}
    return users.change_user(current_actor(), user_id=user_id, **typed)


@resources.operation("/users/<uuid:user_id>", does=users.remove_user, methods=["DELETE"])
@resources.response(200, shown.UserBriefOut)
def delete_user(user_id: uuid.UUID) -> User:
    """Remove an account that was made by mistake and never used"""
    return users.remove_user(current_actor(), user_id=user_id)


@resources.operation("/users/<uuid:user_id>/team", does=users.move_user, methods=["PUT"])
@resources.arguments(MoveIn)
@resources.response(200, shown.UserBriefOut)
def put_team_of_user(told: dict[str, Any], user_id: uuid.UUID) -> User:
    """Move a user to another team. Roles that are not kept end"""
    team_id = uuid.UUID(told["team_id"]) if told.get("team_id") else None
    kept = [Role(code) for code in told["keep_roles"]]
    return users.move_user(current_actor(), user_id=user_id, team_id=team_id, leads=told["leads"], keep_roles=kept)


@resources.operation("/users/<uuid:user_id>/disable", does=users.disable_user, methods=["POST"])
@resources.arguments(WhyIn)
@resources.response(200, shown.UserBriefOut)
def post_disable(told: dict[str, Any], user_id: uuid.UUID) -> User:
    """Disable an account at once, with its sign-ins, tokens and roles"""
    return users.disable_user(current_actor(), user_id=user_id, **told)


@resources.operation("/users/<uuid:user_id>/enable", does=users.enable_user, methods=["POST"])
@resources.response(200, shown.UserBriefOut)
def post_enable(user_id: uuid.UUID) -> User:
    """Let somebody back; their roles must be asked for anew"""
    return users.enable_user(current_actor(), user_id=user_id)


@resources.operation("/users/<uuid:user_id>/sign-ins/end", does=end_sign_ins_of, methods=["POST"])
@resources.response(200, shown.UserBriefOut)
def post_end_of_sign_ins(user_id: uuid.UUID) -> User:
    """Sign somebody out everywhere"""
    return end_sign_ins_of(current_actor(), user_id=user_id)


@resources.operation("/users/<uuid:user_id>/roles", does=roles.request_role, methods=["POST"])
@resources.arguments(RoleIn)
@resources.response(201, shown.RoleOut)
def post_role(told: dict[str, Any], user_id: uuid.UUID) -> RoleHeld:
    """Ask for a role for somebody"""
    return roles.request_role(current_actor(), user_id=user_id, role=Role(told["role"]), why=told["why"])


@resources.operation("/roles/<uuid:role_id>/approve", does=roles.approve_role, methods=["POST"])
@resources.response(200, shown.RoleOut)
def post_role_approved(role_id: uuid.UUID) -> RoleHeld:
    """Approve a role that another has asked for"""
    return roles.approve_role(current_actor(), role_id=role_id)


@resources.operation("/roles/<uuid:role_id>/refuse", does=roles.refuse_role, methods=["POST"])
@resources.response(200, shown.RoleOut)
def post_role_refused(role_id: uuid.UUID) -> RoleHeld:
    """Refuse a role that was asked for"""
    return roles.refuse_role(current_actor(), role_id=role_id)


@resources.operation("/roles/<uuid:role_id>/end", does=roles.end_role, methods=["POST"])
@resources.response(200, shown.RoleOut)
def post_role_ended(role_id: uuid.UUID) -> RoleHeld:
    """End a role, or withdraw the request for it"""
    return roles.end_role(current_actor(), role_id=role_id)


@resources.operation("/users/<uuid:user_id>/acting", does=roles.request_acting_rank, methods=["POST"])
@resources.arguments(ActingIn)
@resources.response(201, shown.ActingOut)
def post_acting(told: dict[str, Any], user_id: uuid.UUID) -> ActingRank:
    """Document that somebody acts in a higher rank"""
    rank = Rank(int(told["rank"]))
    return roles.request_acting_rank(current_actor(), user_id=user_id, **told | {"rank": rank})


@resources.operation("/acting/<uuid:acting_id>/approve", does=roles.approve_acting_rank, methods=["POST"])
@resources.response(200, shown.ActingOut)
def post_acting_approved(acting_id: uuid.UUID) -> ActingRank:
    """Approve an acting rank that another has documented"""
    return roles.approve_acting_rank(current_actor(), acting_id=acting_id)


@resources.operation("/acting/<uuid:acting_id>/refuse", does=roles.refuse_acting_rank, methods=["POST"])
@resources.response(200, shown.ActingOut)
def post_acting_refused(acting_id: uuid.UUID) -> ActingRank:
    """Refuse an acting rank that was documented"""
    return roles.refuse_acting_rank(current_actor(), acting_id=acting_id)


@resources.operation("/acting/<uuid:acting_id>/end", does=roles.end_acting_rank, methods=["POST"])
@resources.response(200, shown.ActingOut)
def post_acting_ended(acting_id: uuid.UUID) -> ActingRank:
    """End an acting rank now"""
    return roles.end_acting_rank(current_actor(), acting_id=acting_id)


@resources.operation("/users/<uuid:user_id>/accreditations", does=add_accreditation, methods=["POST"])
@resources.arguments(AccreditationIn)
@resources.response(201, shown.AccreditationOut)
def post_accreditation(told: dict[str, Any], user_id: uuid.UUID) -> Accreditation:
    """Enter what somebody is accredited as"""
    return add_accreditation(current_actor(), user_id=user_id, **told)


@resources.operation("/accreditations/<uuid:accreditation_id>", does=read_accreditation)
@resources.response(200, shown.AccreditationOut)
def get_accreditation(accreditation_id: uuid.UUID) -> Accreditation:
    """Read an accreditation"""
    return read_accreditation(current_actor(), accreditation_id=accreditation_id)


@resources.operation("/accreditations/<uuid:accreditation_id>/end", does=end_accreditation, methods=["POST"])
@resources.arguments(AccreditationEndIn)
@resources.response(200, shown.AccreditationOut)
def post_accreditation_end(told: dict[str, Any], accreditation_id: uuid.UUID) -> Accreditation:
    """Say which day is the last that an accreditation counts"""
    return end_accreditation(current_actor(), accreditation_id=accreditation_id, **told)


@resources.operation("/waiting", does=roles.list_waiting)
@resources.response(200, shown.WaitingOut)
def get_waiting() -> roles.Waiting:
    """List the roles and acting ranks that wait for a second person"""
    return roles.list_waiting(current_actor())


@resources.operation("/teams", does=users.list_teams)
@resources.arguments(shown.WhereIn, location="query")
@resources.response(200, shown.TeamPageOut)
def get_teams(where: dict[str, Any]) -> Page[Team]:
    """List teams"""
    return users.list_teams(current_actor(), **where)


@resources.operation("/teams", does=users.add_team, methods=["POST"])
@resources.arguments(TeamIn)
@resources.response(201, shown.TeamOut)
def post_team(told: dict[str, Any]) -> Team:
    """Add a team"""
    return users.add_team(current_actor(), name=told["name"], unit=told.get("unit") or "")


@resources.operation("/teams/<uuid:team_id>", does=users.read_team)
@resources.response(200, shown.TeamOut)
def get_team(team_id: uuid.UUID) -> Team:
    """Read a team"""
    return users.read_team(current_actor(), team_id=team_id)


@resources.operation("/teams/<uuid:team_id>", does=users.change_team, methods=["PUT"])
@resources.arguments(ChangedTeamIn)
@resources.response(200, shown.TeamOut)
def put_team(told: dict[str, Any], team_id: uuid.UUID) -> Team:
    """Rename a team"""
    return users.change_team(current_actor(), team_id=team_id, **told | {"unit": told.get("unit") or ""})


@resources.operation("/access-log/subject", does=looks.find_subject)
@resources.arguments(SubjectIn, location="query")
@resources.response(200, shown.SubjectOut)
def get_subject(asked: dict[str, Any]) -> Base:
    """Find whose or what journal to read, by collar number or reference"""
    return looks.find_subject(current_actor(), **asked)


@resources.operation("/access-log/records/<uuid:entity_id>", does=looks.who_looked)
@resources.arguments(shown.LooksWhereIn, location="query")
@resources.response(200, shown.LooksOut)
def get_looks_at(where: dict[str, Any], entity_id: uuid.UUID) -> looks.Looks:
    """List who looked at a record, newest first"""
    return looks.who_looked(current_actor(), entity_id=entity_id, **_period(where))


@resources.operation("/access-log/users/<uuid:user_id>", does=looks.what_they_did)
@resources.arguments(shown.LooksWhereIn, location="query")
@resources.response(200, shown.LooksOut)
def get_looks_by(where: dict[str, Any], user_id: uuid.UUID) -> looks.Looks:
    """List what a user looked at and changed, newest first"""
    return looks.what_they_did(current_actor(), user_id=user_id, **_period(where))


@resources.operation("/ties", does=list_own_ties)
@resources.response(200, shown.OwnTieOut(many=True))
def get_own_ties() -> list[Tie]:
    """List whom one has said that one is tied to"""
    return list_own_ties(current_actor())


@resources.operation("/ties", does=declare_tie, methods=["POST"])
@resources.arguments(TieIn)
@resources.response(201, shown.OwnTieOut)
def post_tie(said: dict[str, Any]) -> Tie:
    """Say that one is tied to a person on the record: looks at them are asked about from then on"""
    return declare_tie(current_actor(), **said)


@resources.operation("/users/<uuid:user_id>/ties", does=list_ties_of)
@resources.response(200, shown.TieOut(many=True))
def get_ties(user_id: uuid.UUID) -> list[Tie]:
    """List the ties that a user has declared, without whom they are to"""
    return list_ties_of(current_actor(), user_id=user_id)


@resources.operation("/ties/<uuid:tie_id>/end", does=end_tie, methods=["POST"])
@resources.arguments(WhyIn)
@resources.response(201, shown.TieOut)
def post_tie_end(said: dict[str, Any], tie_id: uuid.UUID) -> Tie:
    """End a tie of somebody else's"""
    return end_tie(current_actor(), tie_id=tie_id, **said)


@resources.operation("/access-matrix", does=read_matrix)
@resources.response(200, shown.MatrixOut)
def get_matrix() -> MatrixShown:
    """Read which role may do what"""
    return read_matrix(current_actor())


def _period(where: dict[str, Any]) -> dict[str, Any]:
    """The days asked for as instants, the last of them included."""
    until = where.get("until")
    ends = midnight(until + timedelta(days=1)) if until else None
    return {"since": midnight(where.get("since")), "until": ends, "after": where["after"]}
