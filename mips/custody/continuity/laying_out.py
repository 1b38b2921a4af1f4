"""A pack as pages: one whiteboard that any browser shows offline, and one sheet for each detainee to be typeset."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template

from mips.between.offers import Printable
from mips.custody.continuity.paper import COLUMNS
from mips.custody.usecases.pack import Pack, Packed, read_pack
from mips.documents.printing import lay_out

WHITEBOARD, BLANK = "whiteboard.html", "reenter.csv"
_SHEET = Printable(key="custody-pack", title="Custody pack", gather=read_pack, template="custody/pack_sheet.html")
"""Not offered for printing on its own: a sheet leaves the system as a part of its pack, which is journalled."""


@dataclass(frozen=True, kw_only=True)
class OneOf:
    """A detainee and the pack the sheet belongs to."""

    pack: Pack
    each: Packed

    @property
    def reference(self) -> str:
        return self.each.detention.reference or ""


def whiteboard(pack: Pack) -> str:
    """Styles within, nothing to be fetched, readable without script."""
    config = current_app.config
    return render_template(
        "custody/pack.html", pack=pack, marking=config["MARKING"], training=config["TRAINING"], columns=COLUMNS
    )


def sheets(pack: Pack) -> Sequence[dict[str, str]]:
    """The HTML of each detainee's document with the name of its file."""
    copy = f"Pack of {pack.suite.code}, pulled by {pack.pulled_by}"
    return [
        {"file_name": _file_name(each), "html": lay_out(_SHEET, OneOf(pack=pack, each=each), copy_line=copy)}
        for each in pack.detainees
    ]


def as_content(pack: Pack) -> dict[str, Any]:
    """As the API hands it to the suite's computer, which typesets the sheets itself."""
    return {
        "suite": pack.suite.code,
        "name": pack.suite.name,
        "at": pack.at,
        "detainees": len(pack.detainees),
        "not_shown": pack.not_shown,
        "html": whiteboard(pack),
        "sheets": sheets(pack),
        "blank": ",".join(COLUMNS) + "\r\n",
    }


def _file_name(each: Packed) -> str:
    cell = each.detention.cell.name if each.detention.cell else "no-cell"
    return re.sub(r"[^a-z0-9]+", "-", f"{cell}-{each.detention.reference}".lower()).strip("-") + ".pdf"
