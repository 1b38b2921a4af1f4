"""How records are named and addressed on any domain's pages: these functions are there in every template."""

from __future__ import annotations

import uuid
from typing import Protocol

from mips.between import offers
from mips.record.pages.blueprint import pages
from mips.record.reference.lookup import listed
from mips.record.usecases.markers import LIST
from mips.web.shell import url_if


class Addressed(Protocol):
    """A record, or as much of one as its address takes."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def kind(self) -> str: ...


@pages.app_template_global()
def record_url(row: Addressed | None) -> str | None:
    """Where a record is shown, None where this installation has no page for its kind."""
    shown = offers.record_pages.get(row.kind) if row is not None else None
    return url_if(shown.endpoint, **{shown.id_name: row.id}) if shown and row is not None else None


@pages.app_template_global()
def listed_title(list_name: str, code: str) -> str:
    """What a code of a list means today; one that is no longer in it, in plain words."""
    return next((item.title for item in listed(list_name) if item.code == code), code.replace("-", " ").capitalize())


@pages.app_template_global()
def marker_title(code: str) -> str:
    return listed_title(LIST, code)
