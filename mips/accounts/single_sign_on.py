"""Signing in through the force's own identity provider: OpenID Connect, code flow with state, nonce and PKCE.

The provider says who somebody is; whether they have an account here, and a role, is ours to say. Where it says in `amr`
that it asked for more than one factor (RFC 8176), ours is not asked for again.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Mapping
from typing import Any, Final

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App
from joserfc.errors import JoseError

from mips.access.model import User
from mips.accounts.usecases.users import user_by_collar
from mips.core.errors import MipsError
from mips.core.settings import Settings, settings

PATIENCE: Final = 10
"""Seconds the provider may take: a page waits for it."""
security = logging.getLogger("mips.security")


class ProviderFailed(MipsError):
    """The provider could not be asked, or what it answered does not prove anything."""

    status, code, title = 502, "provider-failed", "Your force account could not be checked. Sign in with your password"


class NotKnownHere(MipsError):
    """The provider knows them, this system does not. The same for disabled accounts and no account at all."""

    status, code, title = 403, "not-known-here", "Your force account has no account here. Ask your administrator"


def go_to_provider(answer_address: str) -> Any:
    """The redirect to the provider; it sends the browser back to `answer_address`. Raises ProviderFailed."""
    try:
        return _provider(settings()).authorize_redirect(answer_address)
    except (AuthlibBaseError, requests.RequestException, RuntimeError, ValueError) as failure:
        raise _failed(failure) from failure


def who_came_back() -> tuple[User, bool]:
    """The user this request's answer speaks for, and whether a second factor was given. Raises ProviderFailed."""
    try:
        claims = _provider(settings()).authorize_access_token()["userinfo"]
        _check_issuer(claims)
        collar, methods = claims[settings().oidc_collar_claim], claims.get("amr") or []
    except (AuthlibBaseError, JoseError, requests.RequestException, RuntimeError, ValueError, KeyError) as failure:
        raise _failed(failure) from failure
    user = user_by_collar(collar) if isinstance(collar, str) and collar else None
    if user is None or not user.is_active:
        security.info("single sign-on refused account=%s", user.id if user else "-")
        raise NotKnownHere
    return user, "mfa" in methods


def _check_issuer(claims: Mapping[str, Any]) -> None:
    if str(claims["iss"]).rstrip("/") != settings().oidc_issuer.rstrip("/"):
        raise ValueError("another issuer")


def _failed(failure: Exception) -> ProviderFailed:
    security.warning("single sign-on failed: %s", type(failure).__name__)
    return ProviderFailed()


def _provider(of: Settings) -> Any:
    return _client(of.oidc_issuer, of.oidc_client_id, of.oidc_client_secret)


@functools.lru_cache(maxsize=4)
def _client(issuer: str, client_id: str, secret: str) -> Any:
    return FlaskOAuth2App(
        FlaskIntegration("force"),
        "force",
        client_id=client_id,
        client_secret=secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "default_timeout": PATIENCE},
    )
