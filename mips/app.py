"""The composition root: the only module that knows every domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import click
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from mips.access.visibility import start_hiding
from mips.accounts import jobs as accounts_jobs
from mips.accounts.door import admit_users
from mips.accounts.wiring import wire as wire_accounts
from mips.audit import jobs as audit_jobs
from mips.audit.journal import start_watching
from mips.cases.wiring import wire as wire_cases
from mips.core import connections, db
from mips.core.settings import settings
from mips.custody import jobs as custody_jobs
from mips.custody.wiring import wire as wire_custody
from mips.documents.wiring import wire as wire_documents
from mips.intelligence.wiring import wire as wire_intelligence
from mips.interchange.wiring import wire as wire_interchange
from mips.investigation import jobs as investigation_jobs
from mips.investigation.wiring import wire as wire_investigation
from mips.record import jobs as record_jobs
from mips.record.model.entity import start_owning
from mips.record.wiring import wire as wire_record
from mips.returns.wiring import wire as wire_returns
from mips.web import metrics
from mips.web.endpoints import Domain
from mips.web.health import health
from mips.web.openapi import describe_api
from mips.web.shell import dress

WIRES: Final[tuple[Callable[[], Domain], ...]] = (
    wire_accounts,
    wire_record,
    wire_documents,
    wire_returns,
    wire_intelligence,
    wire_investigation,
    wire_custody,
    wire_cases,
    wire_interchange,
)
DOMAINS: Final = [wire() for wire in WIRES]
BACKGROUND: Final = (
    audit_jobs.seal,
    audit_jobs.prepare_months,
    accounts_jobs.upkeep,
    custody_jobs.lateness,
    investigation_jobs.sweep_uploads,
    record_jobs.look_at_files,
    record_jobs.sweep_files,
)
start_watching()
start_hiding()
start_owning()


def create_app(**overrides: object) -> Flask:
    """The web application. `overrides` are Flask settings, for tests; all else comes from the environment."""
    app = Flask("mips", static_folder=None, template_folder="web/templates")
    app.config.from_mapping(
        {
            "SECRET_KEY": "" if overrides.get("TESTING") else settings().secret_key,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": settings().secure_cookies,
            "MAX_CONTENT_LENGTH": settings().upload_limit,
            **overrides,
        }
    )
    dress(app)
    metrics.register(app)
    app.register_blueprint(health)
    admit_users(app)
    _join_domains(app)
    if settings().trusted_proxies:
        _believe_proxies(app, settings().trusted_proxies)
    app.teardown_appcontext(lambda _: None if app.testing else db.put_away())
    return app


def _believe_proxies(app: Flask, number: int) -> None:
    """Take the client's address and scheme from so many proxies in front of us."""
    proxied = ProxyFix(app.wsgi_app, x_for=number, x_proto=number, x_host=number)
    app.wsgi_app = proxied  # type: ignore[method-assign]


def _join_domains(app: Flask) -> None:
    api = describe_api(app)
    for domain in DOMAINS:
        for blueprint in domain.pages:
            app.register_blueprint(blueprint)
        for resources in domain.resources:
            api.register_blueprint(resources)


def commands() -> list[click.Command]:
    """Every domain's terminal commands."""
    return [command for domain in DOMAINS for command in domain.commands]


def served_app() -> Flask:
    """What the web server runs: the application with its database open."""
    found = settings()
    connections.open_database(found.database_url, pool_size=found.database_pool, reader_url=found.given_reader_url)
    return create_app()
