"""Meals, drinks, exercise, washing: what somebody was given, to one or along the corridor."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.provision import Provision
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.sources_of_care import C_8_6
from mips.custody.rules.welfare import ProvisionKind
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED)
def provide(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    given: Sequence[ProvisionKind] = (),
    declined: Sequence[ProvisionKind] = (),
    note: str = "",
    at: datetime | None = None,
) -> list[Provision]:
    """Write down what a detainee was given, and what was offered and declined. Code C 8.6."""
    if not given and not declined:
        raise InputInvalid({"given": ["Select what was given or offered"]})
    if both := set(given) & set(declined):
        raise InputInvalid({"declined": [f"{min(both).label} cannot be both given and declined"]})
    detention, when = _still_here(detention_id), moment_of(at)
    check_here_then(when, since=detention.here_since, field="at", source=C_8_6)
    return [
        *(_provided(actor, detention, kind, when, note) for kind in given),
        *(_provided(actor, detention, kind, when, note, declined=True) for kind in declined),
    ]


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED)
def provide_round(
    actor: Actor,
    *,
    suite_id: uuid.UUID,
    kind: ProvisionKind,
    given: Collection[uuid.UUID] = (),
    declined: Collection[uuid.UUID] = (),
    at: datetime | None = None,
) -> list[Provision]:
    """The same thing taken along the corridor: who had it and who declined. Code C 8.6."""
    if not given and not declined:
        raise InputInvalid({"given": ["Tick who had it, or who declined"]})
    if set(given) & set(declined):
        raise InputInvalid({"declined": ["Nobody can both have it and decline"]})
    when, made = moment_of(at), []
    for detention_id in (*given, *declined):
        detention = _still_here(detention_id)
        if detention.suite_id != suite_id:
            raise InputInvalid({"given": ["Everybody on a round is in the same suite"]})
        check_here_then(when, since=detention.here_since, field="at", source=C_8_6)
        made.append(_provided(actor, detention, kind, when, "", declined=detention_id in declined))
    return made


def _provided(
    actor: Actor, detention: Detention, kind: ProvisionKind, at: datetime, note: str, *, declined: bool = False
) -> Provision:
    row = Provision(detention_id=detention.id, kind=kind, at=at, by_id=actor.id, declined=declined, note=note)
    db.session.add(row)
    said = f"{kind.label} {'offered and declined' if declined else 'given'}" + (f": {note}" if note else "")
    log(actor, detention, at, said, kind="provision")
    return row


def _still_here(detention_id: uuid.UUID) -> Detention:
    detention = detention_with(detention_id)
    if not detention.held:
        raise RuleBroken("This person is no longer in custody", rule=C_8_6.section)
    return detention
