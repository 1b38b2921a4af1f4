"""A person's page through the whole application, against a page of GOV.UK macros with 25 rows and no database.

Both are answered by the same application in the same process; the person has names, addresses, markers and a timeline.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from bench.figure import Figure, in_turn, peak_memory
from bench.ground import LONG_AGO, Ground, fill, ground
from mips.audit import journal
from mips.core import db
from mips.investigation.model import Crime
from mips.record.model.event import Involvement, Part
from mips.record.model.person import NameKind, Person, PersonName, Residence, WarningMarker
from tests.build import signed_in

REPETITIONS = 200
BOUND = 2.5
MOST_QUERIES = 12
ROWS = 25
LATER = date(2100, 1, 1)

FLOOR = """
{% extends "base.html" %}
{% from "govuk_frontend_jinja/components/table/macro.html" import govukTable %}
{% block title %}Floor{% endblock %}
{% block main %}{{ govukTable({"caption": "Rows", "head": head, "rows": rows}) }}{% endblock %}
"""


def measure(sizes: list[int]) -> Iterator[Figure]:
    """One figure for each size of the record."""
    with ground() as here:
        _serve_floor(here.app)
        there = 0
        for size in sizes:
            fill(here.owner_url, size - there)
            there = size
            yield _at(here, size)


def _serve_floor(app: Flask) -> None:
    rows = [[{"text": f"row {row}, column {column}"} for column in range(4)] for row in range(ROWS)]
    head = [{"text": f"Column {column}"} for column in range(4)]
    app.add_url_rule("/floor", "floor", lambda: render_template_string(FLOOR, head=head, rows=rows))


def _at(here: Ground, size: int) -> Figure:
    person, client = _somebody(here), signed_in(here.app, here.user)
    address = f"/people/{person}"
    queries = _queries(lambda: _get(client, address))
    for _ in range(10):
        _get(client, "/floor")
    ours, floor = in_turn(lambda: _get(client, address), lambda: _get(client, "/floor"), REPETITIONS)
    if queries > MOST_QUERIES:
        raise RuntimeError(f"the person page took {queries} queries, {MOST_QUERIES} are allowed")
    return Figure("person page", f"{size:,} people", ours, floor, BOUND, f"{queries} queries, {peak_memory()}")


def _get(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")


def _queries(act: Any) -> int:
    """Statements sent after everything is warm."""
    act()
    sent: list[str] = []
    engine = db.session.get_bind()

    def count(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", count)
    act()
    sa.event.remove(engine, "before_cursor_execute", count)
    return len(sent)


def _somebody(here: Ground) -> uuid.UUID:
    """A person with as much on their page as somebody well known to the police."""
    token = journal.current.set(journal.Activity("bench", None))
    person = Person(family_name="Known", given_names="Wella", label="KNOWN, Wella", force="28", owner_id=here.user.id)
    person.names = [PersonName(kind=NameKind.ALIAS, family_name=f"Alias{n}", given_names="Wella") for n in range(4)]
    person.residences = [Residence(address=f"{n} Long Lane", postcode="ZZ1 1ZZ") for n in range(4)]
    person.markers = [
        WarningMarker(kind=kind, detail="seen", review_on=LATER, expires_on=LATER)
        for kind in ("violent", "weapons", "self-harm")
    ]
    first = int(time.monotonic()) % 9_000_000
    crimes = [
        Crime(reference=f"28/{n:07}/20", label=f"Theft {n}", force="28", occurred_from=LONG_AGO, category="theft")
        for n in range(first, first + 20)
    ]
    db.session.add_all([person, *crimes])
    db.session.flush()
    db.session.add_all([Involvement(party_id=person.id, event_id=crime.id, part=Part.SUSPECT) for crime in crimes])
    db.session.commit()
    journal.current.reset(token)
    db.session.remove()
    return person.id
