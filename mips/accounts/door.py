"""Who stands at the door: a cookie's sign-in, or a token's, becomes a user, or nobody."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, TypeVar, cast

from flask import Flask, Request, request
from flask_login import LoginManager
from sqlalchemy import Insert, Select, Update, Uuid, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import joinedload, load_only, selectinload

from mips.access.model import ActingRank, RoleHeld, SignIn, TeamMember, User
from mips.access.permissions import Permission
from mips.accounts.credentials import digest
from mips.accounts.model import ApiToken, Tie, TokenUse
from mips.core import clock, connections, db, outage
from mips.core.errors import NotSignedIn
from mips.core.settings import settings
from mips.record.model.event import Involvement
from mips.usecase import unit_of_work

TOUCHED_EVERY: Final = timedelta(minutes=1)
BEARER: Final = "Bearer "
Found = TypeVar("Found")
API: Final = "/api/"
"""Where tokens are taken: a page is for a person, who signs in."""
log = logging.getLogger(__name__)


def admit_users(app: Flask) -> None:
    """Let flask-login find the user behind each request."""
    login = LoginManager(app)
    login.session_protection = None  # the sign-in is looked up each time; a changed address is common on a phone

    @login.user_loader
    def _load(sign_in_id: str) -> User | None:
        # a request that brings a token acts by that token alone: it must not gain what the cookie may
        return None if bearer_token() else user_behind(sign_in_id)

    @login.request_loader
    def _load_by_token(_: Request) -> User | None:
        token = bearer_token()
        return user_of_token(token) if token and request.path.startswith(API) else None

    @login.unauthorized_handler
    def _refuse() -> None:
        raise NotSignedIn


def bearer_token() -> str:
    """The token this request brings, empty when it brings none."""
    header = request.headers.get("Authorization", "")
    return header.removeprefix(BEARER).strip() if header.startswith(BEARER) else ""


def what_an_actor_needs() -> tuple[Any, ...]:
    """Loader options for a user who is to become an actor."""
    return (selectinload(User.roles), selectinload(User.teams), selectinload(User.acting))


def _all_in_one() -> tuple[Any, ...]:
    """The same with the row itself, for what is asked at every request: the three lists are a few rows each."""
    return (
        joinedload(User.roles).load_only(RoleHeld.role, RoleHeld.approved_at, RoleHeld.ended_at),
        joinedload(User.teams).load_only(TeamMember.team_id),
        joinedload(User.acting).load_only(
            ActingRank.rank, ActingRank.starts_at, ActingRank.ends_at, ActingRank.approved_at
        ),
    )


def user_behind(sign_in_id: str) -> User | None:
    """The user of a sign-in that still counts: not ended or parked, not idle too long, not older than a shift.

    While the writer is away a standby is asked: people stay signed in, and nobody is kept from reading (CNT-7).
    """
    try:
        key = uuid.UUID(sign_in_id)
    except ValueError:
        return None
    sign_in = _found_somewhere(key)
    if sign_in is None or not sign_in.user.is_active or expired(sign_in):
        return None
    if clock.now() - sign_in.last_seen_at >= TOUCHED_EVERY and outage.since() is None:
        _touch(key)
    sign_in.user.sign_in_id = sign_in.id  # type: ignore[misc]
    sign_in.user.reasons = sign_in.reasons  # type: ignore[misc]
    return sign_in.user


def _found_somewhere(key: uuid.UUID) -> SignIn | None:
    """At the writer, which knows at once of a sign-in that was ended; while it is away, at the reader."""
    if not (db.has_reader() and outage.just_tried()):
        try:
            return _asked(lambda: _found(key))
        except DBAPIError as failure:
            if not connections.worth_another_try(failure):
                raise
            outage.lost()
            db.session.remove()
            if not db.has_reader():
                raise
    with db.reader():
        return _found(key)


def _asked(find: Callable[[], Found]) -> Found:
    """Once more when the connection turns out to be gone: nothing was done on it (CNT-3.4)."""
    try:
        return find()
    except DBAPIError as failure:
        if not failure.connection_invalidated:
            raise
        db.session.remove()
        return find()


def _found(key: uuid.UUID) -> SignIn | None:
    row = db.session.execute(_open_sign_in(), {"key": key}).unique().one_or_none()
    if row is None:
        return None
    sign_in, known_ids = row
    sign_in.user.known_ids = frozenset(known_ids)
    return cast(SignIn, sign_in)


@cache
def _open_sign_in() -> Select[Any]:
    """Made once: it is asked at every request."""
    open_ = (SignIn.id == bindparam("key"), SignIn.ended_at.is_(None), SignIn.parked_at.is_(None))
    with_user = joinedload(SignIn.user).options(*_all_in_one())
    asked = load_only(SignIn.user_id, SignIn.created_at, SignIn.last_seen_at, SignIn.reasons)
    return select(SignIn, records_tied_to(SignIn.user_id)).where(*open_).options(asked, with_user)


def records_tied_to(user_id: Any) -> Any:
    """An array of the ids of persons that the user is tied to, and of the events those have a part in (RL-6)."""
    live = (Tie.user_id == user_id, Tie.ended_at.is_(None))
    persons = select(Tie.person_id).where(*live).correlate(user_id.table)
    parts = select(Involvement.event_id).join(Tie, Tie.person_id == Involvement.party_id).where(*live)
    ids = ARRAY(Uuid(), as_tuple=True)  # rows with joined lists are told apart by their values
    return func.array(persons.union_all(parts.correlate(user_id.table)).scalar_subquery(), type_=ids)


def user_of_token(token: str) -> User | None:
    """The holder of a token that still works, cut down to what it carries."""
    with_user = joinedload(ApiToken.user).options(*_all_in_one())
    known_ids = records_tied_to(ApiToken.user_id)
    held = select(ApiToken, known_ids).where(ApiToken.digest == digest(token))
    whole = held.options(with_user, joinedload(ApiToken.use))
    row = _asked(lambda: db.session.execute(whole).unique().one_or_none())
    found: ApiToken | None = row[0] if row else None
    if found is None or found.revoked_at or found.expires_at <= clock.now() or not found.user.is_active:
        return None
    if found.use is None or clock.now() - found.use.last_used_at >= TOUCHED_EVERY:
        _note_use(found.id)
    found.user.known_ids = frozenset(row[1] if row else ())  # type: ignore[misc]
    known = {str(permission): permission for permission in Permission}
    found.user.token_scopes = frozenset(known[scope] for scope in found.scopes if scope in known)  # type: ignore[misc]
    return found.user


def _note_use(token_id: uuid.UUID) -> None:
    now = {"last_used_at": clock.now(), "origin": request.remote_addr or ""}
    row = insert(TokenUse).values(id=db.new_id(), version=1, created_at=clock.now(), token_id=token_id, **now)
    _in_passing(row.on_conflict_do_update(index_elements=["token_id"], set_=now))


def expired(sign_in: SignIn) -> bool:
    """Idle for too long, or older than a shift may be."""
    idle = clock.now() - sign_in.last_seen_at > timedelta(minutes=settings().session_idle_minutes)
    return idle or clock.now() >= oldest_end(sign_in)


def oldest_end(sign_in: SignIn) -> datetime:
    """When a sign-in ends whatever its owner does."""
    return sign_in.created_at + timedelta(minutes=settings().session_absolute_minutes)


def _touch(key: uuid.UUID) -> None:
    """Note that the sign-in is in use; where another request is noting it, leave it to that one."""
    free = select(SignIn.id).where(SignIn.id == key).with_for_update(skip_locked=True).scalar_subquery()
    _in_passing(update(SignIn).where(SignIn.id == free).values(last_seen_at=clock.now()))


def _in_passing(note: Insert | Update) -> None:
    """Write something that no page waits for or fails by, in a small transaction of its own."""
    try:
        with unit_of_work():
            db.session.execute(note, execution_options={"synchronize_session": False})
    except DBAPIError as failure:
        log.warning("a last use was not noted: %s", type(failure).__name__)
