"""Two people saved the same record: shows both versions side by side and lets the second choose, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import g, make_response, render_template, request
from werkzeug.wrappers import Response

from mips.core.errors import Stale
from mips.web import kept
from mips.web.formdata import pairs_of, to_typed
from mips.web.forms import Form
from mips.web.formview import FormField
from mips.web.problems import Problem


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
        pairs=[(name, value) for name, value in kept.typed_now() if name not in shown],
    )
    return make_response(html, problem.status)


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
