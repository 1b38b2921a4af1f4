"""What is on every page."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest

from mips.web.shell import TEMPLATES
from tests.web.fairground import fairground

PAGES = ["/ticket", "/rides", "/ride", "/nowhere"]
SHIPPED = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))


def elements(html):
    return list(html5lib.parse(html, namespaceHTMLElements=False).iter())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_its_marking_who_is_signed_in_and_where_to_search(browser, page):
    html = browser.get(page).text
    assert html.count("OFFICIAL-SENSITIVE</div>") == 2
    assert "TRAINING DATA" in html
    assert "Sam Turner" in html
    assert 'action="/sign-out"' in html
    assert [
        e.get("action") for e in elements(html) if e.get("role") == "search" and "mips-search" in e.get("class", "")
    ]
    assert [e.get("href") for e in elements(html) if "govuk-skip-link" in e.get("class", "")] == ["#main-content"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_main_one_heading_and_a_title(browser, page):
    tags = [element.tag for element in elements(browser.get(page).text)]
    assert [tags.count(tag) for tag in ("main", "h1", "title", "header", "footer")] == [1] * 5


def test_the_menu_holds_what_this_person_may_open_and_marks_one(browser):
    links = [e for e in elements(browser.get("/rides").text) if "service-navigation__link" in e.get("class", "")]
    assert [link.get("href") for link in links] == ["/rides", "/ticket"]
    assert [link.get("href") for link in links if link.get("aria-current")] == ["/rides"]


def test_a_stranger_sees_no_menu_and_no_search():
    html = fairground(who=lambda: None, TRAINING=False).test_client().get("/rides").text
    assert not re.search("service-navigation|mips-search|Sign out|TRAINING DATA", html)


def test_a_message_is_shown_once_as_a_banner(browser):
    browser.post("/ticket", data={"name": "Ann", "ride": "wheel", "brave": "no"})
    assert "govuk-notification-banner--success" in (html := browser.get("/rides").text)
    assert "Ticket bought" in html
    assert "Ticket bought" not in browser.get("/rides").text


def test_what_a_record_holds_is_never_taken_for_markup(browser):
    html = browser.get("/ride").text
    assert "Ghost train &lt;old&gt;" in html
    assert "All &lt;fine&gt;." in html


def test_a_time_left_stands_beside_its_instant(browser):
    html = browser.get("/ride").text
    beside = '<span class="mips-clock__at"><time datetime="2026-03-02T18:12+00:00">18:12</time></span>'
    assert f"6h 12m left {beside}" in html
    assert "9h 0m" not in html
    assert "3h 0m" in html


def test_nothing_reserved_for_gov_uk_is_on_a_page(browser):
    html = browser.get("/rides").text
    assert not re.search("crown|crest|GDS Transport|govuk-logotype", html, re.IGNORECASE)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_template_compiles_and_uses_every_import(fair, name):
    fair.jinja_env.get_template(name)
    source = (TEMPLATES / name).read_text()
    for imported in re.findall(r'{% import "[^"]+" as (\w+)', re.sub(r"{#.*?#}", "", source, flags=re.DOTALL)):
        assert re.search(rf"\b{imported}\.\w+", source), f"{name} imports {imported} and does not use it"


def test_pages_stay_light(browser):
    vendor = Path(TEMPLATES).parent / "static" / "vendor"
    if not vendor.exists():
        pytest.skip("script/setup has not built the static assets")
    answer = browser.get("/rides")
    addresses = re.findall(r'(?:src|href|data-govuk)="(/static/[^"]+\.(?:css|js|svg)[^"]*)"', answer.text)
    sent = [len(browser.get(address, headers={"Accept-Encoding": "gzip"}).data) for address in addresses]
    fonts = sum((vendor / "fonts" / f"inter-latin-{weight}-normal.woff2").stat().st_size for weight in (400, 700))
    assert len(answer.data) + sum(sent) + fonts < 150_000
