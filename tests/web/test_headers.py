"""What the browser is told it may do."""

from __future__ import annotations

import re

import pytest

PAGES = ["/ticket", "/rides", "/ride", "/nowhere", "/raise/forbidden"]


def policy(answer):
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {name: rest.split() for name, _, rest in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("page", PAGES)
def test_scripts_run_only_by_nonce_and_nothing_is_inline(browser, page):
    answer = browser.get(page)
    rules = policy(answer)
    (nonce,) = set(re.findall(r'nonce="([^"]+)"', answer.text))
    assert rules["script-src"] == [f"'nonce-{nonce}'", "'strict-dynamic'"]
    assert rules["style-src"] == ["'self'"]
    assert rules["frame-ancestors"] == ["'none'"]
    assert not any("unsafe" in word for words in rules.values() for word in words)
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", answer.text)


def test_a_nonce_is_used_once(browser):
    assert policy(browser.get("/rides"))["script-src"] != policy(browser.get("/rides"))["script-src"]


@pytest.mark.parametrize("page", [*PAGES, "/api/v1/raise/rule"])
def test_pages_are_not_kept_framed_or_told_on(browser, page):
    headers = browser.get(page).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]


def test_https_is_insisted_on_only_once_it_is_used(browser):
    assert "Strict-Transport-Security" not in browser.get("/rides").headers
    assert (
        "max-age=63072000" in browser.get("/rides", base_url="https://localhost").headers["Strict-Transport-Security"]
    )


def test_maps_may_come_from_the_one_origin_that_is_set(fair):
    fair.config["MAP_TILES_ORIGIN"] = "https://tiles.example"
    assert policy(fair.test_client().get("/rides"))["img-src"] == ["'self'", "data:", "https://tiles.example"]


def test_our_own_files_are_kept_for_as_long_as_they_do_not_change(browser):
    address = re.search(r'href="(/static/mips\.css\?v=\w+)"', browser.get("/rides").text)[1]
    whole = browser.get(address)
    packed = browser.get(address, headers={"Accept-Encoding": "gzip"})
    assert whole.cache_control.max_age == 31_536_000
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert len(packed.data) < len(whole.data) / 2
    again = browser.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["../shell.py", "%2e%2e/shell.py", "nothing.css"])
def test_only_files_of_the_folder_are_served(browser, name):
    assert browser.get(f"/static/{name}").status_code == 404


def test_our_own_stylesheet_stays_small(browser):
    assert len(browser.get("/static/mips.css").data) < 15_000
