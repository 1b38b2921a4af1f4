"""A marshmallow schema, seen as a GOV.UK form: fields with labels, values as typed, errors beside each."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flask import g, request
from marshmallow import Schema, ValidationError

from mips.core.errors import InputInvalid, RuleBroken, Stale
from mips.web import draft as drafts
from mips.web.draft import Draft, Kept
from mips.web.field.files import Upload
from mips.web.field.text import Secret
from mips.web.formdata import (
    Typed,
    asked,
    chosen,
    flat,
    rows_of,
    showable,
    to_fields,
    to_typed,
    without_blank_rows,
    without_row,
)
from mips.web.formview import Drawing, FormField, by_legend
from mips.web.kept import BEGIN
from mips.web.pickers import Candidate

KEY = "_key"


class Form:
    """One form on a page, posted to the page itself.

    `initial` is a record or mapping shown before anything is typed, `draft` where a form half filled in is kept. After
    `carries_out` has returned False the form draws itself again with everything as typed, the errors, and `status`
    422 where there were any.
    """

    def __init__(self, schema: Schema, *, initial: Any = None, draft: Draft | None = None) -> None:
        self.schema, self.draft = schema, draft
        self.drafted: Kept | None = draft.kept() if draft and not self.sent else None
        self.errors: dict[str, list[str]] = {}
        self.result: Any = None
        self.found: dict[str, Sequence[Candidate]] = {}
        self.extra_rows: dict[str, int] = {}
        self.typed: Typed = self._sent() if self.sent else self._begun(initial if initial is not None else {})

    def _begun(self, initial: Any) -> Typed:
        return self.drafted.typed if self.drafted else to_typed(self.schema, initial)

    @property
    def sent(self) -> bool:
        return request.method == "POST"

    def _sent(self) -> Typed:
        return chosen(showable(request.form))

    @property
    def status(self) -> int:
        return 422 if self.errors else 200

    @property
    def key(self) -> str:
        """Names this one submission, also when it is sent again after an error (CNT-3.3)."""
        try:
            return str(uuid.UUID(self.typed.get(KEY, "")))
        except ValueError:
            return str(uuid.uuid4())

    @property
    def takes_files(self) -> bool:
        return any(isinstance(field, Upload) for _, field in asked(self.schema))

    def carries_out(self, action: Callable[[dict[str, Any]], Any]) -> bool:
        """On POST: load the fields and run the action. False when there is nothing to do or something is wrong.

        What the schema, the input or a rule refuses becomes errors beside fields; anything else propagates.
        """
        if not self.sent or self._kept_instead() or self._reshaped():
            return False
        g.form = self
        self.typed = without_blank_rows(self.schema, self.typed)
        self._look_up_what_was_not_picked()
        try:
            given = self.load()
            if not self.errors:
                self.result = action(given)
        except (ValidationError, InputInvalid) as invalid:
            self.errors = flat(invalid.messages) | self.errors
        except RuleBroken as broken:
            for each in broken.every:
                self.refuse(each.said, field=each.field or "")
        return not self.errors

    @property
    def seen(self) -> int:
        """The version of the draft that this page shows."""
        version = self.typed.get(drafts.SEEN, "")
        return int(version) if re.fullmatch("[0-9]{1,9}", version) else self.drafted.version if self.drafted else 0

    def _kept_instead(self) -> bool:
        """Where no more was wanted than to keep the draft, that is the answer: True only when it was refused."""
        wanted = self.typed.pop(drafts.KEEP, "")
        if not wanted or self.draft is None:
            return False
        secret = frozenset(name for name, field in asked(self.schema) if isinstance(field, Secret))
        try:
            kept = self.draft.keep(drafts.worth_keeping(self.typed, secret), seen=self.seen)
        except Stale as stale:
            if wanted == "auto":
                raise drafts.stale_by_script(stale) from stale
            self.refuse(stale.detail)
            self.typed[drafts.SEEN] = str(stale.theirs.get("version", 0))
            return True
        raise drafts.answered(kept, back=self.draft.back, by_script=wanted == "auto")

    def load(self) -> dict[str, Any]:
        """The fields as the schema gives them. Raises ValidationError."""
        loaded: dict[str, Any] = self.schema.load(to_fields(self.schema, self.typed, request.files))
        return loaded

    def refuse(self, message: str, *, field: str = "") -> None:
        """Add an error found outside the schema."""
        self.errors.setdefault(field, []).append(message)

    def _reshaped(self) -> bool:
        """True when the form is only to be drawn: a row more or less, candidates to pick from, a page begun."""
        if adding := self.typed.pop("_add", ""):
            self.extra_rows[adding] = 1
        elif removing := self.typed.pop("_remove", ""):
            key, _, place = removing.rpartition("-")
            if place.isascii() and place.isdecimal() and int(place) < rows_of(key, self.typed):
                self.typed = without_row(key, int(place), self.typed)
        elif finding := self.typed.pop("_find", ""):
            self._find(finding)
        elif suggested := self.typed.pop("_suggest", ""):
            name, _, text = suggested.partition("=")
            self.typed[name] = text
        else:
            return bool(self.typed.pop(BEGIN, ""))
        return True

    def _find(self, name: str) -> None:
        drawn = next((each for each in _all(self.fields) if each.name == name and each.picker), None)
        text = self.typed.get(f"{name}__q", "").strip()[:200]
        if drawn is None or drawn.picker is None or not text:
            return
        self.found[name] = drawn.picker.find(text)
        if not self.found[name]:
            self.refuse(f"Nothing was found for \u2018{text}\u2019", field=name)

    def _look_up_what_was_not_picked(self) -> None:
        """Where somebody typed into a picker and went on without picking, show what there is to pick from."""
        for each in _all(self.fields):
            if each.picker and each.asked_for.strip() and not each.value.strip():
                self._find(each.name)
                if self.found.get(each.name):
                    self.refuse("Select one of those found, or empty the box", field=each.name)

    @property
    def fields(self) -> list[FormField]:
        return Drawing(self.typed, self.errors, self.found, self.extra_rows).fields(self.schema)

    @property
    def fieldsets(self) -> list[tuple[str, list[FormField]]]:
        return list(by_legend(self.fields))

    def __iter__(self) -> Iterator[FormField]:
        return iter(self.fields)

    def __getitem__(self, name: str) -> FormField:
        return next(field for field in _all(self.fields) if field.name == name)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """(id of the control, message) for the error summary, in the order of the form."""
        order = [each.name for each in _all(self.fields)]
        listed = sorted(self.errors.items(), key=lambda item: order.index(item[0]) if item[0] in order else -1)
        return [(name if name in order else "main-content", message) for name, texts in listed for message in texts]


class Filters(Form):
    """The filters of a list, kept in the address bar: `chosen` holds those given, or `initial` where none are."""

    def __init__(self, schema: Schema, *, initial: Any = None) -> None:
        super().__init__(schema, initial=initial)
        if initial is not None and not request.args:
            self.typed = self._begun(initial)

    @property
    def sent(self) -> bool:
        return True

    def _sent(self) -> Typed:
        return showable(request.args)

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters as loaded; empty, with errors set, when one cannot be understood."""
        try:
            loaded = self.load()
        except ValidationError as invalid:
            self.errors = flat(invalid.messages)
            return {}
        return {name: value for name, value in loaded.items() if value not in (None, [], "")}

    @property
    def kept(self) -> Mapping[str, list[str]]:
        """What the address bar holds of them, for links to the next page."""
        names = [name for name, _ in asked(self.schema)]
        return {name: self.typed.getlist(name) for name in names if any(self.typed.getlist(name))}


def _all(fields: Sequence[FormField]) -> Iterator[FormField]:
    for field in fields:
        yield field
        yield from _all(field.fields)
        for row in field.rows:
            yield from _all(row)
