"""Stop and search: recorded on the spot, reviewed, read by whoever it is of, counted, part of the custody record."""

import re
import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from mips.access.permissions import Permission, Rank, Role
from mips.audit.model import JournalEntry
from mips.core import clock, db
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.usecases.force_reports import report_force
from mips.investigation.model.stop_search import SearchDraft, StopSearch
from mips.investigation.rules.stop_search import SearchType
from mips.investigation.usecases.search_drafts import keep_search_draft, list_search_drafts, read_search_draft
from mips.investigation.usecases.search_figures import count_searches
from mips.investigation.usecases.search_filters import NOT_KNOWN
from mips.investigation.usecases.search_reviews import list_unreviewed, review_search
from mips.investigation.usecases.searches import list_searches, read_search
from mips.investigation.usecases.searching import name_searched, record_search, record_stop
from mips.investigation.usecases.section_60 import authorise_section_60, end_section_60, extend_section_60
from mips.record.model.work import LogEntry, Task
from tests.build import NOON
from tests.custody.scenery import Desk
from tests.custody.test_force_and_coordinating import FORM
from tests.investigation.searches import HERE, a_search, authorised, inspector, searched

SUPERVISOR = {"rank": int(Rank.SERGEANT)}


def typed(**fields):
    given = {
        "told": "yes",
        "search_type": "Person search",
        "searched_for": "controlled-drugs",
        "power": "mda-23",
        "grounds": "Seen to pass a small bag to a driver who paid for it",
        "where-address": "Outside 12 High Street",
        "at": "today 11:55",
        "self_defined": "W1",
        "officer_defined": "1",
        "age_range": "18-24",
        "gender": "Male",
        "extent": "outer",
        "force_used": "no",
        "body_worn": "yes",
        "outcome": "none",
    }
    return given | fields


def test_a_search_keeps_the_words_it_is_published_in(build):
    search = searched(build, outcome="arrest", linked=True)
    assert re.fullmatch(r"SS\d\d/\d{7}/26", search.reference)
    assert (search.legislation, search.searched_for) == ("Misuse of Drugs Act 1971 (section 23)", "Controlled drugs")
    assert search.self_defined_ethnicity == "White - English/Welsh/Scottish/Northern Irish/British"
    assert (search.officer_defined_ethnicity, search.age_range, search.outcome) == ("White", "18-24", "Arrest")
    assert (search.more_than_outer_clothing, search.code_edition) == (False, "Code A 2023")


@pytest.mark.parametrize(
    ("power", "day"),
    [("poa-11", date(2023, 12, 19)), ("svro-342e", date(2023, 4, 18)), ("svro-342e", date(2026, 3, 1))],
)
def test_a_power_counts_only_while_it_is_law(power, day, build):
    with pytest.raises(InputInvalid) as refused:
        searched(build, power=power, at=NOON.replace(year=day.year, month=day.month, day=day.day))
    assert "power" in refused.value.messages


@pytest.mark.parametrize(
    ("role", "rank", "may"),
    [
        (Role.OFFICER, Rank.CONSTABLE, True),
        (Role.SUPERVISOR, Rank.SERGEANT, False),
        (Role.DETENTION_OFFICER, Rank.STAFF, False),
        (Role.REVIEWING_INSPECTOR, Rank.INSPECTOR, False),
    ],
)
def test_who_records_one(role, rank, may, build):
    by = build.actor(role, rank=int(rank))
    if may:
        assert searched(build, by=by).officer_id == by.id
    else:
        with pytest.raises(Forbidden):
            searched(build, by=by)


def test_a_community_support_officer_records_a_stop_and_no_search(build):
    pcso = build.actor(Role.OFFICER, rank=int(Rank.STAFF))
    with pytest.raises(RuleBroken, match="Only a constable"):
        searched(build, by=pcso)
    stop = record_stop(pcso, grounds="Trying car doors", where={"address": "Car park"}, body_worn=True)
    assert stop.search_type is SearchType.STOP


def test_a_draft_is_its_officers_alone_and_gone_once_on_the_record(build, db_session):
    officer, other, slot = build.actor(Role.OFFICER), build.actor(Role.OFFICER), uuid.uuid4()
    for text in ("Seen", "Seen to pass"):
        keep_search_draft(officer, slot=slot, typed={"grounds": [text]})
    assert read_search_draft(officer, slot=slot).draft.typed == {"grounds": ["Seen to pass"]}
    assert (read_search_draft(other, slot=slot).draft, list_search_drafts(other)) == (None, [])
    kept = db_session.scalars(sa.select(JournalEntry).where(JournalEntry.row_kind == "SearchDraft"))
    assert [entry.verb for entry in kept if entry.verb == "collected"] == ["collected"]
    record_search(officer, slot=slot, **a_search())
    assert db_session.scalars(sa.select(SearchDraft)).all() == []


