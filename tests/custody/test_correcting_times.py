"""Times are put right by a later fact with a reason, and every deadline follows."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core.errors import Forbidden, NotFound, RuleBroken
from mips.custody.model.detention import DetentionFact
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.facts import correct_fact
from mips.record.model.case import Offence
from mips.record.model.work import LogEntry


def fact_of(session, detention, kind):
    wanted = sa.select(DetentionFact).where(
        DetentionFact.detention_id == detention.id, DetentionFact.kind == kind, DetentionFact.replaced_at.is_(None)
    )
    return session.scalars(wanted).one()


def correct(desk, session, detention, kind, at, **fields):
    given = {"fact_id": fact_of(session, detention, kind).id, "why": "Gate camera says so"} | fields
    return correct_fact(desk.sergeant, detention_id=detention.id, at=at, **given)


def test_the_limit_follows_the_arrival_and_the_first_time_stays(desk, db_session):
    detention = desk.detained()
    was, at = detention.arrived_at, detention.arrived_at - timedelta(minutes=7)
    first = fact_of(db_session, detention, "arrive_station")
    right = correct(desk, db_session, detention, "arrive_station", at)
    read = desk.record(detention)
    assert standing_of(read).clock.ends == at + timedelta(hours=24)
    assert (read.arrived_at, right.replaces_id, first.at, first.replaced_at is None) == (at, first.id, was, False)
    said = db_session.scalars(sa.select(LogEntry).where(LogEntry.kind == "correction")).one()
    assert "11:30 to 2 Mar 11:23: Gate camera says so" in said.text


def test_the_reviews_follow_the_authorisation(desk, db_session):
    detention = desk.detained()
    at = detention.authorised_at + timedelta(minutes=3)
    correct(desk, db_session, detention, "detention_authorised", at)
    assert standing_of(desk.record(detention)).next_review.due == at + timedelta(hours=6)


def test_the_offences_follow_the_arrest(desk, db_session):
    detention = desk.detained()
    at = detention.arrested_at - timedelta(minutes=5)
    correct(desk, db_session, detention, "arrest", at)
    assert db_session.scalars(sa.select(Offence.arrested_at)).all() == [at]


@pytest.mark.parametrize(
    ("kind", "minutes"), [("arrive_station", 11), ("arrest", 21), ("detention_authorised", -11)],
    ids=["arrival after authorisation", "arrest after arrival", "authorised before arrival"],
)  # fmt: skip
def test_the_steps_stay_in_their_order(desk, db_session, kind, minutes):
    detention = desk.detained()
    wrong = fact_of(db_session, detention, kind)
    with pytest.raises(RuleBroken):
        correct(desk, db_session, detention, kind, wrong.at + timedelta(minutes=minutes))
    assert fact_of(db_session, detention, kind).at == wrong.at


def test_a_time_is_corrected_where_it_was_corrected_last(desk, db_session):
    detention = desk.detained()
    first = fact_of(db_session, detention, "arrive_station")
    correct(desk, db_session, detention, "arrive_station", first.at - timedelta(minutes=1))
    with pytest.raises(RuleBroken):
        correct(desk, db_session, detention, "arrive_station", first.at, fact_id=first.id)


def test_a_time_of_another_record_is_not_found(desk, db_session):
    detention, other = desk.detained(), desk.detained()
    stray = fact_of(db_session, other, "arrest").id
    with pytest.raises(NotFound):
        correct(desk, db_session, detention, "arrest", other.arrested_at, fact_id=stray)


def test_only_a_custody_officer_corrects_times(desk, db_session):
    detention = desk.detained()
    fact = fact_of(db_session, detention, "arrest")
    with pytest.raises(Forbidden):
        correct_fact(desk.detention_officer, detention_id=detention.id, fact_id=fact.id, at=fact.at, why="x")


def test_the_page_offers_what_was_written_and_shows_the_correction(desk, client_for, db_session):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    detention = desk.detained()
    fact = fact_of(db_session, detention, "arrive_station")
    here = f"/custody/{detention.id}/times/{fact.id}"
    assert 'value="2 Mar 2026 11:30"' in sergeant.get(here).text
    assert sergeant.post(here, data={"at": "11:25", "why": "Gate camera"}).status_code == 302
    page = sergeant.get(f"/custody/{detention.id}?tab=clock").text
    assert "Corrected" in page and "Gate camera" in page
