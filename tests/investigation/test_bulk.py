"""Many crimes changed at once: shown first, done as one by one, undone where nobody changed them since (F26)."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.model import User
from mips.access.permissions import Rank, Role
from mips.access.policy import Restriction
from mips.audit.model import JournalEntry
from mips.core import clock, db, settings
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.investigation.jobs import do_bulk
from mips.investigation.model.crime import Crime, CrimeFlag, CrimeStatus
from mips.investigation.rules.bulk import BulkKind, Verdict, check_selection, check_undo, token
from mips.investigation.rules.statuses import check_move
from mips.investigation.usecases.allocating import allocate_crimes
from mips.investigation.usecases.bulk import begin_bulk, preview_bulk, preview_undo, undo_bulk
from mips.investigation.usecases.bulk_reading import read_bulk
from mips.investigation.usecases.flagging import end_flag, set_flag
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.relating import part_crimes
from mips.investigation.usecases.series import open_series, read_series
from mips.record.model.work import LogEntry
from tests.build import NOON
from tests.investigation.crimes import recorded


@pytest.mark.parametrize(
    ("now", "to", "said"),
    [
        pytest.param("allocated", "under-investigation", "", id="INV-5: begun on"),
        pytest.param("under-investigation", "with-cps", "", id="INV-5: the file is sent"),
        pytest.param("with-cps", "under-investigation", "", id="INV-5: it comes back"),
        pytest.param("charged", "awaiting-court", "", id="INV-5: listed"),
        pytest.param("recorded", "under-investigation", "Allocate it first", id="INV-5: nobody has it"),
        pytest.param("under-investigation", "charged", "A charge", id="INV-5: a charge charges"),
        pytest.param("finalised", "under-investigation", "Another outcome", id="INV-5: closed"),
        pytest.param("with-cps", "with-cps", "stands there already", id="INV-5: no move"),
    ],
)
def test_a_status_is_moved_by_hand_only_where_nothing_else_moves_it(now, to, said):
    if not said:
        check_move(now, to)
        return
    with pytest.raises(RuleBroken, match=said):
        check_move(now, to)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param({}, "", id="F26: within its days"),
        pytest.param({"now": NOON + timedelta(days=7)}, "", id="F26: to the last"),
        pytest.param({"now": NOON + timedelta(days=7, seconds=1)}, "within 7 days", id="F26: too late"),
        pytest.param({"ended_at": None}, "not done yet", id="F26: still being done"),
        pytest.param({"undone": True}, "undone already", id="F26: once"),
        pytest.param({"changed": 0}, "changed nothing", id="F26: nothing to put back"),
        pytest.param({"kind": BulkKind.UNDO}, "undo is not undone", id="F26: an undo"),
    ],
)
def test_until_when_it_is_undone(facts, said):
    told = {"kind": BulkKind.STATUS, "ended_at": NOON, "undone": False, "changed": 1, "days": 7, "now": NOON} | facts
    if not said:
        check_undo(told.pop("kind"), **told)
        return
    with pytest.raises(RuleBroken, match=said):
        check_undo(told.pop("kind"), **told)


def test_some_are_picked_and_not_too_many():
    check_selection(500, most=500)
    for count, said in [(0, "at least one"), (501, "At most 500")]:
        with pytest.raises(RuleBroken, match=said):
            check_selection(count, most=500)
    assert token(1, {"a": 1}) == token(1, {"a": 1}) != token(2, {"a": 1})


@pytest.fixture
def team(build):
    return build.team()


@pytest.fixture
def sergeant(build, team):
    return build.actor(Role.SUPERVISOR, team=team, rank=int(Rank.SERGEANT), name="Sgt Ola")


@pytest.fixture
def officer(build, team):
    return build.actor(Role.OFFICER, team=team, name="Ann Lee")


@pytest.fixture
def crimes(build, team):
    clerk = build.actor(Role.CASE_BUILDER, team=team)
    return [recorded(build, by=clerk).id for _ in range(3)]


def seen(preview):
    return {row.crime_id: row.seen for row in preview.of(Verdict.WAITING)}


def done(actor, change, ids):
    told = {"why": "Op Heron"} | change
    return begin_bulk(actor, change=told, seen=seen(preview_bulk(actor, change=told, crime_ids=ids)))


def verdicts(actor, bulk):
    return {line.crime_id: (line.verdict, line.said) for line in read_bulk(actor, bulk_id=bulk.id).page.rows}


def allocation(officer):
    return {"what": BulkKind.ALLOCATE, "officer_id": officer.id}


def test_each_is_shown_with_what_would_become_of_it_and_nothing_changes(build, sergeant, officer, crimes):
    free, theirs, closed = crimes
    hidden = recorded(build).id
    allocate_crimes(sergeant, crime_ids=[theirs], officer_id=officer.id)
    with build.scenery():
        db.session.get_one(Crime, closed).status = CrimeStatus.FINALISED
        crime = db.session.get_one(Crime, hidden)
        crime.restriction, crime.owner_id = Restriction.NAMED, officer.id
    found = preview_bulk(sergeant, change=allocation(officer) | {"why": "Op Heron"}, crime_ids=[*crimes, hidden])
    said = {row.crime_id: (row.verdict, row.said) for row in found.rows}
    assert said[free] == (Verdict.WAITING, "From nobody to Ann Lee")
    assert said[theirs][0] is Verdict.UNCHANGED
    assert said[closed][0] is Verdict.REFUSED and "Another outcome opens it" in said[closed][1]
    assert hidden not in said
    assert read_crime(sergeant, crime_id=free).crime.officer_in_case_id is None


def test_what_somebody_changed_meanwhile_is_left_out_and_the_rest_is_journalled_under_its_number(
    build, sergeant, officer, crimes
):
    told = allocation(officer) | {"why": "Op Heron"}
    shown = seen(preview_bulk(sergeant, change=told, crime_ids=crimes))
    other = build.actor(Role.OFFICER, name="Bo Ray")
    with build.scenery():
        db.session.get_one(Crime, crimes[1]).officer_in_case_id = other.id
    bulk = begin_bulk(sergeant, change=told, seen=shown)
    said = verdicts(sergeant, bulk)
    assert [said[each][0] for each in crimes] == [Verdict.CHANGED, Verdict.LEFT_OUT, Verdict.CHANGED]
    assert "Somebody changed it after it was shown" in said[crimes[1]][1]
    texts = db.session.scalars(sa.select(LogEntry.text).where(LogEntry.entity_id == crimes[0])).all()
    assert any(bulk.reference in text for text in texts)
    entries = sa.select(JournalEntry).where(JournalEntry.usecase.endswith("allocate_crimes"))
    of_it = entries.where(JournalEntry.subject_id == crimes[0], JournalEntry.reason == f"{bulk.reference}: Op Heron")
    assert db.session.scalars(of_it).first() is not None


def test_undone_it_is_as_before_but_where_somebody_changed_it_since(build, team, sergeant, officer, crimes):
    bulk = done(sergeant, allocation(officer), crimes)
    other = build.actor(Role.OFFICER, team=team, name="Bo Ray")
    allocate_crimes(sergeant, crime_ids=[crimes[2]], officer_id=other.id, why="Ann is on leave")
    foreseen = {row.crime_id: (row.verdict, row.said) for row in preview_undo(sergeant, bulk_id=bulk.id).rows}
    assert foreseen[crimes[0]] == (Verdict.WAITING, "Back to nobody")
    assert foreseen[crimes[2]] == (Verdict.LEFT_OUT, "It was given to Bo Ray since")
    undo = undo_bulk(sergeant, bulk_id=bulk.id)
    now = [read_crime(sergeant, crime_id=each).crime for each in crimes]
    assert [each.officer_in_case_id for each in now] == [None, None, other.id]
    assert now[0].status is CrimeStatus.RECORDED
    assert [verdict for verdict, _ in verdicts(sergeant, undo).values()].count(Verdict.CHANGED) == 2
    with pytest.raises(RuleBroken, match="undone already"):
        undo_bulk(sergeant, bulk_id=bulk.id)
    with pytest.raises(RuleBroken, match="undo is not undone"):
        preview_undo(sergeant, bulk_id=undo.id)


def test_flags_status_series_and_links_go_there_and_back(build, sergeant, officer, crimes):
    target = recorded(build)
    series = open_series(officer, crime_id=target.id, name="Kestrel", why="Same way in")
    with build.scenery():
        for each in crimes:
            db.session.get_one(Crime, each).status = CrimeStatus.UNDER_INVESTIGATION
    set_flag(officer, crime_id=crimes[0], flag="knife")
    set_ = done(sergeant, {"what": BulkKind.SET_FLAG, "which_flag": "knife"}, crimes)
    assert len(verdicts(sergeant, set_)) == 2, "one of them had it already"
    moved = done(sergeant, {"what": BulkKind.STATUS, "to_status": "with-cps"}, crimes)
    put = done(sergeant, {"what": BulkKind.SERIES, "series_id": series.id}, crimes)
    linked = done(sergeant, {"what": BulkKind.RELATED, "other_number": target.reference}, crimes)
    ended = done(sergeant, {"what": BulkKind.END_FLAG, "which_flag": "knife"}, crimes)
    end_of_one = crimes[1]
    part_crimes(officer, crime_id=end_of_one, other_id=target.id, why="No")
    assert len(read_series(sergeant, series_id=series.id).within) == 4
    for bulk in (ended, linked, put, moved):
        undo_bulk(sergeant, bulk_id=bulk.id)
    end_flag(officer, crime_id=end_of_one, flag="knife", why="A pen")
    undo_bulk(sergeant, bulk_id=set_.id)
    assert len(read_series(sergeant, series_id=series.id).within) == 1
    assert {read_crime(sergeant, crime_id=each).crime.status for each in crimes} == {CrimeStatus.UNDER_INVESTIGATION}
    standing = sa.select(CrimeFlag.crime_id).where(CrimeFlag.flag == "knife", CrimeFlag.until_on.is_(None))
    assert list(db.session.scalars(standing)) == [crimes[0]]


@pytest.fixture
def one_at_once(monkeypatch):
    monkeypatch.setenv("MIPS_BULK_AT_ONCE", "1")
    monkeypatch.setattr("mips.investigation.usecases.bulk_doing.IN_ONE_GO", 2)
    settings.reset()
    yield
    monkeypatch.undo()
    settings.reset()


@pytest.mark.usefixtures("one_at_once")
def test_many_are_done_in_the_background_as_whoever_began_it(sergeant, crimes, officer):
    bulk = done(sergeant, allocation(officer), crimes)
    assert bulk.ended_at is None and read_bulk(sergeant, bulk_id=bulk.id).counts == {Verdict.WAITING: 3}
    do_bulk(str(bulk.id))
    shown = read_bulk(sergeant, bulk_id=bulk.id)
    assert shown.counts == {Verdict.CHANGED: 3} and shown.bulk.ended_at == clock.now()
    undo = undo_bulk(sergeant, bulk_id=bulk.id)
    do_bulk(str(undo.id))
    assert read_bulk(sergeant, bulk_id=undo.id).counts == {Verdict.CHANGED: 3}
    assert read_crime(sergeant, crime_id=crimes[0]).crime.officer_in_case_id is None


@pytest.mark.usefixtures("one_at_once")
def test_whoever_began_it_and_may_no_longer_do_it_changes_nothing_more(build, sergeant, crimes, officer):
    bulk = done(sergeant, allocation(officer), crimes)
    with build.scenery():
        db.session.get_one(User, sergeant.id).disabled_at = NOON
    do_bulk(str(bulk.id))
    boss = build.actor(Role.SUPERVISOR)
    assert read_bulk(boss, bulk_id=bulk.id).counts == {Verdict.LEFT_OUT: 3}
    assert "may no longer" in verdicts(boss, bulk)[crimes[0]][1]


def test_who_may_not_do_it_one_by_one_may_not_do_it_in_bulk(build, crimes, officer):
    for role in (Role.OFFICER, Role.SUPERINTENDENT, Role.CRIME_REGISTRAR):
        with pytest.raises(Forbidden):
            preview_bulk.admit(build.actor(role))
    stranger = build.actor(Role.SUPERVISOR, team=build.team(), rank=int(Rank.SERGEANT))
    found = preview_bulk(stranger, change=allocation(officer) | {"why": "x"}, crime_ids=crimes)
    assert {row.verdict for row in found.rows} == {Verdict.REFUSED}
    assert "none of your teams" in found.rows[0].said
    with pytest.raises(InputInvalid):
        preview_bulk(
            stranger, change={"what": BulkKind.RELATED, "other_number": "28/0/26", "why": "x"}, crime_ids=crimes
        )


def test_they_are_ticked_shown_done_and_undone_on_pages(client_for, build, team, officer, crimes):
    client = client_for(Role.SUPERVISOR, team=team, rank=int(Rank.SERGEANT))
    assert "/crimes/bulk?status=recorded" in client.get("/crimes/?status=recorded").text
    page = client.get("/crimes/bulk?status=recorded").text
    assert all(str(each) in page for each in crimes) and "All 3 that this list shows" in page
    nothing = client.post("/crimes/bulk?status=recorded", data={}).text
    for each in ("Select what to do with them", "Enter why", "Select at least one crime, or all that the list shows"):
        assert each in nothing
    wrong = client.post("/crimes/bulk?status=recorded", data={"what": "set-flag", "crime_ids": [str(crimes[0])]})
    assert wrong.status_code == 422 and "Select the flag" in wrong.text and "Enter why" in wrong.text
    told = {"what": "allocate", "officer_id": str(officer.id), "why": "Op Heron", "everything": "yes"}
    page = client.post("/crimes/bulk?status=recorded", data=told).text
    assert "3 crimes of 3 would change" in page and "From nobody to Ann Lee" in page
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    page = client.post("/crimes/bulk/do", data=hidden, follow_redirects=True).text
    assert "is done" in page and "Can be undone until" in page and "Changed" in page
    [undo] = re.findall(r'href="(/crimes/bulk/changes/[^"]+/undo)"', page)
    page = client.get(undo).text
    assert "3 crimes of 3 would change" in page and "Back to nobody" in page
    page = client.post(undo, follow_redirects=True).text
    assert "Undoes" in page
    assert client.post("/crimes/bulk/do", data=hidden).status_code == 303, "the same form sent twice is one change"
    assert "Undo of" in client.get("/crimes/bulk/changes").text
