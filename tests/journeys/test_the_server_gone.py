"""The server is killed: the suite goes on from its pack and on paper, and what was written is entered afterwards.

It begins after booking-in, which test_the_walk goes through on its pages.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Error

from tests.build_accounts import PASSWORD
from tests.journeys.booked_in import booked_in
from tests.journeys.desk import Desk
from tests.journeys.detainee import Detainee, refused
from tests.journeys.town import Town, free_port, served, suite

pytestmark = pytest.mark.journey

SECRET = "four green horses"
MAY = ["record:person:read", "custody:log:read", "custody:risk:read", "custody:health:read"]
CELL = "K1"


@dataclass(frozen=True)
class Computer:
    """The suite's own: a folder with packs and a token. `database` is empty while nothing can be reached."""

    folder: Path
    database: str = ""

    def mips(self, *arguments: str, status: int = 0) -> str:
        """What a command says; it must end with this status."""
        own = os.environ | {"DATABASE_URL": self.database or "postgresql+psycopg://nobody@127.0.0.1:1/gone"}
        asked = [sys.executable, "-m", "mips", "custody", *arguments]
        done = subprocess.run(asked, env=own, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
        assert done.returncode == status, f"{arguments} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    @property
    def passphrase(self) -> tuple[str, str]:
        return "--passphrase-file", self.keep("passphrase", SECRET + "\n")

    def keep(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text)
        return str(self.folder / name)


@pytest.fixture
def kilnside(town: Town, tmp_path: Path) -> Town:
    """A suite with a server of its own that can be killed, and the database of the others."""
    with town.building() as build:
        suite(build, "Kilnside", "KS", (CELL, "K2"))
    return replace(town, address=f"http://127.0.0.1:{free_port()}", log=tmp_path / "killed.log")


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


def test_the_suite_goes_on_without_the_server(town, known, cast, open_desk, kilnside, computer):
    detainee, sergeant, officer = (
        replace(known("Billie"), cell=CELL, suite="Kilnside"),
        cast("sergeant"),
        cast("detention officer"),
    )
    desk = open_desk()
    desk.address = kilnside.address
    with served(kilnside) as server:
        desk.sign_in(sergeant)
        settle(town, desk, detainee)
        token = computer.keep("token", make_token(desk))
        pull(computer, kilnside, token)
        os.killpg(server.pid, signal.SIGKILL)
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        desk.page.goto(desk.address)
    number = read_pack(desk, computer, detainee)
    rows = written(desk, number, officer.collar_number)
    with served(kilnside):
        enter(replace(computer, database=kilnside.database), desk, sergeant.collar_number, rows)
        enter_on_page(desk, detainee, number, officer.collar_number)
        missing(desk, detainee)


def settle(town: Town, desk: Desk, detainee: Detainee) -> None:
    """In a cell for two hours, to be looked at every 30 minutes."""
    booked_in(town, detainee, 150)
    detainee.open(desk).press("Level of observation").fill(
        {"level": "2", "reason": "Low in mood", "set_at": desk.ago(120)}
    )
    desk.send("Set this level", expect="Level of observation set")


def make_token(desk: Desk) -> str:
    desk.visit("/account/tokens/new").fill({"name": "Pack of Kilnside", "scopes": MAY, "days": "7"})
    desk.fill({"current_password": PASSWORD}).send("Make the token", expect="shown this once")
    return desk.page.locator(".mips-secret").inner_text()


def pull(computer: Computer, town: Town, token: str) -> None:
    asked = ["--suite", "KS", "--server", town.address, "--token-file", token]
    said = computer.mips("pack", "--to", str(computer.folder), *computer.passphrase, *asked)
    assert "1 in custody" in said


def read_pack(desk: Desk, computer: Computer, detainee: Detainee) -> str:
    """Opened by its passphrase alone, shown by the browser from the file. Gives the custody number."""
    [pack] = computer.folder.glob("*.mipspack")
    assert detainee.listed.encode() not in pack.read_bytes()
    opened = computer.folder / "opened"
    computer.mips("pack", "--open", str(pack), "--to", str(opened), *computer.passphrase)
    desk.page.goto(f"file://{opened}/whiteboard.html")
    desk.look()
    row = desk.page.locator(".board tbody tr").inner_text()
    for said in (CELL, detainee.listed, "left, ends", "L2"):
        assert said in row, row
    assert "m ago" in desk.page.locator("#age").inner_text()
    desk.page.set_viewport_size({"width": 360, "height": 740})
    desk.look()
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    [sheet] = opened.glob("*.pdf")
    printed = pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_range()
    assert detainee.listed in printed and "Relevant time" in printed and CELL in printed
    return desk.page.locator(".facts tr", has_text="Custody number").locator("td").inner_text()


def written(desk: Desk, number: str, officer: str) -> list[str]:
    """What the paper says: looked at twice, a drink, and nothing of the last half hour; one row cannot be read."""
    return [
        f"{number},{desk.ago(92)},check,asleep,,Breathing,{officer},",
        f"{number},{desk.ago(75)},meal,drink,,Tea,{officer},",
        f"{number},{desk.ago(64)},check,fine,,,{officer},",
        f"{number},{desk.ago(60)},check,snoring,,,{officer},",
    ]


def enter(computer: Computer, desk: Desk, sergeant: str, rows: list[str]) -> None:
    head = (computer.folder / "opened" / "reenter.csv").read_text().strip()
    paper = computer.keep("paper.csv", "\n".join([head, *rows]) + "\n")
    who = ["--as-user", sergeant, "--reason", "Entering paper"]
    stretch = ["--suite", "KS", "--gone-from", desk.ago(100), "--gone-until", desk.ago(1)]
    said = computer.mips("reenter", paper, *who, *stretch, status=1)
    assert said.count("  entered") == 3 and "refused: what: Enter one of" in said
    assert "due meanwhile with no entry" in said and "check" in said
    again = computer.mips("reenter", paper, *who, status=1)
    assert again.count("already there") == 3


def enter_on_page(desk: Desk, detainee: Detainee, number: str, officer: str) -> None:
    """The row that could not be read, put right by whoever knows; the number stands there for the next."""
    desk.visit("/custody/paper")
    desk.fill({"custody_number": number, "at": desk.ago(60), "kind": "check", "what": "snoring", "by": officer})
    refused(desk, "Enter", "Enter one of")
    desk.fill({"what": "asleep", "text": "Snoring"}).send("Enter", expect="Entered, marked as late")
    assert desk.page.locator("#custody_number").input_value() == number
    desk.visit(f"{detainee.record}?tab=log")
    for said in ("Snoring", "Tea", "from paper, typed in by", "entered"):
        assert said in desk.text


def missing(desk: Desk, detainee: Detainee) -> None:
    desk.visit("/custody/paper").press("Kilnside", expect="What is missing from paper")
    desk.fill({"since": desk.ago(100), "until": desk.ago(200)})
    refused(desk, "Show", "a time after the first")
    desk.fill({"until": desk.ago(1)}).page.get_by_role("button", name="Show").click()
    desk.look()
    assert detainee.listed in desk.text and "1 thing due with no entry" in desk.text
