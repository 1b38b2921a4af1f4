"""The blueprints that the pages of accounts hang on: one for each entry of the navigation."""

from __future__ import annotations

from typing import Final

from mips.web.endpoints import Pages

FOLDER: Final = "../templates"

pages = Pages("accounts", __name__, template_folder=FOLDER)
"""Signing in, and one's own account."""

users = Pages("users", __name__, template_folder=FOLDER)
"""Everybody's accounts, for those who run them."""

access_log = Pages("access_log", __name__, template_folder=FOLDER)
"""Who looked, who did what."""
