"""Who stands behind a request: somebody signed in at a browser, or the holder of a token."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from mips.access.policy import Actor


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """What flask-login calls the user. It holds no row: it is asked for at every request, by columns."""

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    """Nobody else comes through the door."""
    is_anonymous: ClassVar[bool] = False

    who: Actor
    """Them, before it is known what this request is about."""
    sign_in_id: uuid.UUID | None = None
    """None behind a token."""
    reasons: Mapping[str, Any] = field(default_factory=dict)
    """The reasons given in this sign-in, as SignIn keeps them."""

    def get_id(self) -> str:
        """What the cookie carries: the id of a sign-in, which can be revoked, never that of a user."""
        return str(self.sign_in_id)

    def as_actor(
        self, *, reason: str = "", origin: str = "web", request: str = "", key: uuid.UUID | None = None, fresh: bool
    ) -> Actor:
        """Them, in this request."""
        return replace(self.who, reason=reason, origin=origin, request=request, key=key, fresh=fresh)
