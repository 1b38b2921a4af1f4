"""The map of a month of a whole force, 30,000 places, in Chromium: from asking for the page until all is drawn."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import psycopg
from playwright.sync_api import Page, sync_playwright

from bench.figure import Figure, Times, peak_memory
from bench.ground import Ground, libpq, opened
from bench.person_page import cookie_of
from bench.served import Served, served
from mips.core import clock, db
from mips.core.embedded import Urls
from tests.build import signed_in

PLACES: Final = 30_000
AT_MOST: Final = 1.0
REPETITIONS: Final = 12
WARM_UP: Final = 2
DRAWN: Final = "[data-drawn]"
FLAGS: Final = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")

_ROWS: Final = (
    """INSERT INTO entity (id, version, created_at, kind, label, force, marking, restriction)
    SELECT place, 1, at, 'place', 'Street ' || n, '01', 0, 'open' FROM drawn""",
    """INSERT INTO place (id, address, postcode, uprn, lsoa, latitude, longitude)
    SELECT place, 'Street ' || n, '', '', '', latitude, longitude FROM drawn""",
    """INSERT INTO entity (id, version, created_at, kind, label, force, marking, restriction)
    SELECT crime, 1, at, 'crime', 'Burglary, Street ' || n, '01', 0, 'open' FROM drawn""",
    """INSERT INTO event (id, occurred_from, summary, place_id) SELECT crime, at, '', place FROM drawn""",
    """INSERT INTO crime (id, status, notifiable, category, offence_code, offence_title, ho_class, occurred_precision,
      recorded_at, modus_operandi, outcome_code, outcome)
    SELECT crime, 'recorded', true, 'Burglary', '', '', '', 'day', at, '', '', '' FROM drawn""",
)


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """The page as its reader waits for it, and again with what the browser has kept."""
    with opened(urls) as here:
        first = _fill(here)
        client = signed_in(here.app, here.user)
        days = {"recorded_from": first, "recorded_until": first + timedelta(days=30)}
        address = "/crimes/map?" + "&".join(f"{name}={day:%Y-%m-%d}" for name, day in days.items())
        with served(cookie_of(client)) as server, sync_playwright() as playwright:
            programme = shutil.which("chromium") or "chromium"
            browser = playwright.chromium.launch(executable_path=programme, args=list(FLAGS))
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            name, _, value = server.cookie.partition("=")
            context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])
            page = context.new_page()
            times = [_drawn(page, server, address) for _ in range(WARM_UP + REPETITIONS)][WARM_UP:]
            note = f"{PLACES:,} places, page and points fetched each time"
            yield Figure("map of crimes", people, Times(times), peak=peak_memory(), note=note, at_most=AT_MOST)
            browser.close()


def _drawn(page: Page, server: Served, address: str) -> float:
    """Seconds from asking for the page until its last disc is drawn, by the browser's own clock."""
    page.goto(f"http://127.0.0.1:{server.port}{address}")
    page.wait_for_selector(DRAWN)
    said = page.get_attribute(DRAWN, "data-drawn")
    return int(said or 0) / 1000


def _fill(here: Ground) -> date:
    """A month that holds nothing else, after all there is: as many crimes as places, each at a place of its own.

    Gives its first day.
    """
    chance = random.Random(5)  # noqa: S311 - fiction, not secrets
    with psycopg.connect(libpq(here.urls.superuser)) as keeper:
        latest = keeper.execute("SELECT greatest(now(), max(recorded_at)) FROM crime").fetchone()
        begins = (latest[0] if latest else clock.now()) + timedelta(days=2)
        columns = "n int, place uuid, crime uuid, at timestamptz, latitude float, longitude float"
        keeper.execute(f"CREATE TEMPORARY TABLE drawn ({columns})")
        with keeper.cursor().copy("COPY drawn FROM STDIN") as copy:
            for n in range(PLACES):
                at = begins + timedelta(days=28 * n / PLACES)
                point = 51.4 + chance.gauss(0, 0.08), -2.6 + chance.gauss(0, 0.12)
                copy.write_row((n, db.new_id(), db.new_id(), at, *point))
        for statement in _ROWS:
            keeper.execute(statement)
    with psycopg.connect(libpq(here.urls.superuser), autocommit=True) as keeper:
        keeper.execute("VACUUM (ANALYZE)")
    return begins.date()
