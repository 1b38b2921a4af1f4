"""Somebody in custody, and what is done at the desk for everybody there, page by page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.custody.answers import RIGHTS
from tests.journeys.desk import Desk
from tests.journeys.story import minutes_ago

GROUNDS = "To be interviewed about the theft, and to find who else took part"


@dataclass
class Detainee:
    """`listed` is how lists name them; `record` the address of their custody record, once they have arrived."""

    person_id: str
    listed: str
    cell: str
    record: str = ""
    suite: str = "Northmoor"
    began: datetime = field(default_factory=lambda: datetime.now(UTC).replace(second=0, microsecond=0))
    """When their journey began: what is so many minutes apart stays so when the minute turns meanwhile."""

    def ago(self, count: int) -> str:
        """So many minutes before their journey began, as it is typed."""
        return minutes_ago(count, self.began)

    def arrive(self, desk: Desk, ago: int, **more: Any) -> None:
        """`ago` is in minutes, here as below."""
        desk.visit(f"/custody/arrive?person={self.person_id}")
        desk.fill({"suite_id": desk.option("suite_id", self.suite), "arrived_at": self.ago(ago)} | more)
        desk.send("Record arrival", expect=self.listed)
        self.record = desk.path

    def give_rights(self, desk: Desk, ago: int, **answers: Any) -> None:
        desk.fill(RIGHTS | answers | {"offered_at": self.ago(ago)}).send("Save what was answered")

    def put_in_cell(self, desk: Desk, ago: int, *, why: str = "") -> None:
        desk.press("Put in a cell").fill({"cell_id": desk.option("cell_id", self.cell), "from_at": self.ago(ago)})
        desk.fill({"why": why}).send("Save", expect=self.cell)

    def open(self, desk: Desk, tab: str = "") -> Desk:
        """Their record, at one of its tabs by what it says. Without one it is only passed through: it has been seen."""
        desk.page.goto(desk.address + self.record)
        if not tab:
            return desk
        desk.page.get_by_role("navigation", name="Parts of the record").get_by_role("link", name=tab).click()
        return desk.look()

    def on_board(self, desk: Desk) -> str:
        """What their row of the whiteboard says."""
        desk.press(f"{self.suite} whiteboard", expect=self.listed)
        return desk.page.locator("#board tr", has_text=self.listed).inner_text()


def refused(desk: Desk, button: str, *reasons: str) -> Desk:
    """Send the form of the page, which is refused for these reasons, and stands there as it was typed."""
    desk.page.locator("main form").get_by_role("button", name=button, exact=True).last.click()
    desk.look()
    said = desk.page.locator(".govuk-error-summary").inner_text()
    for reason in reasons:
        assert reason in said, f"{reason!r} is not said:\n{said}"
    return desk
