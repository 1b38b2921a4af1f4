"""Who stands at the door: a cookie's sign-in, or a token's, becomes a user, or nobody."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta
from typing import Any, Final

from flask import Flask, request
from flask_login import LoginManager
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import SignIn, User
from mips.core import clock, db
from mips.core.errors import NotSignedIn
from mips.core.settings import settings
from mips.usecase import unit_of_work

TOUCHED_EVERY: Final = timedelta(minutes=1)
BEARER: Final = "Bearer "
log = logging.getLogger(__name__)


def admit_users(app: Flask) -> None:
    """Let flask-login find the user behind each request."""
    login = LoginManager(app)
    login.session_protection = None  # the sign-in is looked up each time; a changed address is common on a phone

    @login.user_loader
    def _load(sign_in_id: str) -> User | None:
        # a request that brings a token acts by that token alone: it must not gain what the cookie may
        return None if bearer_token() else user_behind(sign_in_id)

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


def user_behind(sign_in_id: str) -> User | None:
    """The user of a sign-in that still counts: not ended or parked, not idle too long, not older than a shift."""
    try:
        key = uuid.UUID(sign_in_id)
    except ValueError:
        return None
    sign_in = _found(key)
    if sign_in is None or not sign_in.user.is_active or expired(sign_in):
        return None
    if clock.now() - sign_in.last_seen_at >= TOUCHED_EVERY:
        _touch(key)
    sign_in.user.sign_in_id = sign_in.id  # type: ignore[misc]
    return sign_in.user


def _found(key: uuid.UUID) -> SignIn | None:
    open_ = (SignIn.id == key, SignIn.ended_at.is_(None), SignIn.parked_at.is_(None))
    with_user = joinedload(SignIn.user).options(*what_an_actor_needs())
    return db.session.scalars(select(SignIn).where(*open_).options(with_user)).one_or_none()


def expired(sign_in: SignIn) -> bool:
    """Idle for too long, or older than a shift may be."""
    idle = clock.now() - sign_in.last_seen_at > timedelta(minutes=settings().session_idle_minutes)
    return idle or clock.now() >= oldest_end(sign_in)


def oldest_end(sign_in: SignIn) -> datetime:
    """When a sign-in ends whatever its owner does."""
    return sign_in.created_at + timedelta(minutes=settings().session_absolute_minutes)


def _touch(key: uuid.UUID) -> None:
    """Note that the sign-in is in use. Neither another request's lock nor a lost writer may hold up the page."""
    free = select(SignIn.id).where(SignIn.id == key).with_for_update(skip_locked=True).scalar_subquery()
    seen = update(SignIn).where(SignIn.id == free).values(last_seen_at=clock.now())
    try:
        with unit_of_work():
            db.session.execute(seen, execution_options={"synchronize_session": False})
    except DBAPIError as failure:
        log.warning("a sign-in's last use was not noted: %s", type(failure).__name__)
