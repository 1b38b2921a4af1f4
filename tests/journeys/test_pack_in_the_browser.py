"""A pack that the browser keeps: sealed there, opened with its passphrase when the server is gone."""

from __future__ import annotations

import pytest

from tests.journeys.desk import Desk

pytestmark = pytest.mark.journey

SECRET = "four green horses"
STRANGER = "Man, about 40, gives no name"
EVERYTHING_KEPT = """async () => {
  const database = await new Promise(done => {
    const asked = indexedDB.open("mips-packs");
    asked.onsuccess = () => done(asked.result);
  });
  const of = name => new Promise(done => {
    const asked = database.transaction(name).objectStore(name).getAll();
    asked.onsuccess = () => done(asked.result);
  });
  const kept = [...await of("packs"), ...await of("sheets")];
  return kept.map(each => new TextDecoder("latin1").decode(each.sealed)).join();
}"""


def test_a_sealed_copy_opens_without_the_server(cast, open_desk):
    desk = open_desk().sign_in(cast("sergeant"))
    desk.visit("/custody/arrive").fill({"suite_id": desk.option("suite_id", "Northmoor"), "described_as": STRANGER})
    desk.send("Record arrival")
    desk.at_suite().press("Keep packs in this browser", expect="Nothing yet")
    desk.page.evaluate("navigator.serviceWorker.ready")
    address = desk.page.url
    keep(desk)
    lying_there = desk.page.evaluate(EVERYTHING_KEPT)
    assert lying_there and not any(each in lying_there for each in ("Northmoor", STRANGER, "%PDF"))
    desk.page.reload()  # the worker keeps the page as it is sent
    desk.page.wait_for_selector("body[data-ready]")
    desk.page.context.set_offline(True)
    desk.page.goto(address)
    desk.page.wait_for_selector("#kept button")
    open_with(desk, "not the passphrase")
    desk.page.get_by_text("The passphrase is wrong").wait_for()
    open_with(desk, SECRET)
    pack = desk.page.frame_locator("#shown")
    pack.get_by_text("As it stood at").wait_for()
    assert "Northmoor" in pack.locator("h1").inner_text()
    sheet = desk.page.locator("#sheets a", has_text=STRANGER)
    sheet.wait_for()
    assert "(PDF, " in sheet.inner_text() and sheet.get_attribute("href").startswith("blob:")
    assert "m old" in desk.page.locator("#sheets li").first.inner_text()
    desk.page.get_by_role("button", name="Close it").click()
    assert not desk.page.locator("#sheets a").count()
    desk.page.context.set_offline(False)


def keep(desk: Desk) -> None:
    desk.page.fill("#passphrase", "short")
    desk.page.fill("#again", "short")
    desk.page.get_by_role("button", name="Keep a copy").click()
    desk.page.get_by_text("Use at least 12 characters").wait_for()
    desk.page.fill("#passphrase", SECRET)
    desk.page.fill("#again", SECRET)
    desk.page.get_by_role("button", name="Keep a copy").click()
    desk.page.get_by_text("Kept at").wait_for()
    desk.look()


def open_with(desk: Desk, passphrase: str) -> None:
    desk.page.fill("#opening", passphrase)
    desk.page.locator("#kept button").first.click()
