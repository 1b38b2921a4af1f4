"""What brings somebody into custody: the limit each has, what must be so, how each ends (CUS-2, CUS-20, WAR-5)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.arrivals import (
    OTHERWISE,
    ArrivalKind,
    HeldFor,
    check_arrival_kind,
    check_cell_for,
    check_longer_place_of_safety,
    check_otherwise,
    check_pace,
    check_place_of_safety,
    check_station_is_one,
    check_street_bail,
    check_times_given,
    check_way_fits,
    own_limit,
    remand_until,
)
from mips.custody.rules.board_clock import ClockLine
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.own_limits import as_reviewed, line_with_own_limit
from mips.custody.rules.reading import read_case

LONDON = ZoneInfo("Europe/London")


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("kind", "given", "ends"),
    [
        pytest.param(
            ArrivalKind.COURT_BAIL,
            {"arrested_at": local("2026-11-26T14:00"), "due_at": local("2026-12-10T10:00")},
            local("2026-11-27T14:00"),
            id="Bail Act s7(4): 24 hours",
        ),
        pytest.param(
            ArrivalKind.COURT_BAIL,
            {"arrested_at": local("2026-11-28T14:00"), "due_at": local("2026-12-10T10:00")},
            local("2026-11-30T14:00"),
            id="Bail Act s7(4): a Sunday does not count",
        ),
        pytest.param(
            ArrivalKind.COURT_BAIL,
            {"arrested_at": local("2026-11-27T14:00"), "due_at": local("2026-12-10T10:00"), "murder": True},
            local("2026-11-30T14:00"),
            id="Bail Act s7(8): murder, a Saturday neither",
        ),
        pytest.param(
            ArrivalKind.COURT_BAIL,
            {"arrested_at": local("2026-11-26T14:00"), "due_at": local("2026-11-27T10:00")},
            local("2026-11-27T10:00"),
            id="Bail Act s7(4): within 24 hours of surrender, that court",
        ),
        pytest.param(
            ArrivalKind.WARRANT,
            {"arrested_at": local("2026-11-28T14:00")},
            local("2026-11-30T10:00"),
            id="MCA s125: the next court, not on a Sunday",
        ),
        pytest.param(
            ArrivalKind.PLACE_OF_SAFETY,
            {"arrived_at": local("2026-10-24T22:00")},
            local("2026-10-25T21:00"),
            id="MHA s136: 24 elapsed hours across the autumn change",
        ),
        pytest.param(
            ArrivalKind.PLACE_OF_SAFETY,
            {"arrived_at": local("2026-10-24T22:00"), "extended": True},
            local("2026-10-26T09:00"),
            id="MHA s136B: 12 more",
        ),
        pytest.param(
            ArrivalKind.REMAND,
            {"ordered_at": local("2026-11-23T11:00")},
            local("2026-11-27T00:00"),
            id="MCA s128(7): three clear days",
        ),
        pytest.param(
            ArrivalKind.REMAND,
            {"ordered_at": local("2026-11-23T11:00"), "child": True},
            local("2026-11-24T11:00"),
            id="MCA s128(7): a child, 24 hours",
        ),
        pytest.param(
            ArrivalKind.IMMIGRATION,
            {"arrived_at": local("2026-11-23T11:00")},
            local("2026-11-28T11:00"),
            id="Places of Detention: five days",
        ),
        pytest.param(
            ArrivalKind.IMMIGRATION,
            {"arrived_at": local("2026-11-23T11:00"), "removal_set": True},
            local("2026-11-30T11:00"),
            id="Places of Detention: seven with removal set",
        ),
        pytest.param(
            ArrivalKind.PRODUCED,
            {"due_at": local("2026-11-26T18:00")},
            local("2026-11-26T18:00"),
            id="C(S)A Sch1: as directed",
        ),
        pytest.param(
            ArrivalKind.PEACE,
            {"arrested_at": local("2026-11-28T14:00")},
            local("2026-11-30T10:00"),
            id="Williamson: the next court, no later",
        ),
        pytest.param(
            ArrivalKind.EXTRADITION_PROVISIONAL,
            {"arrested_at": local("2026-11-27T14:00")},
            local("2026-12-01T14:00"),
            id="Ext Act s6: 48 hours without the weekend",
        ),
        pytest.param(
            ArrivalKind.EXTRADITION_PROVISIONAL,
            {"arrested_at": local("2026-12-24T18:00")},
            local("2026-12-30T18:00"),
            id="Ext Act s6: nor Christmas and the bank holiday kept for it",
        ),
        pytest.param(
            ArrivalKind.EXTRADITION_74A,
            {"arrested_at": local("2026-11-28T14:00")},
            local("2026-11-29T14:00"),
            id="Ext Act s74A: 24 hours, every one counted",
        ),
        pytest.param(ArrivalKind.EXTRADITION, {}, None, id="Ext Act s4: as soon as practicable"),
        pytest.param(ArrivalKind.EXTRADITION_PART_2, {}, None, id="Ext Act s72: as soon as practicable"),
        pytest.param(ArrivalKind.RECALL, {}, None, id="CJA s254: no instant is set"),
        pytest.param(ArrivalKind.WARRANT_BAIL, {}, None, id="MCA s117: bailed at once"),
        pytest.param(ArrivalKind.ARREST, {}, None, id="PACE: the clock instead"),
    ],
)
def test_each_kind_has_its_own_limit(kind, given, ends):
    came = {"arrived_at": local("2026-11-26T15:00")}
    assert own_limit(HeldFor(kind=kind, **came | given)) == ends


def test_three_clear_days_end_at_midnight_in_london_across_the_spring_change():
    assert remand_until(local("2026-03-26T15:00"), child=False) == local("2026-03-30T00:00")


SAFETY = {
    "child": False,
    "risk": "Will hang",
    "nowhere_else": "Full",
    "inspector": Rank.INSPECTOR,
    "health_there": True,
}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"child": True}, "person_id", id="MHA s136A(1): never a child"),
        pytest.param({"risk": ""}, "risk", id="SI 2017/1036: imminent risk"),
        pytest.param({"nowhere_else": " "}, "nowhere_else", id="SI 2017/1036: nowhere else"),
        pytest.param({"inspector": None}, "inspector_id", id="SI 2017/1036: an inspector"),
        pytest.param({"inspector": Rank.SERGEANT}, "inspector_id", id="SI 2017/1036: no lower"),
        pytest.param({"health_there": False}, "health_there", id="SI 2017/1036: a nurse or doctor there"),
    ],
)
def test_a_station_is_a_place_of_safety_only_in_the_regulations_circumstances(given, field):
    check_place_of_safety(**SAFETY)
    with pytest.raises(RuleBroken) as refused:
        check_place_of_safety(**SAFETY | given)
    assert (refused.value.rule, refused.value.field) == ("MHA 1983 s.136A", field)


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        pytest.param("2027-03-31T23:59", True, id="MHA 2025 s48: the day before"),
        pytest.param("2027-04-01T00:00", False, id="MHA 2025 s48: from that day in London"),
    ],
)
def test_no_station_is_a_place_of_safety_from_the_day_that_is_set(at, allowed):
    check_station_is_one(local(at), no_longer_from=None)
    if allowed:
        check_station_is_one(local(at), no_longer_from=date(2027, 4, 1))
        return
    with pytest.raises(RuleBroken, match="health-based place of safety now") as refused:
        check_station_is_one(local(at), no_longer_from=date(2027, 4, 1))
    assert (refused.value.rule, refused.value.field) == ("Mental Health Act 2025 s.48", "kind")


NOON = local("2026-11-26T12:00")
LONGER = {"held": True, "rank": Rank.SUPERINTENDENT, "extended": False, "ends": NOON, "at": NOON}


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        pytest.param(ArrivalKind.WARRANT, {}, id="s136B: of a place of safety"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, {"held": False}, id="s136B: still there"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, {"rank": Rank.INSPECTOR}, id="s136B: a superintendent"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, {"extended": True}, id="s136B: once"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, {"at": NOON + timedelta(minutes=1)}, id="s136B: in time"),
    ],
)
def test_twelve_hours_more_are_agreed_once_in_time_by_a_superintendent(kind, given):
    check_longer_place_of_safety(ArrivalKind.PLACE_OF_SAFETY, **LONGER)
    with pytest.raises(RuleBroken):
        check_longer_place_of_safety(kind, **LONGER | given)


@pytest.mark.parametrize("kind", [pytest.param(each, id=f"s118(2): {each}") for each in OTHERWISE])
def test_what_part_iv_provides_is_not_for_those_held_otherwise(kind):
    with pytest.raises(RuleBroken) as refused:
        check_pace(kind, "nobody is charged here")
    assert refused.value.rule == "PACE 1984 s.118(2)"
    check_otherwise(kind, accepted=False, held=True)
    for wrong in ({"accepted": True}, {"held": False}):
        with pytest.raises(RuleBroken):
            check_otherwise(kind, **{"accepted": False, "held": True} | wrong)


def test_an_arrest_for_an_offence_is_authorised_not_accepted():
    check_pace(ArrivalKind.STREET_BAIL, "anything")
    with pytest.raises(RuleBroken):
        check_otherwise(ArrivalKind.ARREST, accepted=False, held=True)
    with pytest.raises(RuleBroken):
        check_arrival_kind(ArrivalKind.ARREST, came_at=NOON, since=None, issued_by="x")


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        pytest.param(ArrivalKind.WARRANT, {"issued_by": ""}, "issued_by", id="MCA s125: which court"),
        pytest.param(ArrivalKind.WARRANT, {"since": NOON + timedelta(hours=1)}, "arrested_at", id="arrest first"),
        pytest.param(ArrivalKind.PEACE, {"since": None}, "arrested_at", id="Williamson: since when"),
        pytest.param(ArrivalKind.EXTRADITION_PROVISIONAL, {"since": None}, "arrested_at", id="Ext Act s6: since when"),
        pytest.param(ArrivalKind.EXTRADITION_74A, {"since": None}, "arrested_at", id="Ext Act s74A: since when"),
        pytest.param(ArrivalKind.EXTRADITION, {"issued_by": " "}, "issued_by", id="Ext Act s4: for whom"),
    ],
)
def test_an_arrival_says_for_whom_and_in_order(kind, given, field):
    right = {"came_at": NOON, "since": NOON, "issued_by": "Northmoor"}
    check_arrival_kind(kind, **right)
    for nobodys in (ArrivalKind.PLACE_OF_SAFETY, ArrivalKind.PEACE):
        check_arrival_kind(nobodys, **right | {"issued_by": ""})
    with pytest.raises(RuleBroken) as refused:
        check_arrival_kind(kind, **right | given)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        pytest.param(ArrivalKind.REMAND, "ordered_at", id="MCA s128(7): since when"),
        pytest.param(ArrivalKind.COURT_BAIL, "due_at", id="Bail Act s7(4): due when"),
        pytest.param(ArrivalKind.WARRANT_BAIL, "due_at", id="MCA s117: to attend when"),
        pytest.param(ArrivalKind.PRODUCED, "due_at", id="C(S)A Sch1: back when"),
    ],
)
def test_what_a_limit_is_worked_out_from_is_said(kind, field):
    check_times_given(kind, due_at=NOON, ordered_at=NOON)
    with pytest.raises(RuleBroken) as refused:
        check_times_given(kind, due_at=None, ordered_at=None)
    assert refused.value.field == field


def test_whoever_is_bailed_on_the_warrant_gets_no_cell():
    check_cell_for(ArrivalKind.WARRANT)
    with pytest.raises(RuleBroken) as refused:
        check_cell_for(ArrivalKind.WARRANT_BAIL)
    assert refused.value.rule == "MCA 1980 s.117"


@pytest.mark.parametrize(
    ("kind", "disposal", "allowed"),
    [
        pytest.param(ArrivalKind.ARREST, Disposal.NO_ACTION, True, id="PACE: as ever"),
        pytest.param(ArrivalKind.ARREST, Disposal.RECALL, True, id="PACE: also wanted on recall"),
        pytest.param(ArrivalKind.ARREST, Disposal.TO_PRISON, False, id="PACE: not what others have"),
        pytest.param(ArrivalKind.WARRANT_BAIL, Disposal.BAILED_ON_WARRANT, True, id="MCA s117"),
        pytest.param(ArrivalKind.RECALL, Disposal.NO_ACTION, False, id="CJA s254: no bail, no court"),
        pytest.param(ArrivalKind.COURT_BAIL, Disposal.TO_COURT, True, id="Bail Act s7(4)"),
        pytest.param(ArrivalKind.PEACE, Disposal.NO_LONGER_HELD, True, id="McGrogan: the danger is past"),
        pytest.param(ArrivalKind.PEACE, Disposal.BAILED_ON_WARRANT, False, id="Williamson: no bail"),
        pytest.param(ArrivalKind.PEACE, Disposal.NO_ACTION, False, id="Williamson: no offence"),
        pytest.param(ArrivalKind.EXTRADITION, Disposal.TO_COURT, True, id="Ext Act s4: to the judge"),
        pytest.param(ArrivalKind.EXTRADITION, Disposal.BAILED_ON_WARRANT, False, id="Ext Act s4: only the judge bails"),
        pytest.param(ArrivalKind.EXTRADITION_PART_2, Disposal.BAILED_ON_WARRANT, True, id="Ext Act s72: endorsed"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, Disposal.MENTAL_HEALTH, True, id="MHA s136"),
        pytest.param(ArrivalKind.PLACE_OF_SAFETY, Disposal.UNDER_INVESTIGATION, False, id="MHA s136: no suspect"),
    ],
)
def test_each_kind_has_its_own_ways_out(kind, disposal, allowed):
    if allowed:
        check_way_fits(kind, disposal)
        return
    with pytest.raises(RuleBroken):
        check_way_fits(kind, disposal)


def test_street_bail_comes_before_its_answer():
    check_street_bail(NOON - timedelta(days=3), arrived_at=NOON)
    with pytest.raises(RuleBroken) as refused:
        check_street_bail(NOON, arrived_at=NOON)
    assert refused.value.rule == "PACE 1984 s.41(2)(ca)"


def test_the_board_says_what_it_is_where_no_instant_is_set():
    line = line_with_own_limit(ClockLine(), ArrivalKind.RECALL, None)
    assert (line.limit, line.limit_name) == (None, "prison")
    assert line_with_own_limit(ClockLine(), ArrivalKind.WARRANT, NOON).limit == NOON
    assert line_with_own_limit(ClockLine(), ArrivalKind.ARREST, NOON).limit is None


def test_remanded_by_a_court_they_are_reviewed_by_the_custody_officer():
    told = read_case({"events": [{"type": "detention_authorised", "at": "2026-11-26T12:00+00:00"}]})
    assert as_reviewed(told, ArrivalKind.REMAND).charged_at == datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert as_reviewed(told, ArrivalKind.WARRANT).charged_at is None
