"""What is asked of whoever decides as custody officer: below sergeant, or where the station is not designated."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, post_load

from mips.custody.rules.acting import Acting, ActingAs
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.web import fields

TOLD = ("told_id", "told_station", "told_at")
ACTING = ("acting_as", "no_uninvolved_why", *TOLD)
"""Asked only where the station is not designated."""


class DecisionIn(Schema):
    no_sergeant_why = fields.Text(
        "Why was no custody sergeant readily available?",
        hint="Only where you act below sergeant (PACE s.36(4))",
        load_default="",
    )


_HERE = "This station is not designated"


class DecisionHereIn(DecisionIn):
    """Where the station is not designated: in what capacity somebody decides, and whom they told. PACE s.36(7)-(10)."""

    acting_as = fields.Choice(
        "You act as custody officer as somebody who", ActingAs, group=_HERE, thing="in what capacity you act"
    )
    no_uninvolved_why = fields.Text(
        "Why nobody uninvolved is readily available",
        hint="Unless you are not involved yourself",
        group=_HERE,
        load_default="",
        max=1000,
    )
    told_id = fields.EntityRef(
        "Inspector told",
        "officer",
        hint="If you brought them: an inspector or above at a designated station, now or as soon as practicable",
        group=_HERE,
        shown_when="acting_as=brought-them",
    )
    told_station = fields.Text(
        "Designated station they are attached to",
        group=_HERE,
        shown_when="acting_as=brought-them",
        load_default="",
        max=120,
    )
    told_at = fields.Moment("Told at", past=HAPPENED, hint=NOW, group=_HERE, shown_when="acting_as=brought-them")

    @post_load
    def _as_acting(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        said = {name: given.pop(name, None) for name in ACTING}
        if said["acting_as"] is None:
            return given
        told = {name: said[name] for name in ("told_id", "told_at")} | {"told_station": said["told_station"] or ""}
        return given | {"acting": Acting(role=said["acting_as"], why=said["no_uninvolved_why"] or "", **told)}


class InspectorToldIn(Schema):
    told_id = fields.EntityRef(
        "Inspector told", "officer", required=True, thing="the inspector", hint="Or above, at a designated station"
    )
    told_station = fields.Text(
        "Designated station they are attached to", required=True, thing="the designated station", max=120
    )
    told_at = fields.Moment("Told at", past=HAPPENED, hint=NOW)
