"""The rules of stop and search, without a database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from mips.core.errors import RuleBroken
from mips.investigation.rules import section_60
from mips.investigation.rules.after_search import check_review, copy_until, led_to
from mips.investigation.rules.section_60 import Authority
from mips.investigation.rules.snapping import snapped
from mips.investigation.rules.stop_search import Extent, SearchFacts, SearchType, check_search, check_supervisor

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE = (Decimal("51.507400"), Decimal("-0.127800"))
PLAIN = {
    "kind": SearchType.PERSON,
    "told": True,
    "power": "mda-23",
    "object": "controlled-drugs",
    "grounds": "Seen to pass a bag",
    "outcome": "none",
    "self_defined": "W1",
    "officer_defined": "1",
    "age_range": "18-24",
    "gender": "Male",
    "extent": Extent.OUTER,
    "body_worn": True,
}
UNATTENDED = {
    "kind": SearchType.VEHICLE,
    "registration": "AB12CDE",
    "unattended": True,
    "notice_left": True,
    "told": False,
    "self_defined": "",
    "officer_defined": "",
    "age_range": "",
    "gender": "",
    "extent": None,
}
FURTHER = {"extent": Extent.MORE, "out_of_view": True, "same_sex": True}
INTIMATE = FURTHER | {"extent": Extent.INTIMATE_PARTS, "where_taken": "Charing Cross", "consulted": True}
STOP = {"kind": SearchType.STOP, "grounds": "Trying doors", "body_worn": True}


@pytest.mark.parametrize(
    ("facts", "rank"),
    [
        pytest.param(PLAIN, 1, id="a plain search"),
        pytest.param(PLAIN | UNATTENDED, 1, id="s3(6)(a)(v): nobody's ethnicity of an unattended vehicle"),
        pytest.param(PLAIN | FURTHER, 1, id="Code A 3.6"),
        pytest.param(PLAIN | INTIMATE, 1, id="Code A 3.7"),
        pytest.param(PLAIN | INTIMATE | {"age_range": "10-17", "adult_present": True}, 1, id="a child's adult"),
        pytest.param(PLAIN | {"self_defined": "NS", "not_stated_why": "N2"}, 1, id="not stated, and why"),
        pytest.param(PLAIN | {"power": "cjpoa-60", "authority_cited": True}, 1, id="s60 cites its authority"),
        pytest.param(STOP, 0, id="ROL-4: a PCSO stops"),
    ],
)
def test_what_may_be_recorded(facts, rank):
    check_search(SearchFacts(**facts), rank=rank)


@pytest.mark.parametrize(
    ("facts", "rank", "field"),
    [
        pytest.param(PLAIN, 0, "search_type", id="ROL-4: a PCSO does not search"),
        pytest.param(PLAIN | {"told": False}, 1, "told", id="s2(2): told first"),
        pytest.param(PLAIN | UNATTENDED | {"notice_left": False}, 1, "notice_left", id="s2(6): the notice"),
        pytest.param(PLAIN | {"grounds": " "}, 1, "grounds", id="s3(6)(a)(ii)"),
        pytest.param(PLAIN | {"object": ""}, 1, "object", id="s3(6)(a)(i)"),
        pytest.param(PLAIN | {"self_defined": ""}, 1, "self_defined", id="s3(6)(a)(v)"),
        pytest.param(PLAIN | {"officer_defined": ""}, 1, "officer_defined", id="s3(6A)"),
        pytest.param(PLAIN | {"self_defined": "NS"}, 1, "not_stated_why", id="not stated without a reason"),
        pytest.param(PLAIN | {"outcome": "arrest"}, 1, "linked", id="whether the outcome is linked"),
        pytest.param(PLAIN | {"kind": SearchType.PERSON_AND_VEHICLE}, 1, "registration", id="Code A 4.3"),
        pytest.param(PLAIN | {"power": "cjpoa-60"}, 1, "authority_id", id="s60(4): no authority"),
        pytest.param(PLAIN | {"authority_cited": True}, 1, "authority_id", id="an authority for another power"),
        pytest.param(PLAIN | {"extent": None}, 1, "extent", id="s2(9)"),
        pytest.param(PLAIN | FURTHER | {"out_of_view": False}, 1, "out_of_view", id="Code A 3.6: in public view"),
        pytest.param(PLAIN | FURTHER | {"same_sex": None}, 1, "same_sex", id="Code A 3.6: same sex"),
        pytest.param(PLAIN | INTIMATE | {"consulted": False}, 1, "supervisor_id", id="Code A 3.7: nobody consulted"),
        pytest.param(PLAIN | INTIMATE | {"age_range": "10-17"}, 1, "adult_why_not", id="a child without an adult"),
        pytest.param(PLAIN | {"body_worn": False}, 1, "body_worn_why_not", id="video off without a reason"),
        pytest.param(STOP | {"power": "pace-1"}, 1, "search_type", id="a stop uses no power of search"),
    ],
)
def test_what_may_not(facts, rank, field):
    with pytest.raises(RuleBroken) as refused:
        check_search(SearchFacts(**facts), rank=rank)
    assert [each.field for each in refused.value.every] == [field]


@pytest.mark.parametrize(("own", "rank"), [(True, 2), (False, 1)])
def test_the_supervisor_is_a_sergeant_who_does_not_search(own, rank):
    with pytest.raises(RuleBroken):
        check_supervisor(is_searcher=own, rank=rank)
    check_supervisor(is_searcher=False, rank=2)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 6, 1), id="s3(9): beginning with the day"),
        pytest.param(date(2026, 12, 1), date(2027, 2, 28), id="the first of a month"),
        pytest.param(date(2026, 11, 30), date(2027, 2, 28), id="no 30 February"),
        pytest.param(date(2027, 11, 29), date(2028, 2, 28), id="the day before 29 February"),
    ],
)
def test_a_copy_may_be_asked_for_until(day, last):
    assert copy_until(day) == last


@pytest.mark.parametrize(
    ("outcome", "hours", "one"),
    [("arrest", 1, True), ("arrest", -1, True), ("arrest", 7, False), ("none", 1, False)],
)
def test_which_search_led_to_the_arrest(outcome, hours, one):
    assert led_to(outcome, NOON, NOON + timedelta(hours=hours)) is one


@pytest.mark.parametrize(
    ("rank", "hours", "field"),
    [(3, 24, None), (5, 1, None), (2, 1, "begins_at"), (3, 25, "ends_at"), (3, 0, "ends_at")],
)
def test_who_authorises_and_how_long(rank, hours, field):
    if field is None:
        section_60.check_authorised(rank, NOON, NOON + timedelta(hours=hours), now=NOON)
        return
    with pytest.raises(RuleBroken) as refused:
        section_60.check_authorised(rank, NOON, NOON + timedelta(hours=hours), now=NOON)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("rank", "hours", "now", "may"),
    [
        pytest.param(5, 48, 20, True, id="s60(3): 48 hours in all"),
        pytest.param(5, 49, 20, False, id="beyond 48 hours"),
        pytest.param(3, 30, 20, False, id="an inspector does not extend"),
        pytest.param(5, 48, 24, False, id="it has ended"),
        pytest.param(5, 24, 20, False, id="no later than it was"),
    ],
)
def test_extending_it(rank, hours, now, may):
    ours = Authority(begins=NOON, ends=NOON + timedelta(hours=24))
    ends, at = NOON + timedelta(hours=hours), NOON + timedelta(hours=now)
    if may:
        section_60.check_extended(rank, ours, ends, now=at)
    else:
        with pytest.raises(RuleBroken):
            section_60.check_extended(rank, ours, ends, now=at)


@pytest.mark.parametrize(
    ("hours", "place", "said", "field"),
    [
        pytest.param(1, HERE, False, None, id="inside, in time"),
        pytest.param(24, HERE, True, "authority_id", id="over at that instant"),
        pytest.param(-1, HERE, True, "authority_id", id="before it began"),
        pytest.param(1, (HERE[0] + Decimal("0.01"), HERE[1]), True, "authority_id", id="a kilometre away"),
        pytest.param(1, None, True, None, id="no point: the officer says so"),
        pytest.param(1, None, False, "inside_area", id="no point, nothing said"),
    ],
)
def test_which_authority_a_search_may_cite(hours, place, said, field):
    ours = Authority(begins=NOON, ends=NOON + timedelta(hours=24), centre=HERE, radius=500)
    at = NOON + timedelta(hours=hours)
    if field is None:
        section_60.check_cited(ours, at, place, said_inside=said)
        return
    with pytest.raises(RuleBroken) as refused:
        section_60.check_cited(ours, at, place, said_inside=said)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"own": True}, None),
        ({"rank": 1}, None),
        ({"enough": False, "reasons": 0}, "reasons"),
        ({"enough": False, "feedback": ""}, "feedback"),
    ],
)
def test_a_review_by_somebody_else_with_reasons(facts, field):
    plain = {"own": False, "rank": 2, "enough": True, "feedback": "Say what you saw", "reasons": 1}
    check_review(**plain)
    check_review(**plain | {"enough": False})
    with pytest.raises(RuleBroken) as refused:
        check_review(**plain | facts)
    assert refused.value.field == field


def test_a_place_is_published_as_the_nearest_of_the_published_points():
    near, far = (HERE[0], HERE[1] + Decimal("0.001")), (HERE[0], HERE[1] - Decimal("0.002"))
    assert snapped(HERE, [far, near]) == near
    assert snapped(HERE, []) is None
