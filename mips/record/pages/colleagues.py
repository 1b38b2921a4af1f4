"""The picker of colleagues, for tasks and for naming who may see a record."""

from __future__ import annotations

import uuid

from flask import jsonify
from flask.typing import ResponseReturnValue

from mips.access.model import User
from mips.access.permissions import Rank
from mips.record.pages.blueprint import pages
from mips.record.pages.finding import asked_text
from mips.record.usecases.entities import find_colleagues, name_colleague
from mips.web.endpoints import current_actor
from mips.web.field.choice import words
from mips.web.pickers import Candidate, Picker


@pages.page("/colleagues/find", does=find_colleagues)
def find_colleague() -> ResponseReturnValue:
    text = asked_text()
    return jsonify(candidates=[vars(each) for each in (_find(text) if text else [])])


def _candidate(user: User) -> Candidate:
    return Candidate(value=str(user.id), label=user.name, detail=f"{words(Rank(user.rank))} {user.collar_number}")


def _find(text: str) -> list[Candidate]:
    return [_candidate(user) for user in find_colleagues(current_actor(), q=text)]


def _name(value: str) -> Candidate | None:
    try:
        user = name_colleague(current_actor(), user_id=uuid.UUID(value))
    except ValueError:
        return None
    return _candidate(user) if user else None


COLLEAGUE_PICKER = Picker(kind="user", find=_find, name=_name, endpoint="record.find_colleague")
