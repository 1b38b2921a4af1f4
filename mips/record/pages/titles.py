"""How records are named and addressed on any domain's pages: these functions are there in every template."""

from __future__ import annotations

import uuid
from typing import Protocol

from mips.between import offers
from mips.record.pages.blueprint import pages
from mips.record.reference.titles import titles_of
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
    """What a code of a list means; one that is in no list, in plain words."""
    return titles_of([(list_name, code)]).get((list_name, code)) or code.replace("-", " ").capitalize()


@pages.app_template_global()
def marker_title(code: str) -> str:
    return listed_title(LIST, code)
