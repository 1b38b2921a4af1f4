"""The blueprints that every page of investigation hangs on: crimes, and reports that need not be crimes."""

from __future__ import annotations

from mips.web.endpoints import Pages

pages = Pages("investigation", "mips.investigation", url_prefix="/crimes", template_folder="templates")
incident_pages = Pages("incidents", "mips.investigation", url_prefix="/incidents")
stop_pages = Pages("stop_search", "mips.investigation", url_prefix="/stop-search", template_folder="templates")
evidence_pages = Pages("evidence", "mips.investigation", url_prefix="/evidence", template_folder="templates")
"""For whoever was asked to send something, without an account."""