def test_a_review_leaves_the_queue_and_tells_the_officer(build, db_session):
    officer, sergeant = build.actor(Role.OFFICER), build.actor(Role.SUPERVISOR, **SUPERVISOR)
    search = searched(build, by=officer)
    assert [each.id for each in list_unreviewed(sergeant).rows] == [search.id]
    given = {"enough": False, "video_seen": True, "reasons": ["not-specific"], "feedback": "Say what you saw"}
    with pytest.raises(Forbidden):
        review_search(officer, search_id=search.id, **given)
    review = review_search(sergeant, search_id=search.id, **given)
    assert (review.enough, review.reasons, list_unreviewed(sergeant).rows) == (False, ["not-specific"], [])
    task = db_session.scalars(sa.select(Task).where(Task.entity_id == search.id)).one()
    assert (task.assignee_id, task.detail) == (officer.id, "Say what you saw")


def test_nobody_reviews_their_own(build):
    both = build.actor(Role.OFFICER, Role.SUPERVISOR, **SUPERVISOR)
    search = searched(build, by=both)
    assert list_unreviewed(both).rows == []
    with pytest.raises(RuleBroken, match="your own search"):
        review_search(both, search_id=search.id, enough=True, video_seen=True)


def test_a_search_under_section_60_cites_one_that_runs_there(build):
    authority, officer = authorised(build), build.actor(Role.OFFICER)
    under = {"power": "cjpoa-60", "authority_id": authority.id}
    assert searched(build, by=officer, **under).in_operation is True
    away = {"address": "Elsewhere", "point": (HERE[0] + Decimal("0.02"), HERE[1])}
    with pytest.raises(RuleBroken, match="metres outside"):
        searched(build, by=officer, where=away, **under)
    with pytest.raises(RuleBroken, match="does not run at that time"):
        searched(build, by=officer, at=NOON - timedelta(hours=2), **under)


@pytest.mark.parametrize(
    ("role", "rank"),
    [(Role.OFFICER, Rank.INSPECTOR), (Role.SUPERVISOR, Rank.SERGEANT), (Role.CUSTODY_OFFICER, Rank.SERGEANT)],
)
def test_who_does_not_authorise_section_60(role, rank, build):
    with pytest.raises(Forbidden):
        authorised(build, by=build.actor(role, rank=int(rank)))


def test_an_authority_is_extended_by_a_superintendent_once_and_ended_early(build, db_session):
    authority_id = authorised(build, by=(first := inspector(build))).id
    task = db_session.scalars(sa.select(Task).where(Task.entity_id == authority_id)).one()
    assert task.title.startswith("Tell a superintendent")
    longer = {"authority_id": authority_id, "ends_at": NOON + timedelta(hours=40), "why": "They are still there"}
    with pytest.raises(Forbidden):
        extend_section_60(first, **longer)
    with pytest.raises(RuleBroken, match="superintendent or above"):
        extend_section_60(build.actor(Role.SUPERINTENDENT, rank=int(Rank.CHIEF_INSPECTOR)), **longer)
    superintendent = build.actor(Role.SUPERINTENDENT, rank=int(Rank.SUPERINTENDENT))
    assert extend_section_60(superintendent, **longer).ends_at == NOON + timedelta(hours=40)
    with pytest.raises(RuleBroken, match="extended already"):
        extend_section_60(superintendent, **longer | {"ends_at": NOON + timedelta(hours=41)})
    assert end_section_60(first, authority_id=authority_id, why="Dispersed").ends_at == clock.now()
    with pytest.raises(RuleBroken, match="has ended"):
        end_section_60(first, authority_id=authority_id, why="Again")


def test_an_authority_needs_the_rank_besides_the_role(build):
    with pytest.raises(RuleBroken, match="inspector or above"):
        authorised(build, by=inspector(build, Rank.SERGEANT))
    assert authorise_section_60.permission is Permission.INVESTIGATION_SECTION_60_APPROVE


def test_figures_add_up_to_the_list_under_them(build):
    officer = build.actor(Role.OFFICER)
    for fields in ({}, {"age_range": "10-17"}, {"gender": "Female", "officer_defined": "3"}, {"officer_defined": "9"}):
        searched(build, by=officer, **fields)
    for where in ({}, {"gender": "Male"}, {"officer_defined": NOT_KNOWN}):
        counted = count_searches(officer, where=where)
        assert counted.total == list_searches(officer, where=where).total
        assert {name: sum(each.count for each in by) for name, by in counted.by.items()} == dict.fromkeys(
            counted.by, counted.total
        )
        for name, by in counted.by.items():
            for each in by:
                assert list_searches(officer, where=where | {name: each.wanted}).total == each.count


