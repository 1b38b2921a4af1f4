"""The picker of officers: by collar number or name."""

from __future__ import annotations

import uuid
from typing import Any

from flask import request

from mips.access.model import User
from mips.custody.pages.blueprint import pages
from mips.custody.usecases.officers import find_officers, name_officer
from mips.web.endpoints import current_actor
from mips.web.field.text import Unfit, cleaned
from mips.web.pickers import Candidate, Picker, provide


@pages.page("/officers", does=find_officers)
def officers() -> dict[str, Any]:
    return {"candidates": [vars(each) for each in _found(request.args.get("q", ""))]}


def provide_picker() -> None:
    """Let forms ask for an officer."""
    provide(Picker(kind="officer", find=_found, name=_named, endpoint="custody.officers"))


def _found(text: str) -> list[Candidate]:
    """Nothing for what no officer can be called."""
    try:
        text = cleaned(text, longest=60, lines=False)
    except Unfit:
        return []
    return [_candidate(user) for user in find_officers(current_actor(), text=text)]


def _named(value: str) -> Candidate | None:
    try:
        user_id = uuid.UUID(value)
    except ValueError:
        return None
    user = name_officer(user_id)
    return _candidate(user) if user else None


def _candidate(user: User) -> Candidate:
    return Candidate(value=str(user.id), label=user.name, detail=user.collar_number)
