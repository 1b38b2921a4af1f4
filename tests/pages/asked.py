"""A page's form as somebody reads it: what it asks, what must be answered, and what is answered already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

OPTIONAL = "(optional)"
CONTROLS = ("input", "select", "textarea")
NOT_ASKED = ("hidden", "submit", "button")


@dataclass
class Asked:
    """One question of a form. `answers` are the values it comes with."""

    name: str
    label: str
    required: bool
    answers: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        must = "must" if self.required else "may"
        known = f" = {', '.join(self.answers)}" if self.answers else ""
        return f"    {must:4}  {self.name}  {self.label!r}{known}"


class Paper:
    """The form in the main part of a page."""

    def __init__(self, html: str) -> None:
        tree = html5lib.parse(html, namespaceHTMLElements=False)
        self.title = "".join(next(tree.iter("h1")).itertext()).strip()
        self._above = {child: parent for parent in tree.iter() for child in parent}
        self._form = next(each for main in tree.iter("main") for each in main.iter("form") if _posts(each))
        self._labels = {each.get("for", ""): _said(each) for each in self._form.iter("label")}

    @property
    def fields(self) -> dict[str, Asked]:
        """Every question, what is hidden left out."""
        found: dict[str, Asked] = {}
        for control in self._controls():
            name = control.get("name", "")
            if control.get("type") in NOT_ASKED or not name or name.startswith("_"):
                continue
            asked = found.setdefault(name.removesuffix("__q"), self._asked(control))
            asked.answers += _answers(control)
        return found

    def filled(self) -> MultiDict[str, str]:
        """What the browser would send if nobody touched it."""
        return MultiDict((each.get("name", ""), text) for each in self._controls() for text in _sent(each))

    def _controls(self) -> Iterator[Element]:
        return (each for each in self._form.iter() if each.tag in CONTROLS)

    def _asked(self, control: Element) -> Asked:
        several = control.get("type") in ("radio", "checkbox")
        label = self._legend(control) if several else self._labels.get(control.get("id", ""), "")
        must = OPTIONAL not in label and not self._inside_optional(control) and not self._single_tick(control)
        return Asked(control.get("name", "").removesuffix("__q"), label, must)

    def _inside_optional(self, control: Element) -> bool:
        """Inside a group that may be left empty, or asked only after a certain answer."""
        return any(
            each.get("data-shown-when") or (each.tag == "fieldset" and OPTIONAL in _said(each.find("legend")))
            for each in self._ancestors(control)
        )

    def _single_tick(self, control: Element) -> bool:
        fieldset = next((each for each in self._ancestors(control) if each.tag == "fieldset"), None)
        return control.get("type") == "checkbox" and sum(1 for _ in fieldset.iter("input")) == 1 if fieldset else False

    def _legend(self, control: Element) -> str:
        return next((_said(each.find("legend")) for each in self._ancestors(control) if each.tag == "fieldset"), "")

    def _ancestors(self, element: Element) -> Iterator[Element]:
        while element in self._above:
            element = self._above[element]
            yield element


def _posts(form: Element) -> bool:
    return form.get("method") == "post" and any(each.get("name") == "_key" for each in form.iter("input"))


def _said(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _answers(control: Element) -> list[str]:
    return [text for text in _sent(control) if text.strip()]


def _sent(control: Element) -> list[str]:
    if control.get("type") in ("submit", "button"):
        return []
    if control.get("type") in ("radio", "checkbox"):
        return [control.get("value", "")] if control.get("checked") is not None else []
    if control.tag == "select":
        return [each.get("value", "") for each in control.iter("option") if each.get("selected") is not None]
    return [control.text or "" if control.tag == "textarea" else control.get("value", "")]


@dataclass
class Walker:
    """Somebody who walks the story over HTTP. `forms` lists every form met with its questions."""

    client: FlaskClient
    facts: Mapping[str, str]
    known: dict[str, str]
    forms: list[str]
    repeated: list[str] = field(default_factory=list)

    def answer(self, path: str, answers: Mapping[str, str | list[str]]) -> str:
        """Open a form, see that it asks nothing that is known, answer it. Gives where that leads."""
        paper = Paper(self._got(self.client.get(path)).text)
        self._read(paper, answers)
        sent = paper.filled()
        for name, value in answers.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        answered = self.client.post(path, data=sent)
        assert answered.status_code in (302, 303), f"{paper.title}: {_refusals(answered)}"
        told = {plain(name) for name in (*answers, *_given(paper))} & self.facts.keys()
        self.known |= {self.facts[name]: paper.title for name in told}
        return answered.headers["Location"]

    def _read(self, paper: Paper, answers: Mapping[str, object]) -> None:
        self.forms.append("\n".join([paper.title, *map(str, paper.fields.values())]))
        for asked in paper.fields.values():
            if not asked.required or asked.answers:
                continue
            assert plain(asked.name) in self.facts, f"{paper.title}: which fact is {asked.name}?"
            if (fact := self.facts[plain(asked.name)]) in self.known:
                self.repeated.append(f"{paper.title} asks {asked.label!r}: {fact}, known since {self.known[fact]!r}")

    def _got(self, answer: TestResponse) -> TestResponse:
        assert answer.status_code == 200, answer.text
        return answer


def _given(paper: Paper) -> set[str]:
    return {name for name, asked in paper.fields.items() if asked.answers}


def plain(name: str) -> str:
    """A field's name without the number of its row: 'charges-wording'."""
    return "-".join(part for part in name.split("-") if not part.isdecimal())


def _refusals(answer: TestResponse) -> list[str]:
    tree = html5lib.parse(answer.text, namespaceHTMLElements=False)
    return [_said(each) for each in tree.iter() if "govuk-error-message" in (each.get("class") or "")]
