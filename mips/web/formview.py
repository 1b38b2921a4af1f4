"""What a template sees of a form: fields with labels, values as typed, errors beside each, in fieldsets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from marshmallow import Schema

from mips.web.field.groups import Group, Part
from mips.web.formdata import Typed, asked, rows_of
from mips.web.pickers import Candidate, Picker, picker_of


@dataclass(frozen=True, kw_only=True)
class FormField:
    """One control. `values` are texts as typed; `rows` the rows of a repeated group, `fields` those of a part."""

    name: str
    label: str
    hint: str
    widget: str
    values: tuple[str, ...]
    error: str | None
    required: bool
    group: str = ""
    width: int = 0
    autocomplete: str = ""
    accept: str = ""
    longest: int = 0
    shown_when: str = ""
    needed: str = ""
    options: Sequence[tuple[str, str]] = ()
    understood: str = ""
    readings: Sequence[str] = ()
    picker: Picker | None = None
    asked_for: str = ""
    candidates: Sequence[Candidate] = ()
    fields: Sequence[FormField] = ()
    rows: Sequence[Sequence[FormField]] = ()
    each: str = ""
    can_add: bool = False

    @property
    def value(self) -> str:
        """What stands in the control. A password is typed again: it is sent back in no page."""
        return self.values[0] if self.values and self.widget != "password" else ""

    @property
    def described_by(self) -> str:
        """Ids of the hint and the error, for aria-describedby."""
        parts = [f"{self.name}-hint" if self.hint else "", f"{self.name}-error" if self.error else ""]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Drawing:
    """All that is needed to draw a form: what was typed, what was wrong with it, what the pickers found."""

    typed: Typed
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    found: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    extra_rows: Mapping[str, int] = field(default_factory=dict)

    def fields(self, schema: Schema, prefix: str = "") -> list[FormField]:
        return [self._field(prefix, name, each) for name, each in asked(schema)]

    def _field(self, prefix: str, plain: str, source: Any) -> FormField:
        name, about = prefix + plain, source.metadata
        return FormField(
            name=name,
            label=about.get("label") or plain.replace("_", " ").capitalize(),
            hint=about.get("hint", ""),
            widget=about.get("widget", "text"),
            values=tuple(self.typed.getlist(name)),
            error=next(iter(self.errors.get(name, ())), None),
            required=source.required,
            group=about.get("group", ""),
            width=about.get("width", 0),
            autocomplete=about.get("autocomplete", ""),
            accept=about.get("accept", ""),
            longest=about.get("maxLength", 0),
            shown_when=prefix + about["shown_when"] if "shown_when" in about else "",
            needed=about.get("needed", ""),
            options=getattr(source, "options", ()),
            **self._times(name, source),
            **self._picking(name, about.get("picker", "")),
            **self._inside(name, source),
        )

    def _times(self, name: str, source: Any) -> dict[str, Any]:
        text = self.typed.get(name, "")
        if not text.strip() or not hasattr(source, "understood"):
            return {}
        readings = source.readings(text) if hasattr(source, "readings") else ()
        return {"understood": source.understood(text), "readings": readings}

    def _picking(self, name: str, kind: str) -> dict[str, Any]:
        picker = picker_of(kind) if kind else None
        if picker is None:
            return {}
        chosen = self.typed.get(name, "")
        known = picker.name(chosen) if chosen.strip() else None
        found = [known] if known else []
        found += [candidate for candidate in self.found.get(name, ()) if candidate.value != chosen]
        return {"picker": picker, "asked_for": self.typed.get(f"{name}__q", ""), "candidates": found}

    def _inside(self, name: str, source: Any) -> dict[str, Any]:
        if isinstance(source, Part):
            return {"fields": self.fields(source.schema, f"{name}-")}
        if not isinstance(source, Group):
            return {}
        wanted = max(rows_of(name, self.typed), source.at_least, 1) + self.extra_rows.get(name, 0)
        count = min(wanted, source.at_most)
        rows = [self.fields(source.schema, f"{name}-{place}-") for place in range(count)]
        return {"rows": rows, "each": source.each, "can_add": count < source.at_most}


def by_legend(fields: Sequence[FormField]) -> Iterator[tuple[str, list[FormField]]]:
    """Neighbouring fields of one group together, as (legend, fields); the legend is empty outside any group."""
    for legend, members in groupby(fields, key=lambda each: each.group):
        yield legend, list(members)
