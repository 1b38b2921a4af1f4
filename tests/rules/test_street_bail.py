"""Street bail: who gives it, on what terms, until when, and how it ends (PACE 1984 s.30A to s.30D, CUS-2 RT-CA)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.bail_release import Conditions
from mips.custody.rules.reading import read_case
from mips.custody.rules.rearrest import NewEvidence
from mips.custody.rules.relevant_time import relevant_time
from mips.custody.rules.street_bail import (
    Granting,
    Purpose,
    StreetEnd,
    arrival_by,
    attend_by,
    check_attendance_at,
    check_brought,
    check_excused,
    check_grant,
    check_notice_of_release,
    check_rearrested,
    check_standing,
    check_terms,
    check_told_of_change,
    check_variation,
    check_without_bail,
)
from tests.build import NOON

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)
GRANT = {
    "rank": Rank.CONSTABLE,
    "authorised_by": Rank.SERGEANT,
    "authorised_own": False,
    "arrested_at": NOON - HOUR,
    "at": NOON,
    "held_at": "",
    "necessary_why": "To interview them with the camera pictures",
    "representations": "Nothing",
}


@pytest.mark.parametrize(
    ("given", "section", "field"),
    [
        pytest.param({"rank": Rank.STAFF}, "s.30A(1)", None, id="s30A(1): a constable"),
        pytest.param({"held_at": "Northmoor"}, "s.30A(1)", "person_id", id="s30A(2): before any station"),
        pytest.param({"arrested_at": NOON + HOUR}, "s.30A(1)", "arrested_at", id="s30A(1): after the arrest"),
        pytest.param({"necessary_why": " "}, "s.30A(1A)", "necessary_why", id="s30A(1A)(a): necessary"),
        pytest.param({"representations": ""}, "s.30A(1A)", "representations", id="s30A(1A)(b): heard"),
        pytest.param(
            {"authorised_by": Rank.CONSTABLE}, "s.30A(1A)", "authorised_by_id", id="s30A(1A)(b): a custody officer"
        ),
        pytest.param({"authorised_own": True}, "s.36(5)", "authorised_by_id", id="s36(5): not their own"),
    ],
)
def test_a_constable_gives_it_that_a_custody_officer_authorised(given, section, field):
    check_grant(Granting(**GRANT))
    with pytest.raises(RuleBroken) as refused:
        check_grant(Granting(**GRANT | given))
    assert (refused.value.rule, refused.value.field) == (f"PACE 1984 {section}", field)


NO_BAIL = {"rank": Rank.CONSTABLE, "held_at": "", "arrested_at": NOON - HOUR, "at": NOON, "why": "Known, lives here"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"rank": Rank.STAFF}, None, id="s30A(1C): a constable"),
        pytest.param({"held_at": "Northmoor"}, "person_id", id="s30A(2): before a station"),
        pytest.param({"arrested_at": NOON + HOUR}, "arrested_at", id="s30A(1C): of somebody arrested"),
        pytest.param({"why": " "}, "why", id="s30A(1A): why bail is not necessary"),
    ],
)
def test_a_constable_releases_without_bail_and_says_why(given, field):
    check_without_bail(**NO_BAIL)
    with pytest.raises(RuleBroken) as refused:
        check_without_bail(**NO_BAIL | given)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.30A(1C)", field)


@pytest.mark.parametrize(
    ("words", "purposes", "section"),
    [
        pytest.param("A surety of 500 pounds", [Purpose.SURRENDER], "s.30A(3A)", id="s30A(3A)(c): no surety"),
        pytest.param("Two sureties", [Purpose.SURRENDER], "s.30A(3A)", id="s30A(3A)(c): no sureties"),
        pytest.param("On his own recognizance", [Purpose.SURRENDER], "s.30A(3A)", id="s30A(3A)(a): no recognizance"),
        pytest.param("Security for his surrender", [Purpose.SURRENDER], "s.30A(3A)", id="s30A(3A)(b): no security"),
        pytest.param("Live at the bail hostel", [Purpose.SURRENDER], "s.30A(3A)", id="s30A(3A)(d): no bail hostel"),
        pytest.param("Not go to the shop", [], "s.30A(3B)", id="s30A(3B): for what"),
        pytest.param("", [Purpose.OFFENCE], "s.30A(3B)", id="s30A(3B): a purpose has a condition"),
    ],
)
def test_conditions_are_for_what_they_may_be_and_ask_nothing_they_may_not(words, purposes, section):
    with pytest.raises(RuleBroken) as refused:
        check_terms(Conditions(words=words), purposes)
    assert refused.value.rule == f"PACE 1984 {section}"


def test_terms_that_fit_stand():
    check_terms(Conditions(), [])
    for words in ("Not speak to the security guard", "Not approach the security of the venue", "Stay at the hostel"):
        check_terms(Conditions(words=words), [Purpose.INTERFERENCE])
    check_terms(Conditions(ticked=("stay-away",)), list(Purpose))


@pytest.mark.parametrize(
    ("arrested", "last"),
    [
        pytest.param("2026-03-01T23:50", date(2026, 6, 1), id="s30B(8): from the day after"),
        pytest.param("2026-01-10T12:00", date(2026, 4, 10), id="CUS-18: as any bail period"),
        pytest.param("2026-11-29T12:00", date(2027, 2, 28), id="s30B(8): no such day, the last of the month"),
        pytest.param("2026-06-01T00:10", date(2026, 9, 1), id="s30B(8): the day is London's"),
    ],
)
def test_they_attend_within_three_months_of_the_day_after_the_arrest(arrested, last):
    at = datetime.fromisoformat(arrested).replace(tzinfo=LONDON)
    assert attend_by(at) == last
    latest = datetime.combine(last, datetime.max.time(), tzinfo=LONDON)
    check_attendance_at(latest, arrested_at=at, at=at)
    for wrong in (latest + HOUR, at):
        with pytest.raises(RuleBroken) as refused:
            check_attendance_at(wrong, arrested_at=at, at=at)
        assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.30B(8)", "attend_at")


NOTICE = {"given": True, "released": False, "at": NOON, "granted_at": NOON}


@pytest.mark.parametrize("wrong", [{"given": False}, {"released": True}, {"at": NOON - HOUR}])
def test_nobody_goes_without_the_notice(wrong):
    check_notice_of_release(**NOTICE)
    with pytest.raises(RuleBroken) as refused:
        check_notice_of_release(**NOTICE | wrong)
    assert refused.value.rule == "PACE 1984 s.30B(1)"


def test_only_bail_that_somebody_is_out_on_is_changed():
    check_standing(released=True, ended="")
    with pytest.raises(RuleBroken, match="not had the notice"):
        check_standing(released=False, ended="")
    with pytest.raises(RuleBroken, match="over: came to answer it"):
        check_standing(released=True, ended="Came to answer it")
    check_told_of_change(True)
    with pytest.raises(RuleBroken) as refused:
        check_told_of_change(False)
    assert refused.value.rule == "PACE 1984 s.30B(6)-(7)"


VARY = {"before": 0, "new_information": "", "varied": True, "notice_given": True, "own": False}


@pytest.mark.parametrize(
    ("given", "section"),
    [
        pytest.param({"own": True}, "s.30CA(1)", id="s30CA(5): not who gave it"),
        pytest.param({"before": 1}, "s.30CA(2)", id="s30CA(2): nothing new"),
        pytest.param({"notice_given": False}, "s.30CA(1)", id="s30CA(3)(c): in writing"),
    ],
)
def test_a_variation_is_another_officers_on_new_information_in_writing(given, section):
    check_variation(**VARY)
    check_variation(**VARY | {"before": 2, "new_information": "Has moved", "varied": False, "notice_given": False})
    with pytest.raises(RuleBroken) as refused:
        check_variation(**VARY | given)
    assert refused.value.rule == f"PACE 1984 {section}"


def test_who_need_not_attend_is_told_in_writing():
    check_excused(notice_given=True, reason="No evidence")
    for wrong in ({"notice_given": False}, {"reason": " "}):
        with pytest.raises(RuleBroken) as refused:
            check_excused(**{"notice_given": True, "reason": "No evidence"} | wrong)
        assert refused.value.rule == "PACE 1984 s.30C(1)"


BROUGHT = {"arrested_at": NOON + HOUR, "arrived_at": NOON + 2 * HOUR, "attend_at": NOON, "conditions": "Stay away"}


@pytest.mark.parametrize(
    ("how", "given", "section"),
    [
        pytest.param(StreetEnd.BREACH, {"conditions": ""}, "s.30D(2A)", id="s30D(2A): no condition"),
        pytest.param(StreetEnd.BREACH, {"arrested_at": None}, "s.30D(2A)", id="s30D(2A): arrested when"),
        pytest.param(StreetEnd.NOT_ANSWERED, {"arrested_at": NOON}, "s.30D(1)", id="s30D(1): not due yet"),
        pytest.param(StreetEnd.NOT_ANSWERED, {"arrived_at": NOON}, "s.30D(1)", id="s30D(2): arrest, then station"),
    ],
)
def test_an_arrest_on_street_bail_has_its_ground(how, given, section):
    check_brought(how, **BROUGHT)
    check_brought(StreetEnd.ANSWERED, **BROUGHT | {"arrested_at": None, "conditions": ""})
    with pytest.raises(RuleBroken) as refused:
        check_brought(how, **BROUGHT | given)
    assert refused.value.rule == f"PACE 1984 {section}"


AGAIN = {
    "because": NewEvidence.NEW,
    "evidence": "A witness came forward",
    "released_at": NOON,
    "arrested_at": NOON + HOUR,
    "arrived_at": NOON + 2 * HOUR,
    "ended": None,
}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"evidence": " "}, "evidence", id="s30C(4): what is new"),
        pytest.param({"because": None}, "evidence", id="s30C(4): on which of the two grounds"),
        pytest.param({"released_at": None}, None, id="s30C(4): of somebody released"),
        pytest.param({"arrested_at": NOON - HOUR}, "arrested_at", id="s30C(4): since the release"),
        pytest.param({"arrived_at": NOON}, "arrived_at", id="s30(1A): arrest, then station"),
        pytest.param({"ended": StreetEnd.ANSWERED}, None, id="s47(2): once at a station, by its record"),
        pytest.param({"ended": StreetEnd.REARRESTED}, None, id="s30C(4): once"),
    ],
)
def test_an_arrest_again_from_the_street_needs_something_new(given, field):
    check_rearrested(**AGAIN)
    for ended in (StreetEnd.EXCUSED, StreetEnd.NO_BAIL):
        check_rearrested(**AGAIN | {"ended": ended, "because": NewEvidence.ANALYSIS})
    with pytest.raises(RuleBroken) as refused:
        check_rearrested(**AGAIN | given)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.30C(4)", field)


STREET = [
    {"type": "arrest", "at": "2026-03-01T10:00+00:00"},
    {"type": "release_street_bail", "at": "2026-03-01T10:30+00:00"},
]
CAME = "2026-03-11T14:00+00:00"


@pytest.mark.parametrize(
    ("how", "came", "section"),
    [
        pytest.param(StreetEnd.ANSWERED, "attend_answer_street_bail", "PACE 1984 s.41(2)(ca)", id="W16: RT-CA"),
        pytest.param(StreetEnd.NOT_ANSWERED, "arrive_station", "PACE 1984 s.41(2)(d)", id="s30D(1): RT-D"),
        pytest.param(StreetEnd.BREACH, "arrive_station", "PACE 1984 s.41(2)(d)", id="s30D(2A): RT-D"),
    ],
)
def test_the_clock_runs_from_coming_to_answer_or_from_the_station(how, came, section):
    told = {"type": came, "at": CAME} | ({"after_arrest": True} if came == "arrive_station" else {})
    began = relevant_time(read_case({"events": [*STREET, told]}))
    assert (began.at, began.source.section) == (datetime(2026, 3, 11, 14, tzinfo=UTC), section)
    assert (arrival_by(how) is ArrivalKind.STREET_BAIL) == (how is StreetEnd.ANSWERED)
