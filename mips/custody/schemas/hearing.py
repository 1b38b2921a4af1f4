"""Who was heard before a decision, and how: the same questions for a review and for an extension."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, post_load

from mips.custody.rules.representations import Heard
from mips.web import fields


def _some(which: Iterable[Heard]) -> list[tuple[str, str]]:
    return [(each.value, each.label) for each in which]


_DETAINEE = _some((Heard.SAID, Heard.WRITTEN, Heard.NOTHING, Heard.ASLEEP, Heard.UNFIT))
_OTHERS = _some((Heard.SAID, Heard.WRITTEN, Heard.NOTHING, Heard.ABSENT))
_HOW = ("detainee_heard", "solicitor_heard", "adult_heard")


class HeardIn(Schema):
    detainee_heard = fields.Choice("The detainee", _DETAINEE, required=True, thing="how the detainee was heard")
    detainee_said = fields.LongText("What the detainee said", max=4000, load_default="")
    unfit_why = fields.Text(
        "By what condition or behaviour they were unfit to be heard",
        shown_when="detainee_heard=unfit",
        max=500,
        load_default="",
    )
    solicitor_heard = fields.Choice("The solicitor", _OTHERS)
    solicitor_said = fields.LongText("What the solicitor said", max=4000, load_default="")
    adult_heard = fields.Choice("The appropriate adult", _OTHERS)
    adult_said = fields.LongText("What the appropriate adult said", max=4000, load_default="")
    outcome = fields.Text("What you made of what was said", max=1000, load_default="")

    @post_load
    def _as_heard(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | {name: Heard(given[name]) for name in _HOW if given.get(name)}
