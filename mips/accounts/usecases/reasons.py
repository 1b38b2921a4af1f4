"""Saying why one looks: kept with the sign-in for a while, and stamped on every entry made under it (INT-10)."""

from __future__ import annotations

import uuid

from mips.access.model import SignIn
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.reasons import Purpose
from mips.accounts.usecases.ties import tell_of_look
from mips.audit import journal
from mips.audit.model import Verb
from mips.core.errors import NotFound
from mips.record.lookup import fetch
from mips.usecase import usecase
from mips.web.reasons import with_one_more


@usecase(Permission.ACCOUNTS_OWN_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def give_reason(actor: Actor, *, sign_in_id: uuid.UUID, about: str, purpose: Purpose, text: str) -> SignIn:
    """Say why one needs to see or do something. `about` is what it holds for: the id of a record, or a page."""
    sign_in = fetch(SignIn, sign_in_id)
    if sign_in.user_id != actor.id:
        raise NotFound("No such sign-in")
    said = {"said": f"{purpose.label}: {text}", "purpose": purpose.value, "text": text}
    sign_in.reasons = with_one_more(sign_in.reasons, about, said)
    tell_of_look(actor, about, said["said"])
    journal.note(Verb.ALTERED, sign_in, {"user_id": actor.id, "reason": said["said"], "about": about})
    return sign_in
