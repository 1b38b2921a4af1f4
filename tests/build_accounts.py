"""Builders of accounts that can sign in, and a person at a browser who does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from mips.access.model import User
from mips.access.permissions import Role
from mips.accounts.credentials import Secret, hashed, new_authenticator, sealed
from mips.accounts.model import Credential
from mips.core import clock
from tests.build import Build

PASSWORD = "correct lorry battery"


def account(build: Build, *roles: Role, enrolled: bool = True, **fields: Any) -> Account:
    """A user with a password and, unless not `enrolled`, an authenticator. `fields` are the user's."""
    user, secret = build.user(*roles, **fields), new_authenticator()
    credential = Credential(
        user_id=user.id,
        password=hashed(Secret(PASSWORD)),
        password_since=clock.now(),
        second_factor=sealed(secret) if enrolled else None,
        second_factor_since=clock.now() if enrolled else None,
    )
    return Account(user, build.add(credential), secret)


@dataclass
class Account:
    """A user, what they prove themselves by, and the secret in their telephone."""

    user: User
    credential: Credential
    secret: str

    @property
    def collar(self) -> str:
        return self.user.collar_number

    def code(self, at: datetime | None = None) -> str:
        """What the telephone shows."""
        return pyotp.TOTP(self.secret).at(at or clock.now())


@dataclass
class Visitor:
    """Somebody at a browser, from a network address."""

    app: Flask
    address: str = "192.0.2.1"
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, environ_overrides={"REMOTE_ADDR": self.address})

    def post(self, path: str, **fields: str) -> TestResponse:
        return self.client.post(path, data=fields, environ_overrides={"REMOTE_ADDR": self.address})

    def give_password(self, account: Account, password: str = PASSWORD, path: str = "/sign-in") -> TestResponse:
        return self.post(path, collar_number=account.collar, password=password)

    def sign_in(self, account: Account, path: str = "/sign-in") -> TestResponse:
        """Both steps with what is right."""
        answer = self.give_password(account, path=path)
        return self.post(answer.headers["Location"], code=account.code()) if answer.status_code == 303 else answer

    @property
    def signed_in(self) -> bool:
        """Whether a page that needs a sign-in is shown."""
        return "/sign-in" not in self.get("/account").headers.get("Location", "")
