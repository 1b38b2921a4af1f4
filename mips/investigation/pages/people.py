"""What stands beside each victim and witness on a crime's page: their statement, and what a victim is owed next."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.investigation.pages.victim_shown import promise_tag
from mips.investigation.rules.statements import StatementState
from mips.investigation.usecases.promising import next_promises
from mips.investigation.usecases.reading import CrimePage
from mips.investigation.usecases.statement_reading import states_of
from mips.record.model.event import Part
from mips.web.tables import Tag

STATES = {
    StatementState.NONE: "waiting",
    StatementState.ASKED: "waiting",
    StatementState.DRAFTED: "soon",
    StatementState.SIGNED: "done",
}
Glance = Mapping[tuple[uuid.UUID, str], list[Tag]]


def at_a_glance(actor: Actor, shown: CrimePage) -> Glance:
    """(Party, part) -> their tags, as far as the role shows statements and promises (ROL-3)."""
    people = [each for each in shown.parties if each.part in (Part.VICTIM, Part.WITNESS)]
    if not people:
        return {}
    tags: dict[tuple[uuid.UUID, str], list[Tag]] = {}
    if actor.sees_all_of(Permission.INVESTIGATION_LOG_READ):
        states = states_of(shown.crime.id)
        for each in people:
            state = states.get(each.party_id, StatementState.NONE)
            if each.party.kind == "person" and (each.part == Part.WITNESS or state is not StatementState.NONE):
                tags[each.party_id, each.part] = [Tag(state=STATES[state], text=state.label)]
    if actor.may(Permission.CASES_WITNESS_CARE_READ):
        for promise in next_promises(shown.crime.id):
            said = promise_tag(promise)
            tags.setdefault((promise.party_id, Part.VICTIM), []).append(
                Tag(state=said.state, text=f"{promise.title}: {said.text}")
            )
    return tags
