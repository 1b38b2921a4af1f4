"""What every field of ours has: a label, a hint, a control to ask with, and messages in the GOV.UK voice."""

from __future__ import annotations

from typing import Any

from marshmallow import fields


class Asked(fields.Field[Any]):
    """Mixin for a marshmallow field: put it before the marshmallow class.

    `label` is what the form says, `hint` what stands below it, `thing` what messages call it ('Enter the grounds for
    detention'), `group` the legend of the fieldset it stands in, `shown_when` another field and the value it must have
    ('kind=other') before this one is of interest, `needed` what a label says instead of 'optional' where a rule may
    ask for it. All of it rides in `metadata`, and OpenAPI gets the hint.
    """

    widget = "text"
    verb = "Enter"

    def __init__(
        self,
        label: str = "",
        *,
        hint: str = "",
        thing: str = "",
        widget: str = "",
        group: str = "",
        width: int = 0,
        autocomplete: str = "",
        shown_when: str = "",
        needed: str = "",
        **rest: Any,
    ) -> None:
        self.label, self.thing = label, thing or _lowered(label)
        asked = {
            "label": label,
            "hint": hint,
            "widget": widget or self.widget,
            "group": group,
            "width": width,
            "autocomplete": autocomplete,
            "shown_when": shown_when,
            "needed": needed,
        }
        metadata = {"description": hint or label} | {k: v for k, v in asked.items() if v} | rest.pop("metadata", {})
        messages = {"required": self.wanted, "null": self.wanted} | rest.pop("error_messages", {})
        if not rest.get("required") and "load_default" not in rest:
            rest.setdefault("allow_none", True)
        super().__init__(metadata=metadata, error_messages=messages, **rest)

    @property
    def wanted(self) -> str:
        """What to say when nothing was given."""
        return f"{self.verb} {self.thing or 'a value'}"

    @property
    def name_in_messages(self) -> str:
        """How a message begins that speaks of this field."""
        return (self.label or (self.name or "this").replace("_", " ").capitalize()).rstrip("?")

    def _validate(self, value: Any) -> None:
        if value is not None:
            super()._validate(value)

    def typed(self, value: Any) -> Any:
        """The text (or list of texts) a form shows for a value: reading it back gives the value again."""
        return "" if value is None else str(value)

    def understood(self, text: str) -> str:
        """What the text is taken to mean, where that is worth showing; empty otherwise."""
        return ""


def _lowered(label: str) -> str:
    """A label inside a sentence: 'Date of birth' -> 'date of birth', but 'PNCID' stays."""
    plain = label.rstrip("?")
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() or plain[1:2] == " " else plain
