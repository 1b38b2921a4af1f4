"""Fills an empty training database with a morning's work of the fictional force, so that every screen has something."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from mips.core import clock
from mips.custody.usecases.arrival import record_arrival
from mips.interchange.demo import cast
from mips.interchange.demo.company import Company
from mips.interchange.demo.walk import Walked, crime_by, detain, known, walk
from mips.investigation.usecases.writing import offences_of

HELD_SINCE = ((9.2, "M1"), (3.1, "F1"), (1.4, "M2"))
"""Hours ago and cell of each who is held when the demonstration opens."""


def fill(company: Company) -> Walked:
    """People in the cells, one waiting, and one whose story has gone to its end."""
    now = clock.now()
    for somebody, alleged, (hours, cell) in zip(cast.HELD, cast.OTHERS_ALLEGED, HELD_SINCE, strict=True):
        person = known(company, somebody)
        crime = crime_by(company, person, now, alleged)
        [offence] = [each for each in offences_of(crime.id) if each.person_id == person.id]
        detain(company, person, offence.id, arrived=now - timedelta(hours=hours), cell=cell)
    record_arrival(
        company.actor(cast.DETENTION_OFFICER),
        suite_id=company.suite_id,
        arrived_at=now - timedelta(minutes=28),
        described_as="Male, about 40, unsteady on his feet, gives no name",
    )
    with tempfile.TemporaryDirectory() as folder:
        return walk(company, Path(folder))
