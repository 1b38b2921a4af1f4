"""An OpenID Connect provider on the loopback interface, made of Authlib's own server side: discovery, keys, the
authorization endpoint and the token endpoint, with PKCE required. Whoever comes is the person it was told of.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, jsonify, request
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "mips", "known to both"


@dataclass
class Client(ClientMixin):
    client_id: str = CLIENT
    callback: str = "http://localhost/sign-in/force-account/answer"

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self.callback

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, uri: str) -> bool:
        return uri == self.callback

    def check_client_secret(self, secret: str) -> bool:
        return secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    code: str
    client_id: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    claims: dict[str, Any]

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> None:
        return None

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> list[str]:
        return self.claims.get("amr", [])


@dataclass
class Provider:
    """`person` is the claims of whoever signs in there. To lie: `nonce`, `signing_key`, `says_it_is` and `audience` are
    put in the place of what is right."""

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    nonce: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, auto_kid=True))
    signing_key: RSAKey | None = None
    says_it_is: str = ""
    audience: str = CLIENT
    codes: dict[str, Code] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)

    def app(self) -> Flask:
        app = Flask("provider")
        server = AuthorizationServer(app, query_client=lambda _: Client(), save_token=lambda token, request: None)
        server.register_grant(self._grant(), [self._identity(), CodeChallenge(required=True)])

        @app.get("/.well-known/openid-configuration")
        def metadata() -> Any:
            return jsonify(
                issuer=self.issuer,
                authorization_endpoint=f"{self.issuer}/authorize",
                token_endpoint=f"{self.issuer}/token",
                jwks_uri=f"{self.issuer}/keys",
                response_types_supported=["code"],
                subject_types_supported=["public"],
                id_token_signing_alg_values_supported=["RS256"],
            )

        @app.get("/keys")
        def keys() -> Any:
            return jsonify(KeySet([self.key]).as_dict(private=False))

        @app.get("/authorize")
        def authorize() -> Any:
            self.asked = request.args.to_dict()
            person = dict(self.person)
            return server.create_authorization_response(
                grant_user=person, grant=server.get_consent_grant(end_user=person)
            )

        @app.post("/token")
        def token() -> Any:
            return server.create_token_response()

        return app

    def _grant(self) -> type[grants.AuthorizationCodeGrant]:
        provider = self

        class Grant(grants.AuthorizationCodeGrant):
            TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]

            def save_authorization_code(self, code: str, request: Any) -> None:
                sent = request.payload.data
                provider.codes[code] = Code(
                    code,
                    request.client.client_id,
                    sent["redirect_uri"],
                    request.payload.scope,
                    provider.nonce or sent.get("nonce", ""),
                    sent["code_challenge"],
                    sent["code_challenge_method"],
                    dict(request.user),
                )

            def query_authorization_code(self, code: str, client: Client) -> Code | None:
                return provider.codes.get(code)

            def delete_authorization_code(self, authorization_code: Code) -> None:
                provider.codes.pop(authorization_code.code)

            def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
                return authorization_code.claims

        return Grant

    def _identity(self) -> OpenIDCode:
        provider = self

        class Identity(OpenIDCode):
            def exists_nonce(self, nonce: str, request: Any) -> bool:
                return False

            def get_client_algorithm(self, client: Client) -> str:
                return "RS256"

            def get_encode_header(self, client: Client) -> dict[str, str]:
                return {"alg": "RS256", "kid": provider.key.kid}

            def resolve_client_private_key(self, client: Client) -> RSAKey:
                return provider.signing_key or provider.key

            def get_client_claims(self, client: Client) -> dict[str, Any]:
                return {"iss": provider.says_it_is or provider.issuer, "aud": [provider.audience]}

            def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:
                return UserInfo({name: value for name, value in user.items() if name != "amr"})

        return Identity()


@contextmanager
def running_provider() -> Iterator[Provider]:
    """A provider that answers on a port of its own until the end."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
