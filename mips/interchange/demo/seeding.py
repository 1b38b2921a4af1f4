"""Fills an empty training database with a morning's work of the fictional force, so that every screen has something."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from mips.core import clock
from mips.custody.rules.observation import Level
from mips.interchange.demo import cast
from mips.interchange.demo.company import Company
from mips.interchange.demo.detainees import Watch
from mips.interchange.demo.suite import Desk, fill_suite, open_desk, review, watch
from mips.interchange.demo.walk import Walked, crime_by, detain, known, walk
from mips.investigation.usecases.writing import offences_of

HELD_SINCE = (
    (9.2, "M1", Watch(checked=22)),
    (3.1, "F1", Watch(checked=37)),
    (1.4, "M2", Watch(said=("alcohol-dependent",), level=Level.INTERMITTENT, checked=16)),
)
"""Hours ago, cell and watch of each whose crime is the demonstration's own."""
REVIEWED_AFTER = 5.6
"""Hours after arrival that whoever is held longer was reviewed."""


def fill(company: Company) -> Walked:
    """A suite full of people, two waiting, and one whose story has gone to its end."""
    desk = open_desk(company, clock.now())
    fill_suite(desk)
    _hold_three(desk)
    with tempfile.TemporaryDirectory() as folder:
        return walk(company, Path(folder))


def _hold_three(desk: Desk) -> None:
    company = desk.company
    for somebody, alleged, (hours, cell, how) in zip(cast.HELD, cast.OTHERS_ALLEGED, HELD_SINCE, strict=True):
        person, arrived = known(company, somebody), desk.ago(hours=hours)
        crime = crime_by(company, person, desk.now, alleged)
        [offence] = [each for each in offences_of(crime.id) if each.person_id == person.id]
        detention = detain(company, person, offence.id, arrived=arrived, cell=cell)
        watch(desk, detention.id, how)
        if hours > REVIEWED_AFTER:
            review(desk, detention.id, arrived + timedelta(hours=REVIEWED_AFTER))
