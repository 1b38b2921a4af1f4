"""Who stands at the door: a cookie's sign-in, or a token's, becomes somebody who acts, or nobody."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, TypeVar

from flask import Flask, Request, request
from flask_login import LoginManager
from sqlalchemy import Insert, Row, Select, Update, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import selectinload

from mips.access.model import SignIn, User
from mips.access.permissions import Permission
from mips.access.signed_in import SignedIn
from mips.accounts.credentials import digest
from mips.accounts.model import ApiToken, TokenUse
from mips.accounts.standing import NOW, actor_of, columns_of_standing
from mips.core import clock, connections, db, outage
from mips.core.errors import NotSignedIn
from mips.core.settings import settings
from mips.usecase import unit_of_work

TOUCHED_EVERY: Final = timedelta(minutes=1)
BEARER: Final = "Bearer "
Found = TypeVar("Found")
API: Final = "/api/"
"""Where tokens are taken: a page is for a person, who signs in."""
log = logging.getLogger(__name__)


def admit_users(app: Flask) -> None:
    """Let flask-login find who is behind each request."""
    login = LoginManager(app)
    login.session_protection = None  # the sign-in is looked up each time; a changed address is common on a phone

    @login.user_loader
    def _load(sign_in_id: str) -> SignedIn | None:
        # a request that brings a token acts by that token alone: it must not gain what the cookie may
        return None if bearer_token() else who_signed_in(sign_in_id)

    @login.request_loader
    def _load_by_token(_: Request) -> SignedIn | None:
        token = bearer_token()
        return holder_of(token) if token and request.path.startswith(API) else None

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


def who_signed_in(sign_in_id: str) -> SignedIn | None:
    """Whose sign-in it is, if it still counts: not ended or parked, not idle too long, not older than a shift.

    While the writer is away a standby is asked: people stay signed in, and nobody is kept from reading (CNT-7).
    """
    try:
        key = uuid.UUID(sign_in_id)
    except ValueError:
        return None
    sign_in = _found_somewhere(key)
    if sign_in is None or expired(sign_in):
        return None
    now = clock.now()
    if now - sign_in.last_seen_at >= TOUCHED_EVERY and outage.since() is None:
        _touch(key)
    return SignedIn(who=actor_of(sign_in, now=now), sign_in_id=key, reasons=sign_in.reasons)


def _found_somewhere(key: uuid.UUID) -> Row[Any] | None:
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


def _found(key: uuid.UUID) -> Row[Any] | None:
    return db.session.execute(_open_sign_in(), {"key": key, "now": clock.now()}).one_or_none()


@cache
def _open_sign_in() -> Select[Any]:
    """Made once: it is asked at every request."""
    open_ = (SignIn.id == bindparam("key"), SignIn.ended_at.is_(None), SignIn.parked_at.is_(None))
    asked = select(SignIn.created_at, SignIn.last_seen_at, SignIn.reasons, *columns_of_standing())
    return asked.join_from(SignIn, User, SignIn.user_id == User.id).where(*open_, User.disabled_at.is_(None))


def holder_of(token: str) -> SignedIn | None:
    """The holder of a token that still works, cut down to what it carries."""
    now = clock.now()
    found = _asked(lambda: db.session.execute(_token(), {"digest": digest(token), "now": now}).one_or_none())
    if found is None:
        return None
    if found.last_used_at is None or now - found.last_used_at >= TOUCHED_EVERY:
        _note_use(found.id)
    known = {str(permission): permission for permission in Permission}
    scopes = frozenset(known[scope] for scope in found.scopes if scope in known)
    return SignedIn(who=actor_of(found, now=now, scopes=scopes))


@cache
def _token() -> Select[Any]:
    works = (ApiToken.revoked_at.is_(None), ApiToken.expires_at > NOW, User.disabled_at.is_(None))
    asked = select(ApiToken.id, ApiToken.scopes, TokenUse.last_used_at, *columns_of_standing())
    held = asked.join_from(ApiToken, User, ApiToken.user_id == User.id)
    return held.outerjoin(TokenUse, TokenUse.token_id == ApiToken.id).where(
        ApiToken.digest == bindparam("digest"), *works
    )


def _note_use(token_id: uuid.UUID) -> None:
    now = {"last_used_at": clock.now(), "origin": request.remote_addr or ""}
    row = insert(TokenUse).values(id=db.new_id(), version=1, created_at=clock.now(), token_id=token_id, **now)
    _in_passing(row.on_conflict_do_update(index_elements=["token_id"], set_=now))


def expired(sign_in: SignIn | Row[Any]) -> bool:
    """Idle for too long, or older than a shift may be."""
    idle = clock.now() - sign_in.last_seen_at > timedelta(minutes=settings().session_idle_minutes)
    return idle or clock.now() >= oldest_end(sign_in)


def oldest_end(sign_in: SignIn | Row[Any]) -> datetime:
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
