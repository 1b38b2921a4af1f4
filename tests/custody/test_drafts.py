"""What is half typed of booking-in: kept for any device, shown to whoever goes on, gone once it is on the record."""

from datetime import date

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalEntry
from mips.core.errors import Forbidden, RuleBroken, Stale
from mips.custody.model.booking import BookingDraft
from mips.custody.model.care import RightKind
from mips.custody.rules.booking_in import Block
from mips.custody.usecases.booking_in import read_booking_in
from mips.custody.usecases.care import RightGiven, give_rights
from mips.custody.usecases.decision import refuse_detention
from mips.custody.usecases.drafts import keep_draft, read_draft

TYPED = {"informed": ["yes"], "informed_whom": ["his mother"]}


def kept(desk, detention, by=None, **fields):
    given = {"block": Block.RIGHTS, "typed": TYPED} | fields
    return keep_draft(by or desk.sergeant, detention_id=detention.id, **given)


def entries(session):
    return session.scalars(sa.select(JournalEntry).where(JournalEntry.row_kind == "BookingDraft")).all()


def test_what_is_typed_is_there_on_another_device(desk):
    detention = desk.arrived()
    kept(desk, detention)
    found = read_draft(desk.detention_officer, detention_id=detention.id, block=Block.RIGHTS).draft
    assert (found.typed, found.by_id) == (TYPED, desk.sergeant.id)


def test_the_list_says_that_a_draft_is_kept_and_by_whom(desk):
    detention = desk.arrived()
    kept(desk, detention)
    shown = read_booking_in(desk.sergeant, detention_id=detention.id)
    assert {block: by for block, (_, by) in shown.drafts.items()} == {Block.RIGHTS: "Pat Lowe"}


def test_saving_again_and_again_leaves_one_draft_and_one_entry_in_the_journal(desk, db_session):
    detention = desk.arrived()
    for _ in range(3):
        last = kept(desk, detention)
    assert last.version == 3
    assert len(db_session.scalars(sa.select(BookingDraft)).all()) == 1
    assert [entry.verb for entry in entries(db_session)] == ["collected"]


def test_a_colleague_does_not_save_over_what_they_have_not_seen(desk):
    detention = desk.arrived()
    mine = kept(desk, detention)
    with pytest.raises(Stale, match="Pat Lowe has kept a draft"):
        kept(desk, detention, by=desk.detention_officer, seen=0)
    assert kept(desk, detention, by=desk.detention_officer, seen=mine.version).by_id == desk.detention_officer.id


def test_once_the_block_is_done_its_draft_is_gone(desk, db_session):
    detention = desk.arrived()
    kept(desk, detention)
    kept(desk, detention, block=Block.CONTACTS)
    give_rights(desk.sergeant, detention_id=detention.id, given=[RightGiven(kind=RightKind.LEGAL_ADVICE, wanted=True)])
    assert [draft.block for draft in db_session.scalars(sa.select(BookingDraft))] == [Block.CONTACTS]


def test_when_somebody_leaves_every_draft_about_them_goes(desk, build, db_session):
    detention = desk.arrested(desk.arrived(build.person(born_on=date(1990, 1, 1))))
    kept(desk, detention)
    refuse_detention(desk.sergeant, detention_id=detention.id, refused_why="No grounds")
    assert db_session.scalars(sa.select(BookingDraft)).all() == []
    with pytest.raises(RuleBroken):
        kept(desk, detention)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.HEALTHCARE_PROFESSIONAL])
def test_only_who_writes_in_the_log_sees_or_keeps_a_draft(desk, build, role):
    detention = desk.arrived()
    with pytest.raises(Forbidden):
        kept(desk, detention, by=build.actor(role))
    with pytest.raises(Forbidden):
        read_draft(build.actor(role), detention_id=detention.id, block=Block.RIGHTS)
