"""A served application and Debian's Chromium to walk through it."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from mips.core import clock
from tests.build_accounts import Account
from tests.journeys.desk import AXE, Desk
from tests.journeys.detainee import Detainee
from tests.journeys.served import AHEAD
from tests.journeys.story import CELLS, Story
from tests.journeys.town import Town, founded

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SIZES = {
    "desktop": {"width": 1280, "height": 900},
    "phone": {"width": 360, "height": 740},
    "wall": {"width": 1920, "height": 1080},
}
_numbers, _stories = itertools.count(1001), itertools.count()


@pytest.fixture(autouse=True)
def held_clock() -> None:
    """Journeys live in real time: so does the server."""
    clock.hold_at(None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    programme = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not programme or not AXE.exists():
        missing = "chromium" if not programme else "axe-core"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing} is missing: script/test brings it")
        pytest.skip(f"machine: {missing} is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programme, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with founded(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture
def cast(town: Town) -> Callable[..., Account]:
    """Somebody new of the cast, by the part they play, who joins the force so much `ahead` of now."""
    return lambda part, ahead=timedelta(): town.somebody(part, next(_numbers), ahead)


@pytest.fixture
def open_desk(chromium: Browser, town: Town, request: pytest.FixtureRequest) -> Iterator[Callable[..., Desk]]:
    """A browser window of its own, of one of SIZES, with script or without, living so much `ahead` of now."""
    contexts = []

    def opened(size: str = "desktop", *, script: bool = True, ahead: timedelta = timedelta()) -> Desk:
        later = {AHEAD: str(ahead.total_seconds())} if ahead else {}
        about = {"viewport": SIZES[size], "java_script_enabled": script, "extra_http_headers": later}
        context = chromium.new_context(locale="en-GB", **about)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Desk(context.new_page(), town.address, f"{request.node.name}-{len(contexts)}", script, ahead)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def story() -> Story:
    """A story of its own: nobody in it is in another."""
    return Story(next(_stories))


@pytest.fixture
def known(town: Town, story: Story) -> Callable[..., Detainee]:
    """Somebody on the record, suspected of a theft, for whom a cell of their own is free."""

    def made(given_names: str = "Rosa", **about: Any) -> Detainee:
        with town.building() as build:
            person = build.person(family_name=story.family_name, given_names=given_names, **about)
            build.offence(person_id=person.id)
            return Detainee(str(person.id), f"{story.family_name.upper()}, {given_names}", CELLS[story.number])

    return made
