"""Values are erased for good, an entry says so, and the seals prove as before."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from mips.access.permissions import Role
from mips.access.policy import Actor
from mips.audit.erasure import erase_values
from mips.audit.model import JournalDetail, JournalEntry, Verb
from mips.audit.seals import seal_pending
from mips.core.db import new_id
from mips.core.errors import RuleBroken
from tests.audit.ledger import ENTRIES, SEALS, Ledger

REVIEWER = Actor(new_id(), "Rita", frozenset({Role.RECORDS_REVIEWER}), reason="MoPI group 4, disposed of")


def the_erasure(ledger: Ledger):
    with ledger.app.connect() as connection:
        found = sa.select(JournalEntry.__table__).where(JournalEntry.verb == Verb.ERASED)
        return connection.execute(found).one()


def test_what_is_erased_is_gone_and_everything_still_proves(intact: Ledger):
    entries = [intact.placed(1, 3), intact.placed(4, 0)]
    assert erase_values(intact.retention, REVIEWER, entries) == len(entries)
    with intact.app.connect() as connection:
        left = connection.scalars(sa.select(JournalDetail.entry_id).where(JournalDetail.entry_id.in_(entries))).all()
    verdict = intact.verify()
    assert left == [] and verdict.holds and verdict.erased == len(entries), verdict.problem


def test_the_entry_says_who_erased_which_and_why(intact: Ledger):
    entries = [intact.placed(2, 1)]
    erase_values(intact.retention, REVIEWER, entries)
    said = the_erasure(intact)
    assert (said.subjects, said.actor_id, said.reason) == (entries, REVIEWER.id, REVIEWER.reason)
    assert said.row_kind == "JournalDetail"


def test_an_erasure_is_sealed_and_its_removal_found(intact: Ledger, tmp_path):
    erase_values(intact.retention, REVIEWER, [intact.placed(2, 1)])
    erasure = the_erasure(intact).id
    key = (intact.folder / "seal.key").read_bytes()
    (tmp_path / "seal.key").write_bytes(key)
    seal_pending(intact.app, tmp_path)
    intact.tamper("DELETE FROM journal_entry WHERE id = :id", id=erasure)
    assert not intact.verify(head=False).holds


def test_values_removed_without_such_an_entry_are_named(intact: Ledger):
    lawful, unlawful = intact.placed(1, 0), intact.placed(1, 1)
    erase_values(intact.retention, REVIEWER, [lawful])
    intact.tamper("DELETE FROM journal_detail WHERE entry_id = :id", id=unlawful)
    assert str(unlawful) in intact.verify().problem


def test_erasing_again_finds_nothing_and_writes_nothing(intact: Ledger):
    entries = [intact.placed(3, 2)]
    assert [erase_values(intact.retention, REVIEWER, entries) for _ in range(2)] == [1, 0]
    assert the_erasure(intact).subjects == entries


def test_what_an_erasure_says_of_itself_stays(intact: Ledger):
    erase_values(intact.retention, REVIEWER, [intact.placed(3, 2)])
    with pytest.raises(RuleBroken, match="stays"):
        erase_values(intact.retention, REVIEWER, [the_erasure(intact).id])


def test_no_erasure_without_a_reason(intact: Ledger):
    with pytest.raises(RuleBroken, match="reason"):
        erase_values(intact.retention, Actor(new_id(), "Rita", frozenset()), [intact.placed(1, 1)])


def test_the_application_cannot_erase(intact: Ledger):
    with pytest.raises(ProgrammingError):
        erase_values(intact.app, REVIEWER, [intact.placed(1, 1)])
    assert intact.verify().erased == 0 and intact.verify().sealed == SEALS * ENTRIES
