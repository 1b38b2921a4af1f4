"""A person's page, against a page of GOV.UK macros with 25 rows and no database, both under the same web server.

The person has names, addresses, markers and a timeline; the floor page has the same frame, drawn for the same role.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from bench.figure import Figure, in_turn, peak_memory
from bench.ground import LONG_AGO, Ground, opened
from bench.served import serve_floor, served
from mips.audit import journal
from mips.core import db
from mips.core.embedded import Urls
from mips.investigation.model.crime import Crime
from mips.record.model.event import Involvement, Part
from mips.record.model.person import NameKind, Person, PersonName, Residence, WarningMarker
from tests.build import signed_in

REPETITIONS = 300
WARM_UP = 30
BOUND = 2.5
MOST_QUERIES = 12
LATER = date(2100, 1, 1)


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """The page through the running server, beside its floor."""
    with opened(urls) as here:
        serve_floor(here.app)
        address, client = f"/people/{_somebody(here, people)}", signed_in(here.app, here.user)
        queries = queries_of(lambda: page(client, address))
        if queries_of(lambda: page(here.app.test_client(), "/floor")):
            raise RuntimeError("the floor asked the database")
        if queries > MOST_QUERIES:
            raise RuntimeError(f"the person page took {queries} queries, {MOST_QUERIES} are allowed")
        with served(cookie_of(client)) as server:
            in_turn(lambda: server.get(address), server.get_floor, WARM_UP)
            ours, floor = in_turn(lambda: server.get(address), server.get_floor, REPETITIONS)
            yield Figure("person page", people, ours, floor, BOUND, peak_memory(server.process), f"{queries} queries")


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("session")
    return f"session={cookie.value}" if cookie else ""


def page(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")


def queries_of(act: Callable[[], object]) -> int:
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


def _somebody(here: Ground, people: int) -> uuid.UUID:
    """A person with as much on their page as somebody well known to the police."""
    token = journal.current.set(journal.Activity("bench", None))
    person = Person(family_name="Known", given_names="Wella", label="KNOWN, Wella", force="28", owner_id=here.user.id)
    person.names = [PersonName(kind=NameKind.ALIAS, family_name=f"Alias{n}", given_names="Wella") for n in range(4)]
    person.residences = [Residence(address=f"{n} Long Lane", postcode="ZZ1 1ZZ") for n in range(4)]
    person.markers = [
        WarningMarker(kind=kind, detail="seen", review_on=LATER, expires_on=LATER)
        for kind in ("violent", "weapons", "self-harm")
    ]
    crimes = [
        Crime(reference=f"28/{number:07}/20", label=f"Theft {number}", occurred_from=LONG_AGO, category="theft")
        for number in range(people, people + 20)
    ]
    db.session.add_all([person, *crimes])
    db.session.flush()
    db.session.add_all([Involvement(party_id=person.id, event_id=crime.id, part=Part.SUSPECT) for crime in crimes])
    db.session.commit()
    journal.current.reset(token)
    db.session.remove()
    return person.id
