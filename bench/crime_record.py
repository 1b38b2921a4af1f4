"""Recording a crime with victim, suspect, place and two offences, against the same rows by prepared INSERTs.

One commit each. Schema, permission, row filter, rules, numbers and journal are within; the answer over HTTP is shown
beside.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from flask.testing import FlaskClient

from bench.figure import Figure, in_turn, peak_memory, timed
from bench.floor import Floor, inserts_of
from bench.ground import Ground, opened
from bench.person_page import queries_of
from mips.core import clock, db
from mips.core.embedded import Urls
from mips.investigation.rules.recording import Basis, Channel
from mips.investigation.schemas.recording import RecordCrimeIn
from mips.investigation.usecases.recording import record_crime
from tests.build import signed_in
from tests.investigation.crimes import ROBBERY, THEFT

REPETITIONS: Final = 200
WARM_UP: Final = 30
BOUND: Final = 4.0


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """The use case beside its floor; then over HTTP."""
    with opened(urls) as here:
        told = Told(here, people)
        floor = Floor(here, inserts_of(told.record), REPETITIONS + WARM_UP)
        queries = queries_of(told.record)
        in_turn(told.record, floor.insert, WARM_UP)
        ours, theirs = in_turn(told.record, floor.insert, REPETITIONS)
        floor.close()
        note = f"{floor.rows} rows, {queries} statements"
        yield Figure("crime recorded", people, ours, theirs, BOUND, peak_memory(), note)
        client = signed_in(here.app, here.user)
        told.post(client)
        posted = timed(lambda: told.post(client), REPETITIONS)
        yield Figure("crime recorded, over HTTP", people, posted, peak=peak_memory())


class Told:
    """One report after the other, each at another address; victim and suspect are known."""

    def __init__(self, here: Ground, people: int) -> None:
        self.here, self.chance = here, random.Random(people)  # noqa: S311 - fiction, not secrets
        build = here.build()
        self.victim, self.suspect = str(build.person().id), str(build.person(family_name="Sikes").id)
        db.session.remove()

    def typed(self) -> dict[str, Any]:
        now = clock.now()
        return {
            "offences": [{"code": THEFT}, {"code": ROBBERY}],
            "basis": Basis.VICTIM.value,
            "amounts_to_crime": True,
            "reported_at": (now - timedelta(hours=1)).isoformat(),
            "channel": Channel.CALL.value,
            "occurred_from": (now - timedelta(hours=3)).isoformat(),
            "where": {"address": f"{self.chance.randrange(10**9)} Long Lane", "postcode": "M1 1AA"},
            "summary": "Took four bottles and ran",
            "victims": [{"person_id": self.victim}],
            "suspects": [{"person_id": self.suspect, "grounds": "Named by staff"}],
        }

    def record(self) -> None:
        """By the use case, from what was typed."""
        record_crime(self.here.actor, **RecordCrimeIn().load(self.typed()))
        db.session.remove()

    def post(self, client: FlaskClient) -> None:
        answer = client.post("/api/v1/investigation/crimes", json=self.typed())
        if answer.status_code != 201:
            raise RuntimeError(f"{answer.status_code} {answer.text[:300]}")
