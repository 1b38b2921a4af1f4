"""Somebody comes from another force: the clock here is what the worked cases of s.41 say it is."""

from datetime import UTC, datetime, timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.rules.transfers import AtHospital, CameAs, There
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.facts import correct_fact
from mips.custody.usecases.reviews import hold_review
from mips.custody.usecases.transfers import read_transfer_in, record_transfer_in

HOUR = timedelta(hours=1)
ESSEX = "42"


def on(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def brought(desk, build):
    """Arrived here from elsewhere at a time, arrested at another; it is a quarter of an hour later now."""

    def make(arrived, arrested=None):
        clock.hold_at(arrived + HOUR / 4)
        detention = desk.arrived(build.person(), arrived_at=arrived)
        return desk.arrested(detention, arrested_at=arrested) if arrested else detention

    return make


def came(desk, detention, came_as, *, questioned=False, sought_for="Fraud", **times):
    there = There(came_as=came_as, **times)
    force = "" if came_as is CameAs.OUTSIDE else ESSEX
    given = {"there": there, "force": force, "questioned": questioned, "sought_for": sought_for}
    record_transfer_in(desk.sergeant, detention_id=detention.id, **given)
    return standing_of(desk.record(detention))


KENT = {"arrived_at": on(1, 22, 40), "left_at": on(2, 2)}


@pytest.mark.parametrize("arrest_first", [True, False], ids=["arrest recorded before", "after"])
def test_sought_here_and_not_questioned_there_it_runs_from_arrival_here_w3(desk, brought, arrest_first):
    detention = brought(on(2, 3, 15), on(1, 22, 10) if arrest_first else None)
    stands = came(desk, detention, CameAs.SOUGHT, **KENT)
    if not arrest_first:
        desk.arrested(desk.record(detention), arrested_at=on(1, 22, 10))
        stands = standing_of(desk.record(detention))
    assert (stands.began.at, stands.began.source.section) == (on(2, 3, 15), "PACE 1984 s.41(2)(a)")
    desk.authorised(desk.record(detention))
    assert standing_of(desk.record(detention)).clock.ends == on(3, 3, 15)


def test_held_there_for_a_day_it_runs_from_24_hours_after_the_arrest_w4(desk, brought):
    detention = brought(on(2, 23, 30), on(1, 22, 10))
    stands = came(desk, detention, CameAs.SOUGHT, arrived_at=on(1, 22, 40), left_at=on(2, 22))
    assert stands.began.at == on(2, 22, 10)


def test_questioned_there_it_runs_from_the_first_station_there_w5(desk, brought):
    detention = brought(on(2, 3, 15), on(1, 22, 10))
    stands = came(desk, detention, CameAs.SOUGHT, questioned=True, **KENT)
    assert (stands.began.at, stands.began.source.section) == (on(1, 22, 40), "PACE 1984 s.41(2)(d)")


@pytest.mark.parametrize(
    ("questioned", "began"), [(False, on(1, 19, 5)), (True, on(1, 8))], ids=["s.41(5) afresh", "questioned: not"]
)
def test_held_there_for_theirs_it_runs_afresh_for_ours_w6(desk, brought, questioned, began):
    detention = brought(on(1, 19, 5), on(1, 19))
    times = {"arrived_at": on(1, 8), "authorised_at": on(1, 8, 20), "left_at": on(1, 17, 30)}
    assert came(desk, detention, CameAs.THEIRS_FIRST, questioned=questioned, **times).began.at == began


def test_from_scotland_it_runs_from_the_station_here_w17(desk, brought):
    detention = brought(on(1, 13, 45), on(1, 3))
    stands = came(desk, detention, CameAs.OUTSIDE, questioned=None, entered_at=on(1, 5, 10))
    assert (stands.began.at, stands.began.source.section) == (on(1, 13, 45), "PACE 1984 s.41(2)(b)")


def test_handed_on_with_the_offence_all_that_counted_there_counts_and_reviews_go_on(desk, brought):
    detention = brought(on(1, 20), on(1, 7, 30))
    stay = AtHospital(
        left_at=on(1, 10), returned_at=on(1, 12), questioned_from=on(1, 11), questioned_until=on(1, 11, 30)
    )
    times = {"arrived_at": on(1, 8), "authorised_at": on(1, 8, 20), "left_at": on(1, 19), "hospital": [stay]}
    stands = came(desk, detention, CameAs.HANDED_ON, questioned=None, reviews=[on(1, 15)], **times)
    assert stands.began.at == on(1, 8)
    assert stands.clock.ends == on(2, 9, 30)
    assert stands.next_review.number == 2 and stands.next_review.due == on(2, 0)
    desk.authorised(desk.record(detention), wait_reason="Came from another force")
    clock.hold_at(on(1, 23))
    held = hold_review(desk.inspector(), detention_id=detention.id, reason="To be interviewed", reminded=True)
    assert held.number == 2


def test_an_extension_given_there_is_the_limit_here(desk, brought):
    detention = brought(on(2, 6), on(1, 7, 30))
    longer = {"extended_at": on(2, 1), "extended_until": on(2, 20)}
    times = {"arrived_at": on(1, 8), "authorised_at": on(1, 8, 20), "left_at": on(2, 5), **longer}
    reviews = [on(1, 14), on(1, 23)]
    stands = came(desk, detention, CameAs.HANDED_ON, questioned=None, reviews=reviews, **times)
    assert (stands.clock.ends, stands.clock.limit) == (on(2, 20), "extension")


def test_it_is_said_once_and_a_wrong_time_is_put_right_without_moving_arrival_here(desk, brought):
    detention = brought(on(2, 3, 15), on(1, 22, 10))
    came(desk, detention, CameAs.SOUGHT, questioned=True, **KENT)
    with pytest.raises(RuleBroken, match="recorded already"):
        came(desk, detention, CameAs.SOUGHT, **KENT)
    wrong = next(each for each in desk.record(detention).facts if each.at == on(1, 22, 40))
    correct_fact(desk.sergeant, detention_id=detention.id, fact_id=wrong.id, at=on(1, 22, 45), why="Copy says so")
    here = desk.record(detention)
    assert here.arrived_at == on(2, 3, 15)
    assert standing_of(here).began.at == on(1, 22, 45)


def test_of_whoever_is_charged_nothing_is_taken_over(desk):
    detention = desk.charged(desk.detained())
    with pytest.raises(RuleBroken, match="without charge"):
        came(desk, detention, CameAs.SOUGHT, **KENT)


def test_custody_staff_record_it_and_others_do_not(desk, build, brought):
    detention = brought(on(2, 3, 15), on(1, 22, 10))
    there = There(came_as=CameAs.SOUGHT, **KENT)
    with pytest.raises(Forbidden):
        record_transfer_in(build.actor(Role.REVIEWING_INSPECTOR), detention_id=detention.id, there=there)
    staff = build.actor(Role.DETENTION_OFFICER, rank=int(Rank.STAFF))
    record_transfer_in(staff, detention_id=detention.id, there=there, force=ESSEX, questioned=False)
    assert read_transfer_in(desk.inspector(), detention_id=detention.id).force == ESSEX
    with pytest.raises(Forbidden):
        read_transfer_in(build.actor(Role.OFFICER), detention_id=detention.id)


def test_the_page_asks_in_words_and_keeps_what_was_typed_when_it_is_wrong(desk, brought, client_for):
    detention = brought(on(2, 3, 15), on(1, 22, 10))
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    page = f"/custody/{detention.id}/from-force"
    assert "Came from another force" in sergeant.get(f"/custody/{detention.id}").text
    sent = {
        "came_as": "arrested-there-for-us",
        "force": ESSEX,
        "station": "Grays",
        "arrived_there_at": "1/3/2026 22:40",
        "left_there_at": "2/3/2026 02:00",
        "record_copy": "yes",
    }
    refused = sergeant.post(page, data=sent)
    assert refused.status_code == 422 and "Grays" in refused.text
    assert "whether they were questioned there" in refused.text and "s.41(2)(a)" in refused.text
    saved = sergeant.post(page, data=sent | {"questioned": "no"})
    assert saved.location.endswith("?tab=clock")
    shown = sergeant.get(saved.location).text
    assert "Essex" in shown and "Grays" in shown and "Left the station" in shown


def test_other_programs_take_somebody_over(desk, brought, client_for):
    detention = brought(on(2, 3, 15), on(1, 22, 10))
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    here = f"/api/v1/custody/detentions/{detention.id}/from-force"
    assert sergeant.get(here).status_code == 404
    sent = {
        "came_as": "same-offence",
        "force": ESSEX,
        "arrived_there_at": "2026-03-01T22:40:00Z",
        "authorised_there_at": "2026-03-01T22:50:00Z",
        "left_there_at": "2026-03-02T02:00:00Z",
        "reviews": [{"held_at": "2026-03-02T01:00:00Z"}],
    }
    assert sergeant.post(here, json=sent).status_code == 201
    assert sergeant.get(here).json["came_as"] == "same-offence"
