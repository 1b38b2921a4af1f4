"""Two people saved the same record: shows both versions side by side and lets the second choose, field by field.

Where an act was lost rather than a field - two decide at once - there are no versions to compare: what others have
written on the record is said instead, as whoever knows that kind of record tells it, and the way back keeps what was
typed.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import g, make_response, render_template, request
from werkzeug.wrappers import Response

from mips.core.errors import MipsError, Stale
from mips.web import kept
from mips.web.formdata import pairs_of, to_typed
from mips.web.forms import Form
from mips.web.formview import FormField
from mips.web.problems import Problem


@dataclass(frozen=True, kw_only=True)
class Meanwhile:
    """What others did on the record, the latest first, and where it is read."""

    href: str
    lines: Sequence[tuple[datetime, str, str]]
    """When, who, what."""


_tellers: Final[dict[str, Callable[[uuid.UUID], Meanwhile]]] = {}


def tell_of(argument: str, teller: Callable[[uuid.UUID], Meanwhile]) -> None:
    """Have `teller` say what happened on the record that an address names by `argument`: 'detention_id'."""
    _tellers[argument] = teller


@dataclass(frozen=True)
class Difference:
    """One field on which the two versions differ: what each would send, and how that is said."""

    name: str
    label: str
    mine: kept.Pairs
    theirs: kept.Pairs
    words: Mapping[str, str]

    def said(self, pairs: kept.Pairs) -> list[str]:
        return [self.words.get(value, value) for _, value in pairs]


def page(error: Stale, problem: Problem) -> Response:
    """Answer 409 with both versions. Sending it saves the chosen one over the version now on the record.

    `error.theirs` is by field, and names the `version` now on the record.
    """
    form = g.get("form")
    differences = _differences(form, error) if isinstance(form, Form) else []
    shown = {name for each in differences for name, _ in each.mine} | {"version"}
    html = render_template(
        "conflict.html",
        problem=problem,
        here=request.full_path.rstrip("?"),
        differences=differences,
        version=error.theirs.get("version"),
        meanwhile=None if differences else _meanwhile(),
        begin=kept.BEGIN,
        pairs=[(name, value) for name, value in kept.typed_now() if name not in shown],
    )
    return make_response(html, problem.status)


def _meanwhile() -> Meanwhile | None:
    """Nothing where nobody tells of such records, or the reader may not read it."""
    named = request.view_args or {}
    for argument, teller in _tellers.items():
        if argument in named:
            try:
                return teller(named[argument])
            except MipsError:
                return None
    return None


def _differences(form: Form, error: Stale) -> list[Difference]:
    theirs = to_typed(form.schema, error.theirs)
    named = [field for field in form.fields if field.name in error.theirs and field.name != "version"]
    pairs = [(field, pairs_of(field.name, form.typed), pairs_of(field.name, theirs)) for field in named]
    return [
        Difference(field.name, field.label, mine, now, _words(field, [value for _, value in (*mine, *now)]))
        for field, mine, now in pairs
        if mine != now
    ]


def _words(field: FormField, values: Sequence[str]) -> dict[str, str]:
    """What stands for each sent text: the words of an option, the name of a picked record."""
    words = dict(field.options)
    if field.picker:
        words |= {value: found.label for value in values if (found := field.picker.name(value))}
    return words
