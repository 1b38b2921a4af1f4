"""Pulling a pack: its content from a server or from this installation's own database, the sheets typeset here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import requests

from mips.accounts.console import console_actor
from mips.core.errors import MipsError
from mips.custody.continuity.laying_out import BLANK, WHITEBOARD, as_content
from mips.custody.usecases.pack import read_pack
from mips.custody.usecases.suites import list_suites
from mips.documents.pool import pool

PATIENCE: Final = (5, 60)
"""Seconds to connect and to wait for an answer: a pull that hangs would keep the next from being made."""
_NEAR: Final = frozenset({"localhost", "127.0.0.1", "::1"})

Content = Mapping[str, Any]


class PullFailed(MipsError):
    status, code, title = 503, "pull-failed", "The pack could not be pulled"


def from_server(server: str, token_file: Path, *, code: str, reason: str) -> Content:
    """The content over HTTP, as the owner of the token. Raises PullFailed."""
    address = urlsplit(server)
    if address.scheme != "https" and address.hostname not in _NEAR:
        raise PullFailed("A pack is pulled over https:// alone")
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {token_file.read_text().strip()}"
        if reason:
            session.headers["X-Reason"] = reason.encode().decode("latin-1")
        api = f"{server.rstrip('/')}/api/v1/custody/suites"
        found = [each["id"] for each in _asked(session, api) if each["code"] == code]
        if not found:
            raise PullFailed(f"No open suite has the code {code}")
        content: dict[str, Any] = _asked(session, f"{api}/{found[0]}/pack")
    return content | {"at": datetime.fromisoformat(content["at"])}


def from_here(application: Callable[[], Any], collar: str, *, code: str, reason: str) -> Content:
    """The content out of this installation's database. Raises PullFailed."""
    served: AbstractContextManager[Any] = application().app_context()
    with served:
        actor = console_actor(collar, reason=reason)
        found = [each.id for each in list_suites(actor) if each.code == code]
        if not found:
            raise PullFailed(f"No open suite has the code {code}")
        return as_content(read_pack(actor, suite_id=found[0]))


def as_files(content: Content) -> Mapping[str, bytes]:
    """The files of a pack by name: the whiteboard, a PDF for each detainee, and the blank file for afterwards."""
    files = {WHITEBOARD: content["html"].encode(), BLANK: content["blank"].encode()}
    for sheet in content["sheets"]:
        files[sheet["file_name"]] = pool().typeset(sheet["html"]).content
    return files


def _asked(session: requests.Session, address: str) -> Any:
    try:
        answer = session.get(address, timeout=PATIENCE, allow_redirects=False)
        if answer.status_code == requests.codes.ok:
            return answer.json()
        said = answer.json().get("detail", "")
    except (requests.RequestException, ValueError, AttributeError) as silent:
        raise PullFailed(f"The server did not answer: {type(silent).__name__}") from None
    raise PullFailed(f"The server answered {answer.status_code}. {said}".strip())
