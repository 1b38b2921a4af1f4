"""Dresses an app in everything this package gives: one call in create_app."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from flask import Flask, current_app, request, url_for
from flask.typing import ResponseReturnValue
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from sqlalchemy.exc import SQLAlchemyError

from mips.between.offers import nav_links
from mips.core import outage
from mips.core.errors import MipsError
from mips.core.settings import settings
from mips.web import csrf, encoding, errors, filters, headers, kept, logs, reference, static_files
from mips.web.endpoints import current_actor
from mips.web.field.choice import words
from mips.web.field.times import Day, Moment

SEARCH = "record.search"
TEMPLATES = Path(__file__).parent / "templates"


class Who(Protocol):
    """The person signed in, as the header shows them."""

    @property
    def name(self) -> str: ...
    @property
    def collar(self) -> str: ...
    @property
    def rank(self) -> Any: ...
    def may(self, permission: Any) -> bool: ...


WhoIs = Callable[[], Who | None]


def dress(app: Flask, *, who: WhoIs | None = None) -> None:
    """Install references, logs, headers, CSRF, errors, filters, static files, templates. `who` is for tests."""
    app.config.setdefault("MARKING", "OFFICIAL-SENSITIVE")
    app.config.setdefault("TRAINING", settings().training)
    app.config.setdefault("FORCE_NAME", settings().force_name)
    app.config.setdefault("SEARCH_ENDPOINT", SEARCH)
    app.config.setdefault("MAP_TILES", settings().map_tiles)
    app.config.setdefault("MAP_CREDIT", settings().map_credit)
    app.config.setdefault("MAP_TILES_ORIGIN", headers.origin_of(app.config["MAP_TILES"]))
    app.extensions["mips_who"] = who or _behind_the_request
    for part in (reference, logs, headers, encoding, csrf, errors, filters, static_files):
        part.register(app)
    _teach_templates(app)
    app.add_url_rule("/understood", endpoint="understood", view_func=_understood)


def _behind_the_request() -> Who | None:
    """Nobody, too, when the database cannot be asked: the page is then drawn for a stranger."""
    try:
        return current_actor()
    except (MipsError, SQLAlchemyError):
        return None


def _teach_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    govuk = PackageLoader("govuk_frontend_jinja")
    own = FileSystemLoader(TEMPLATES)
    app.jinja_loader = ChoiceLoader([own, PrefixLoader({"govuk_frontend_jinja": govuk})])
    app.jinja_env.globals.update(
        kept_through=kept.carried,
        nav_links=nav_links,
        may=_may,
        url_if=url_if,
        outage=outage.since,
        who_is=lambda: current_app.extensions["mips_who"](),
        words=words,
    )


def url_if(endpoint: str | None, **values: Any) -> str | None:
    """The address of an endpoint, None where this installation has no such page."""
    return url_for(endpoint, **values) if endpoint and endpoint in current_app.view_functions else None


def _may(permission: Any) -> bool:
    who = current_app.extensions["mips_who"]()
    return who is not None and who.may(permission)


def _understood() -> ResponseReturnValue:
    """What a typed date or time is taken to mean, as plain text: `?text=yesterday 23:10&kind=datetime`."""
    field = Day() if request.args.get("kind") == "date" else Moment()
    return field.understood(request.args.get("text", "")), {"Content-Type": "text/plain; charset=utf-8"}
