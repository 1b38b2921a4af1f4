"""A small app that uses everything in mips.web and no database, for the tests of the shell."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from flask import Blueprint, Flask, abort, flash, redirect, render_template_string, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from mips.core import clock
from mips.core.errors import Busy, Forbidden, InputInvalid, NotFound, NotSignedIn, RuleBroken, Stale
from mips.web import fields, kept
from mips.web.fields import PartialDate
from mips.web.forms import Filters, Form
from mips.web.keyset import Page
from mips.web.pickers import Candidate, Picker, provide
from mips.web.shell import dress
from mips.web.tables import Column, Listing, Tag

ALICE = Candidate(value=str(uuid.UUID(int=1)), label="ARCHER, Alice", detail="born 3 May 1990", tags=("warning",))
ALAN = Candidate(value=str(uuid.UUID(int=2)), label="ARCHER, Alan", detail="born 9 Jun 1971")


@dataclass(frozen=True)
class Visitor:
    name: str = "Sam Turner"
    collar: str = "4417"
    rank: int = 0

    def may(self, permission: Any) -> bool:
        return permission != "never"


@dataclass(frozen=True)
class Link:
    label: str
    endpoint: str
    permission: str = "always"


class Ride(StrEnum):
    WHEEL = "wheel"
    GHOST_TRAIN = "ghost-train"
    DODGEMS = "dodgems"


class AddressIn(Schema):
    line = fields.Text("Building and street")
    postcode = fields.Postcode("Postcode", width=10)


class PrizeIn(Schema):
    name = fields.Text("What", required=True, thing="what it is")
    worth = fields.Text("Worth", width=5)


class TicketIn(Schema):
    name = fields.Text("Name", required=True, group="About you", autocomplete="off")
    born = fields.PartialDay("Date of birth", past=True, group="About you")
    phone = fields.Phone("Telephone number", group="About you")
    ride = fields.Choice("Ride", Ride, required=True)
    extras = fields.Choices("Extras", [("toffee", "Toffee apple"), ("floss", "Candy floss")])
    brave = fields.YesNo("Are you brave?", required=True)
    on = fields.Day("Day of visit", future=True, hint="Like 12/1/2026, tomorrow")
    seen = fields.Moment("When you came", hint="now, 14:20 or yesterday 23:10")
    notes = fields.LongText("Notes", max=500)
    who = fields.PersonRef("Who came with you")
    where = fields.LatLong("Where")
    address = fields.Part("Address", AddressIn)
    prizes = fields.Group("Prizes", PrizeIn, each="Prize")
    proof = fields.Upload("Proof", types=("application/pdf", "text/csv"), megabytes=1)
    rules = fields.Tick("I have read the rules")


class RenameIn(Schema):
    name = fields.Text("Name", required=True)
    extras = fields.Choices("Extras", [("toffee", "Toffee apple"), ("floss", "Candy floss")])
    prizes = fields.Group("Prizes", PrizeIn, each="Prize")
    version = fields.Version()


class RideFilters(Schema):
    q = fields.Text("Name contains", width=20)
    ride = fields.Choice("Ride", Ride, widget="select")


FORM_PAGE = """{% extends "base.html" %}{% import "macros/form.html" as forms %}
{% block title %}Buy a ticket{% endblock %}
{% block main %}
<h1 class="govuk-heading-l">Buy a ticket</h1>
{{ forms.form(form, submit="Buy", cancel="/rides") }}
{% endblock %}"""

LIST_PAGE = """{% extends "base.html" %}{% import "macros/table.html" as tables %}
{% block title %}Rides{% endblock %}
{% block main %}<h1 class="govuk-heading-l">Rides</h1>{{ tables.listing(listing) }}{% endblock %}"""

RECORD_PAGE = """{% extends "base.html" %}
{% import "macros/clock.html" as clock %}
{% import "macros/record.html" as record %}
{% import "macros/timeline.html" as timeline %}
{% block title %}Ghost train{% endblock %}
{% block main %}
{{ record.head("Ride", "GT/12/26", "Ghost train <old>", tags=[late], marking=config.MARKING) }}
{% set facts = [
  ("Opened", opened),
  ("Closes", clock.left(closes)),
  ("Running", clock.since(opened)),
  ("Owner", "ARCHER, Alice", "/rides"),
] %}
{% set actions = [
  {"label": "Stop the ride", "href": "/rides"},
  {"label": "Oil", "href": "/rides"},
  {"label": "Close", "reason": "Visitors are inside"},
] %}
{% call record.body(facts, actions) %}
{{ record.tabs([("Log", "/ride", true, 12), ("Parts", "/rides", false, none), ("Who looked", "/rides", false)]) }}
{% call record.panel("Timeline", more="/rides") %}{{ timeline.of(entries) }}{% endcall %}
{% endcall %}
{% endblock %}"""

ANN = {"name": "Ann", "extras": ["floss"], "prizes": [{"name": "Bear", "worth": None}], "version": 3}
RIDES = [
    {"name": f"Ride {n}", "ride": ride, "at": n, "state": state}
    for n, (ride, state) in enumerate(zip(list(Ride) * 8, ("late", "soon", "done") * 8, strict=True))
]


def fairground(*, who: Callable[[], Any] = Visitor, **config: Any) -> Flask:
    """The app. `app.extensions["carry"]` may be replaced by what the ticket form is to do with its fields."""
    app = Flask("fairground", static_folder=None)
    app.config.update({"SECRET_KEY": "x" * 32, "TESTING": True, "TRAINING": True, "FORCE_NAME": "Northmoor Police"})
    app.config.update({"SEARCH_ENDPOINT": "fair.rides", **config})
    app.extensions["carry"] = lambda given: given
    dress(app, who=who)
    app.jinja_env.globals["nav_links"] = [  # of its own, whatever the domains offer
        Link("Rides", "fair.rides"),
        Link("Tickets", "fair.ticket"),
        Link("Safe", "fair.ride", "never"),
        Link("Ghosts", "fair.nowhere"),
    ]
    app.register_blueprint(_fair(app))
    app.register_blueprint(_accounts())
    _raisers(app)
    provide(Picker(kind="person", find=_find, name=_name, endpoint="fair.people"))
    return app


def _find(text: str) -> list[Candidate]:
    return [each for each in (ALICE, ALAN) if text.lower() in each.label.lower()]


def _name(value: str) -> Candidate | None:
    return next((each for each in (ALICE, ALAN) if each.value == value), None)


def _fair(app: Flask) -> Blueprint:
    fair = Blueprint("fair", __name__)

    @fair.route("/ticket", methods=["GET", "POST"])
    def ticket() -> ResponseReturnValue:
        form = Form(TicketIn())
        if form.carries_out(app.extensions["carry"]):
            flash("Ticket bought")
            return redirect(url_for("fair.rides"))
        return render_template_string(FORM_PAGE, form=form), form.status

    @fair.route("/rename", methods=["GET", "POST"])
    def rename() -> ResponseReturnValue:
        form = Form(RenameIn(), initial=ANN)
        if form.carries_out(app.extensions["carry"]):
            return {"saved": form.result}
        return render_template_string(FORM_PAGE, form=form), form.status

    @fair.route("/rides")
    def rides() -> ResponseReturnValue:
        filters = Filters(RideFilters())
        rows = [row for row in RIDES if filters.chosen.get("q", "") in row["name"]]
        listing = Listing(
            caption="Rides",
            columns=[
                Column(label="Name", value=lambda row: row["name"], link=lambda row: "/ride"),
                Column(label="Kind", value=lambda row: row["ride"]),
                Column(label="State", value=lambda row: Tag(state=row["state"], text=f"Oil {row['at']}m")),
                Column(label="Visitors", value=lambda row: row["at"], numeric=True),
            ],
            page=Page(rows, next_cursor="abc", previous_cursor=None),
            total=1234,
            empty="Rides appear here when they are built.",
            filters=filters,
            new=("Build a ride", "/ticket"),
        )
        return render_template_string(LIST_PAGE, listing=listing)

    @fair.route("/ride")
    def ride() -> ResponseReturnValue:
        now = clock.now()
        entries = [
            {
                "at": now,
                "title": "Screaming heard",
                "by": "PC 4417",
                "entered_at": now + timedelta(minutes=9),
                "kind": "log",
            },
            {"at": now - timedelta(hours=3), "title": "Opened", "text": "All <fine>.\nSecond line.", "href": "/rides"},
        ]
        return render_template_string(
            RECORD_PAGE,
            entries=entries,
            opened=now - timedelta(hours=3),
            closes=now + timedelta(hours=6, minutes=12),
            late=Tag(state="late", text="Oil overdue 6m"),
        )

    @fair.route("/people.json")
    def people() -> ResponseReturnValue:
        found = [vars(each) for each in _find(request.args.get("q", ""))]
        return {"candidates": found}

    return fair


def _accounts() -> Blueprint:
    """Signing in as two steps, as the real one does it."""
    accounts = Blueprint("accounts", __name__)

    class PasswordIn(Schema):
        password = fields.Secret("Password", required=True)

    class CodeIn(Schema):
        code = fields.Text("Code", required=True)

    @accounts.route("/sign-in", methods=["GET", "POST"])
    def sign_in() -> ResponseReturnValue:
        form = Form(PasswordIn())
        if form.carries_out(lambda given: given):
            return kept.onward(url_for("accounts.sign_in_code"))
        return render_template_string(FORM_PAGE, form=form), form.status

    @accounts.route("/sign-in/code", methods=["GET", "POST"])
    def sign_in_code() -> ResponseReturnValue:
        form = Form(CodeIn())
        if form.carries_out(lambda given: given):
            return kept.resumed("/rides")
        return render_template_string(FORM_PAGE, form=form), form.status

    @accounts.route("/sign-out", methods=["POST"])
    def sign_out() -> ResponseReturnValue:
        return redirect("/sign-in")

    return accounts


def _raisers(app: Flask) -> None:
    """An address for each kind of error, for people and for machines."""
    theirs = {"name": "Anna", "version": 4, "born": date(1990, 5, 3), "known": PartialDate(1990)}
    kinds: dict[str, Callable[[], Exception]] = {
        "not-signed-in": NotSignedIn,
        "forbidden": lambda: Forbidden(permission="rides:oil"),
        "hidden": lambda: NotFound("No ride called Ghost train"),
        "invalid": lambda: InputInvalid({"name": ["Enter a name"], "prizes": {1: {"worth": ["Enter a sum"]}}}),
        "rule": lambda: RuleBroken("Nobody rides twice", rule="fair-s1", field="name"),
        "stale": lambda: Stale(mine={"name": "Ann"}, theirs=theirs),
        "stale-row": lambda: StaleDataError("UPDATE ride SET name='Secret Sue'"),
        "busy": Busy,
        "away": lambda: OperationalError("SELECT 'Secret Sue'", {}, Exception("gone")),
        "bug": lambda: ZeroDivisionError("Secret Sue"),
    }

    def answer(kind: str) -> ResponseReturnValue:
        error = kinds[kind]()
        raise error

    def stop(status: int) -> ResponseReturnValue:
        abort(status)

    for prefix in ("", "/api/v1"):
        app.add_url_rule(f"{prefix}/raise/<kind>", f"raise{len(prefix)}", answer, methods=["GET", "POST"])
        app.add_url_rule(f"{prefix}/stop/<int:status>", f"stop{len(prefix)}", stop, methods=["GET", "POST"])
