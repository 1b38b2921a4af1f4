"""How record joins the rest: what it answers, hears and offers."""

from __future__ import annotations

from mips.record.reference.api import resources as reference_resources
from mips.record.reference.cli import reference
from mips.record.reference.offences import OFFENCES
from mips.record.reference.pages import pages as reference_pages
from mips.web.endpoints import Domain
from mips.web.pickers import provide


def wire() -> Domain:
    provide(OFFENCES)
    return Domain(pages=[reference_pages], resources=[reference_resources], commands=[reference])
