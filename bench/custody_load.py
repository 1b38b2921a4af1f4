"""A force at work for ten minutes: 100 suites, 3,000 held, 6 writes and 10 pages a second, 300 wall screens.

Every request is sent when its time has come, whether or not those before it were answered, and is timed from then: what
waits in a queue counts. The bound is on the 95th percentile of a page.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import secrets
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock

from bench.figure import Figure, Times, peak_memory
from bench.ground import opened
from bench.person_page import cookie_of
from bench.served import PATIENCE, Served, serve_floor, served
from bench.suites import Suites, full_suites
from mips.access.model import User
from mips.access.permissions import Permission
from mips.accounts.credentials import digest
from mips.accounts.model import ApiToken
from mips.core import clock, db
from mips.core.embedded import Urls
from mips.custody.model.wall import WallToken
from mips.custody.usecases.wall import digest_of
from tests.build import signed_in

SUITES, EACH = 100, 30
WALLS, REFRESHED_EVERY = 300, 15.0
WRITES, PAGES = 6.0, 10.0
"""A second."""
SECONDS = float(os.environ.get("MIPS_BENCH_SECONDS", "600"))
AT_ONCE = 64
ALLOWED = 0.250
"""Seconds that 95 of 100 pages may take."""


@dataclass
class Heard:
    """Seconds of each answer, by what was asked; and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def note(self, what: str, seconds: float, status: int) -> None:
        with self._lock:
            self.times[what].append(seconds)
            if status not in (200, 201, 304):
                self.wrong.append(f"{what}: {status}")


@dataclass
class Screen:
    """A wall screen: what it holds, and how it asks again."""

    cookie: str
    tag: str = ""

    def ask(self, server: Served) -> int:
        held = {"If-None-Match": self.tag, "X-Refresh": "1"} if self.tag else {}
        answer = _ask(server, "GET", "/custody/wall", headers={"Cookie": self.cookie, **held})
        self.tag = answer.headers.get("ETag", self.tag)
        return answer.status


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """Pages, writes and refreshes of walls, each with the floor page asked meanwhile."""
    with opened(urls) as here:
        serve_floor(here.app)
        suites = full_suites(here, SUITES, EACH)
        token, walls = _token(suites), _walls(suites)
        client = signed_in(here.app, db.session.get_one(User, suites.desk.sergeant.id))
        with served(cookie_of(client), processes=2) as server:
            screens = [Screen(_begun(server, wall)) for wall in walls for _ in range(WALLS // SUITES)]
            heard = _under_load(server, suites, screens, token)
            peak = peak_memory(server.process)
    if heard.wrong:
        raise RuntimeError(f"{len(heard.wrong)} answers were wrong: {heard.wrong[:5]}")
    for what, times in sorted(heard.times.items()):
        taken = Times(times)
        kept = f"p95 {taken.p95 * 1e3:.0f} ms of {ALLOWED * 1e3:.0f} allowed" if what == "load: page" else ""
        note = "; ".join(filter(None, (f"{len(times):,} in {SECONDS:.0f} s", kept)))
        yield Figure(what, SUITES * EACH, taken, peak=peak, note=note)


def _under_load(server: Served, suites: Suites, screens: list[Screen], token: str) -> Heard:
    heard, chance = Heard(), random.Random(7)  # noqa: S311 - which record is opened next
    due = sorted(_schedule(server, suites, screens, token, chance), key=lambda each: each[0])
    with ThreadPoolExecutor(AT_ONCE) as many:
        begun = time.perf_counter()
        for at, what, act in due:
            time.sleep(max(0.0, begun + at - time.perf_counter()))
            many.submit(_timed, heard, what, begun + at, act)
    return heard


def _timed(heard: Heard, what: str, due: float, act: Callable[[], int]) -> None:
    try:
        status = act()
    except OSError:
        status = 0
    heard.note(what, time.perf_counter() - due, status)


Due = tuple[float, str, Callable[[], int]]
"""Seconds after the start, what is done, and how."""


def _schedule(
    server: Served, suites: Suites, screens: list[Screen], token: str, chance: random.Random
) -> Iterator[Due]:
    for number, screen in enumerate(screens):
        at = REFRESHED_EVERY * number / len(screens)
        while at < SECONDS:
            yield at, "load: wall", lambda screen=screen: screen.ask(server)  # type: ignore[misc]
            at += REFRESHED_EVERY
    for at in _at_random(PAGES, chance):
        address = _some_page(suites, chance)
        yield at, "load: page", lambda address=address: _page(server, address)  # type: ignore[misc]
    for at in _at_random(1.0, chance):
        yield at, "load: floor page", lambda: _ask(server, "GET", "/floor").status
    for at in _at_random(WRITES, chance):
        address, body = _some_write(suites, chance)
        yield at, "load: write", lambda a=address, b=body: _write(server, token, a, b)  # type: ignore[misc]


def _at_random(rate: float, chance: random.Random) -> Iterator[float]:
    """Moments that come as people do: so many a second on the whole, none waiting for another."""
    at = chance.expovariate(rate)
    while at < SECONDS:
        yield at
        at += chance.expovariate(rate)


def _some_page(suites: Suites, chance: random.Random) -> str:
    """A whiteboard, or a record: its log, its clock, its care."""
    suite_id = chance.choice(suites.ids)
    one = f"/custody/{chance.choice(suites.held[suite_id])}"
    return chance.choice([f"/custody/suites/{suite_id}", one, f"{one}?tab=clock", f"{one}?tab=care"])


def _some_write(suites: Suites, chance: random.Random) -> tuple[str, dict[str, str]]:
    """A line in the log, or a check of the cell, which the whiteboard shows."""
    one = f"/api/v1/custody/detentions/{chance.choice(suites.held[chance.choice(suites.ids)])}"
    if chance.random() < 0.5:
        return f"{one}/log", {"text": "Asked for a blanket, given"}
    return f"{one}/checks", {"finding": "asleep"}


def _page(server: Served, address: str) -> int:
    return _ask(server, "GET", address, headers={"Cookie": server.cookie}).status


def _write(server: Served, token: str, address: str, body: dict[str, str]) -> int:
    about = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid.uuid4()),
    }
    return _ask(server, "POST", address, body=json.dumps(body), headers=about).status


def _ask(
    server: Served, method: str, address: str, *, body: str | None = None, headers: dict[str, str] | None = None
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    connection.request(method, address, body=body, headers=headers or {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def _token(suites: Suites) -> str:
    """What writes come with."""
    text, scopes = secrets.token_urlsafe(24), [str(each) for each in Permission]
    about = {"user_id": suites.desk.sergeant.id, "scopes": scopes, "expires_at": clock.now() + timedelta(days=1)}
    with suites.desk.build.scenery():
        db.session.add(ApiToken(name="load", digest=digest(text), **about))
    return text


def _walls(suites: Suites) -> list[str]:
    """The token of one screen of each suite."""
    tokens = {suite_id: secrets.token_urlsafe(32) for suite_id in suites.ids}
    lasting = {"expires_at": clock.now() + timedelta(days=1), "by_id": suites.desk.sergeant.id}
    with suites.desk.build.scenery():
        db.session.add_all(
            WallToken(suite_id=suite_id, name="Wall", digest=digest_of(token), **lasting)
            for suite_id, token in tokens.items()
        )
    return list(tokens.values())


def _begun(server: Served, token: str) -> str:
    """The cookie of a screen at which the address was typed."""
    answer = _ask(server, "GET", f"/custody/wall/{token}")
    return (answer.headers.get("Set-Cookie") or "").partition(";")[0]