@pytest.mark.parametrize("first", ["search", "arrest"])
def test_a_search_that_leads_to_an_arrest_is_part_of_the_custody_record(first, build, db_session):
    desk, person, officer = Desk(build), build.person(), build.actor(Role.OFFICER)
    found = {"outcome": "arrest", "linked": True, "found": "Eight wraps", "at": NOON - timedelta(hours=1)}
    if first == "search":
        search = searched(build, by=officer, person_id=person.id, **found)
        detention = desk.detained(person)
    else:
        detention = desk.detained(person)
        search = searched(build, by=officer, **found)
        name_searched(officer, search_id=search.id, person_id=person.id)
    db_session.expire_all()
    assert db_session.scalars(sa.select(StopSearch.detention_id)).all() == [detention.id]
    said = db_session.scalars(
        sa.select(LogEntry.text).where(LogEntry.entity_id == detention.id, LogEntry.kind == "document")
    )
    assert [text for text in said if search.reference in text]


def test_another_persons_search_or_one_that_led_to_nothing_is_not(build, db_session):
    desk, person, officer = Desk(build), build.person(), build.actor(Role.OFFICER)
    searched(build, by=officer, person_id=person.id, at=NOON - timedelta(hours=1))
    searched(
        build, by=officer, person_id=build.person().id, outcome="arrest", linked=True, at=NOON - timedelta(hours=1)
    )
    desk.detained(person)
    assert db_session.scalars(sa.select(StopSearch.detention_id)).all() == [None, None]


def test_the_form_about_force_is_shown_where_it_was_used(build):
    officer = build.actor(Role.OFFICER)
    search = searched(build, by=officer, force_used=True)
    report = report_force(officer, person_id=build.person().id, incident=search.reference, **FORM)
    assert [each.report_id for each in read_search(officer, search_id=search.id).force] == [report.id]


def test_the_page_keeps_what_was_typed_and_says_all_that_is_missing(client_for):
    client = client_for(Role.OFFICER)
    page = client.get("/stop-search/new", follow_redirects=True)
    assert "Tell them first" in page.text
    path = page.request.full_path
    refused = client.post(path, data=typed(told="", self_defined="", grounds="Passed a bag"))
    assert refused.status_code == 422
    assert "Tell them first" in refused.text
    assert "Passed a bag" in refused.text
    assert "Ask how they describe their ethnicity" in refused.text


def test_a_receipt_is_read_without_an_account_for_three_months_and_names_nobody(build, client_for, app):
    client = client_for(Role.OFFICER, name="Alex Grant")
    person = build.person(family_name="Quillfeather")
    path = client.get("/stop-search/new", follow_redirects=True).request.full_path
    shown = client.post(path, data=typed(person_id=str(person.id)), follow_redirects=True)
    assert "quillfeather" in shown.text.lower()
    link = re.search(r'href="(http[^"]*/stop-search/receipt/[^"]+)"', shown.text)[1]
    stranger = app.test_client()
    read = stranger.get(link)
    assert read.status_code == 200
    assert "Controlled drugs" in read.text and "Alex Grant" in read.text
    assert "quillfeather" not in read.text.lower()
    assert (read.headers["Referrer-Policy"], read.headers["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert stranger.get(f"{link}x").status_code == 404
    clock.hold_at(NOON + timedelta(days=92))
    assert stranger.get(link).status_code == 404


def test_what_the_link_shows_is_journalled_as_disclosed(build, client_for, app, db_session):
    client = client_for(Role.OFFICER)
    path = client.get("/stop-search/new", follow_redirects=True).request.full_path
    shown = client.post(path, data=typed(), follow_redirects=True)
    link = re.search(r'href="(http[^"]*/stop-search/receipt/[^"]+)"', shown.text)[1]
    app.test_client().get(link)
    entry = db_session.scalars(sa.select(JournalEntry).where(JournalEntry.usecase.endswith("open_receipt"))).one()
    assert entry.verb == "disclosed"


def test_lists_figures_reviews_and_authorities_have_pages(build, client_for):
    search, authority = searched(build), authorised(build)
    client = client_for(Role.OFFICER, Role.SUPERVISOR, Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR))
    db.session.commit()
    for path, said in {
        "/stop-search/": search.reference,
        "/stop-search/?outcome=Arrest": "Nothing matches",
        "/stop-search/figures": "1 in all",
        "/stop-search/review": search.reference,
        f"/stop-search/{search.id}/review": "Are the grounds good enough?",
        "/stop-search/section-60": authority.reference,
        f"/stop-search/section-60/{authority.id}": "End it now",
        "/stop-search/section-60/new": "Authorise searches",
        "/stop-search/begun": "Nothing is begun",
        "/stop-search/stop": "Why they were stopped",
    }.items():
        page = client.get(path)
        assert page.status_code == 200, path
        assert said in page.text, path
