"""What stands in the way of somebody leaving, over the pages where they are let go: each leads to where it is done."""

from __future__ import annotations

import uuid
from typing import Any

from markupsafe import Markup

from mips.custody.pages.blueprint import url_allowed
from mips.custody.usecases.departure import Hindrance, hindrances_of


def before_they_leave(detention_id: uuid.UUID) -> list[tuple[str, Any]]:
    """Each thing still to be done, as a link for whoever may do it."""
    return [("Before they leave", _said(each, detention_id)) for each in hindrances_of(detention_id)]


def _said(each: Hindrance, detention_id: uuid.UUID) -> str:
    to = url_allowed(each.page, detention_id=detention_id) if each.page else None
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(to, each.sentence) if to else each.sentence
