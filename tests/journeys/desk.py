"""Somebody at a browser. Each page they come to is looked at: axe, console, content security policy, width."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from mips.core.england import LONDON
from tests.build_accounts import PASSWORD, Account

AXE = Path("node_modules/axe-core/axe.min.js")
SCREENS = os.environ.get("MIPS_SCREENS", "")
"""Where pictures of each page are put, when asked."""
BROUGHT = "[...document.querySelectorAll('form[data-guard], [data-picker][data-source]')].every(e => e.dataset.ready)"
"""True once script has brought the page to life."""
PHONE = 360  # pixels
MADE_OF = Path(__file__).with_name("made_of.js").read_text()
"""What a page is made of, as far as axe judges it: a number for each kind of element where it stands."""
KINDS = """names => names.map(name => {
  const found = document.querySelector(`main [name="${CSS.escape(name)}"]`);
  return found ? found.getAttribute("type") || found.tagName : "";
})"""
"""What kind of control each name is."""
_passed: defaultdict[int, set[int]] = defaultdict(set)
"""What axe has passed in this run, by the width it was seen at."""
_signed_in_at: set[tuple[int, bool]] = set()
"""In which widths, with script or without, somebody signed in on the pages."""


@dataclass
class Desk:
    """A browser window. `looked` counts the pages that passed; it lives so much `ahead` of now."""

    page: Page
    address: str
    name: str = "desk"
    script: bool = True
    ahead: timedelta = timedelta()
    looked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        """A page's own status 4xx is said on the console too: the journey looks for that itself."""
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.wrong.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and response.request.resource_type != "document"):
            self.wrong.append(f"{response.status} from {response.url}")

    def visit(self, path: str) -> Desk:
        self.page.goto(self.address + path)
        return self.look()

    def look(self) -> Desk:
        """Fail on anything that is wrong with the page as it stands."""
        self.page.wait_for_load_state()
        while self.script and not self.page.evaluate(BROUGHT):
            self.page.wait_for_timeout(20)
        where = f"{self.page.title()} <{self.page.url.removeprefix(self.address)}>"
        self._picture()
        wrong, self.wrong = [*self.wrong, *self._too_wide(), *self._inaccessible()], []
        assert not wrong, "\n".join([where, *wrong])
        self.looked.append(where)
        return self

    def _too_wide(self) -> list[str]:
        wide, shown = self.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        return [f"the page is {wide} wide where {shown} are shown"] if wide > shown else []

    def _inaccessible(self) -> list[str]:
        if not self.script:  # axe is script
            return []
        made_of, passed = set(self.page.evaluate(MADE_OF)), _passed[self._width]
        if made_of <= passed:  # axe has passed each of its elements where it stands, and the page as a whole
            return []
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        if not found["violations"]:
            passed |= made_of
        return [
            f"axe {each['id']} ({each['impact']}): {each['help']}: {[node['html'][:200] for node in each['nodes']]}"
            for each in found["violations"]
        ]

    @property
    def _width(self) -> int:
        size = self.page.viewport_size
        return size["width"] if size else 0

    def _picture(self) -> None:
        if SCREENS:
            folder = Path(SCREENS) / self.name
            folder.mkdir(parents=True, exist_ok=True)
            title = re.sub(r"\W+", "-", self.page.title())[:60]
            self._shot(folder / f"{len(self.looked):02}-{title}.png")

    def _shot(self, path: Path) -> None:
        """The page as it stands, and as a telephone shows it."""
        size = self.page.viewport_size
        self.page.screenshot(path=path, full_page=True)
        if size and size["width"] > PHONE:
            self.page.set_viewport_size({"width": PHONE, "height": 740})
            self.wrong += [f"on a telephone {each}" for each in self._too_wide()]
            self.page.screenshot(path=path.with_suffix(".phone.png"), full_page=True)
            self.page.set_viewport_size(size)

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address).partition("?")[0]

    def at_suite(self, name: str = "Northmoor") -> Desk:
        """The whiteboard of a suite, whether or not there are others to choose from."""
        self.visit("/custody/")
        return self.press(name) if "Open a suite" in self.text else self

    def press(self, name: str, *, expect: str = "", exact: bool = False) -> Desk:
        """Press a button or follow a link by what it says, wholly if `exact`, and look at where that leads."""
        self._disclose(name)
        roles = (self.page.get_by_role(role, name=name, exact=exact) for role in ("button", "link"))
        pressed = next(roles).or_(next(roles))
        assert pressed.locator("visible=true").count(), f"nothing here says {name!r}:\n{self.text}"
        pressed.locator("visible=true").first.click()
        self.look()
        assert expect in self.text, f"{expect!r} is not on the page:\n{self.text}"
        return self

    def _disclose(self, name: str) -> None:
        """Open the heading that a thing to do stands under, as somebody does who looks for it."""
        under = self.page.locator(
            "details:is(.custody-do, .govuk-details):not([open])", has=self.page.locator("a", has_text=name)
        )
        shown = self.page.locator("a, button").filter(has_text=name).locator("visible=true")
        if under.count() and not shown.count():
            under.first.locator("summary").click()

    def send(self, button: str, *, expect: str = "") -> Desk:
        """Send the form of the page: its last button of this name, the one that is seen."""
        self.page.locator("main form").get_by_role("button", name=button, exact=True).last.click()
        self.look()
        refused = self.page.locator(".govuk-error-summary")
        assert not refused.count(), f"{button!r} was refused: {refused.inner_text()}"
        assert expect in self.text, f"{expect!r} is not on the page:\n{self.text}"
        return self

    def fill(self, answers: Mapping[str, Any]) -> Desk:
        """Answer fields by their names: text, or the value of what is to be chosen (a list for several)."""
        for (name, answer), kind in zip(answers.items(), self.page.evaluate(KINDS, list(answers)), strict=True):
            for one in answer if isinstance(answer, list) else [answer]:
                self._answer(name, one, kind)
        return self

    def _answer(self, name: str, answer: str, kind: str) -> None:
        controls = self.page.locator(f'main [name="{name}"]')
        if kind in ("radio", "checkbox"):
            _tick(self.page.locator(f'main [name="{name}"][value="{answer}"]'))
        elif kind == "SELECT":
            controls.first.select_option(answer)
        else:
            controls.first.fill(answer)

    def option(self, name: str, text: str) -> str:
        """The value of the choice that says this, of a field of any kind."""
        choices = self.page.locator(f'main select[name="{name}"] option', has_text=text)
        if choices.count():
            return choices.first.get_attribute("value") or ""
        return self.page.locator("main").get_by_label(text).and_(self.page.locator(f'[name="{name}"]')).input_value()

    def pick(self, name: str, text: str, *, found: str) -> Desk:
        """Find something on the record with a picker and choose it, with script or without."""
        box = self.page.locator(f'[id="{name}"]')
        box.fill(text)
        if box.get_attribute("role") == "combobox":
            self.page.locator(f'[id="{name}-list"] [role=option]', has_text=found).first.click()
        else:
            self.page.locator(f'button[name="_find"][value="{name}"]').click()
            self.look()
            self.page.get_by_role("radio", name=re.compile(re.escape(found))).first.check()
        return self

    def sign_in(self, account: Account) -> Desk:
        """With password and authenticator; once in a run, in each width, with script or without, on the pages."""
        here, code = (self._width, self.script), fresh_code(account, self.ahead)
        if here in _signed_in_at:
            next_page = self._post("/sign-in", collar_number=account.collar_number, password=PASSWORD)
            return self.visit(self._post(next_page, code=code))
        self.visit("/sign-in")
        self.fill({"collar_number": account.collar_number, "password": PASSWORD}).send("Continue")
        self.fill({"code": code}).send("Sign in")
        _signed_in_at.add(here)
        return self

    def _post(self, path: str, **fields: str) -> str:
        """Send a form without drawing its page. Gives where it leads."""
        asked = self.page.request.get(self.address + path).text()
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', asked)
        assert token, f"no form at {path}"
        sent = fields | {"csrf_token": token[1]}
        answer = self.page.request.post(self.address + path, form=sent, max_redirects=0)
        assert answer.status in (302, 303), f"{path} was answered with {answer.status}"
        return answer.headers["location"]

    def ago(self, minutes: int) -> str:
        """A time so many minutes before this window's now, as somebody in London types it."""
        at = datetime.now(UTC) + self.ahead - timedelta(minutes=minutes)
        return f"{at.astimezone(LONDON):%d/%m/%Y %H:%M}"


def fresh_code(account: Account, ahead: timedelta = timedelta()) -> str:
    """What the telephone shows: it may be typed for half a minute after another is shown."""
    return account.code(datetime.now(UTC) + ahead)


def _tick(control: Locator) -> None:
    control.check(force=True)  # GOV.UK draws the mark over the control
