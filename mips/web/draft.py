"""A form half filled in, kept on the server: gone on with on another device, or by a colleague.

`Form(schema, draft=...)` shows what was kept, takes the button "Save and come back" and what script saves while
somebody types. Nothing of a draft has been checked and nothing of it is on the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from flask import flash, jsonify, redirect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from mips.core.errors import Stale
from mips.web import filters
from mips.web.formdata import Typed
from mips.web.kept import MOST

KEEP: Final = "_keep"
"""The button that was pressed: 'yes' by hand, 'auto' by script."""
SEEN: Final = "_draft"
"""The hidden field with the version of the draft that the page shows; 0 where there was none."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What was kept of a form, when and by whom. `version` counts the times."""

    typed: Typed
    at: datetime
    by: str
    version: int

    @property
    def said(self) -> str:
        return f"Draft kept {filters.moment(self.at)} by {self.by}"


class Draft(Protocol):
    """Where one form keeps its draft. `back` is the address to go to once it is kept."""

    back: str

    def kept(self) -> Kept | None:
        """What there is, None when nothing was kept."""

    def keep(self, typed: Typed, *, seen: int) -> Kept:
        """Keep this in place of what was there. Raises Stale when another person has kept theirs since `seen`."""


def worth_keeping(typed: Typed, secret: frozenset[str]) -> Typed:
    """What was typed, without what belongs to this one sending and without what people prove themselves by."""
    left_out = secret | {"csrf_token"}
    kept = Typed((n, v) for n, v in typed.items(multi=True) if not n.startswith("_") and n not in left_out and v)
    return kept if sum(len(value) for value in kept.values()) <= MOST else Typed()


def answered(kept: Kept, *, back: str, by_script: bool) -> HTTPException:
    """To raise: the answer to somebody who wanted no more than to have it kept."""
    if by_script:
        return _answer(jsonify(said=kept.said, version=kept.version))
    flash("Draft kept. Nothing of it is on the record yet")
    return _answer(redirect(back, 303))


def stale_by_script(stale: Stale) -> HTTPException:
    """To raise: why script must not save over what a colleague has kept."""
    answer = jsonify(said=stale.detail)
    answer.status_code = stale.status
    return _answer(answer)


def _answer(response: Response) -> HTTPException:
    return HTTPException(response=response)
