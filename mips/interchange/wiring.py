"""How interchange joins the rest: what it answers, hears and offers."""

from __future__ import annotations

from mips.interchange.demo.cli import demo
from mips.interchange.export.cli import export
from mips.interchange.police_uk.cli import importing
from mips.web.endpoints import Domain


def wire() -> Domain:
    return Domain(commands=[demo, export, importing])
