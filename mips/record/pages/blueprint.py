"""The blueprint to which every topic of the record's pages adds its own."""

from __future__ import annotations

from mips.web.endpoints import Pages

pages = Pages("record", __name__, template_folder="../templates")
