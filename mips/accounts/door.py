"""Who stands at the door: a cookie's sign-in becomes a user, or nobody."""

from __future__ import annotations

import uuid
from datetime import timedelta

from flask import Flask
from flask_login import LoginManager
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import SignIn, User
from mips.core import clock, db
from mips.core.errors import NotSignedIn
from mips.core.settings import settings


def admit_users(app: Flask) -> None:
    """Let flask-login find the user behind each request."""
    login = LoginManager(app)
    login.session_protection = None  # the sign-in is looked up each time; a changed address is common on a phone

    @login.user_loader
    def _load(sign_in_id: str) -> User | None:
        return user_behind(sign_in_id)

    @login.unauthorized_handler
    def _refuse() -> None:
        raise NotSignedIn


def user_behind(sign_in_id: str) -> User | None:
    """The user of a sign-in that still counts: not ended, not idle too long, not older than a shift."""
    try:
        key = uuid.UUID(sign_in_id)
    except ValueError:
        return None
    sign_in = db.session.scalars(
        select(SignIn)
        .where(SignIn.id == key, SignIn.ended_at.is_(None))
        .options(
            joinedload(SignIn.user).options(
                selectinload(User.roles), selectinload(User.teams), selectinload(User.acting)
            )
        )
    ).one_or_none()
    if sign_in is None or not sign_in.user.is_active or _expired(sign_in):
        return None
    sign_in.user.sign_in_id = sign_in.id  # type: ignore[misc]
    return sign_in.user


def _expired(sign_in: SignIn) -> bool:
    now, limits = clock.now(), settings()
    idle = now - sign_in.last_seen_at > timedelta(minutes=limits.session_idle_minutes)
    return idle or now - sign_in.created_at > timedelta(minutes=limits.session_absolute_minutes)
