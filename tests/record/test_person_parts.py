"""Facts about a person are added and ended, never overwritten; markers warn until they end."""

from datetime import date, timedelta

import pytest

from mips.access.permissions import Role
from mips.core.errors import Forbidden, InputInvalid, NotFound, RuleBroken
from mips.record.model.person import IdentifierKind, NameKind
from mips.record.reference.model import ReferenceItem
from mips.record.usecases.finding import find_persons
from mips.record.usecases.markers import add_marker, remove_marker, review_marker
from mips.record.usecases.person_page import read_person
from mips.record.usecases.person_parts import add_birth, add_identifier, add_name, end_fact
from mips.web.spoken import PartialDate

TODAY = date(2026, 3, 2)


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER)


@pytest.fixture
def ada(build):
    return build.person(family_name="Webb", given_names="Ada", born_on=date(1990, 2, 1))


@pytest.fixture
def listed(build):
    """Two markers of the list, one of health."""
    codes = {"violent-test": {}, "ill-test": {"health": True}}
    for place, (code, extra) in enumerate(codes.items()):
        build.add(ReferenceItem(list_name="warning-marker", code=code, title=code, position=place, extra=extra))


def test_a_main_name_renames_and_the_former_still_finds(officer, ada, db_session):
    add_name(officer, person_id=ada.id, kind=NameKind.LEGAL, family_name="Orlova", given_names="Ada", main=True)
    db_session.refresh(ada)
    assert (ada.label, [name.family_name for name in ada.names]) == ("ORLOVA, Ada", ["Webb", "Orlova"])
    assert find_persons(officer, q="webb ada 1/2/1990").hits[0].person is ada
    assert find_persons(officer, q="orlova ada 1/2/1990").hits[0].person is ada


def test_another_birth_is_kept_beside_the_one_in_use(officer, ada):
    add_birth(officer, person_id=ada.id, born=PartialDate(1991))
    assert ada.born_on == date(1990, 2, 1)
    add_birth(officer, person_id=ada.id, born=PartialDate(1989, 5), main=True)
    assert (ada.born_on, ada.born_precision) == (date(1989, 5, 1), "month")


def test_an_ended_fact_says_since_when_and_why(officer, ada, held_clock):
    phone = add_identifier(officer, person_id=ada.id, kind=IdentifierKind.PHONE, value="+447700900123")
    end_fact(officer, person_id=ada.id, part="identifiers", fact_id=phone.id, why="number given up")
    assert (phone.ended_at, phone.ended_why) == (held_clock, "number given up")
    with pytest.raises(RuleBroken, match="already"):
        end_fact(officer, person_id=ada.id, part="identifiers", fact_id=phone.id, why="again")


def test_the_name_in_use_cannot_be_ended(officer, ada):
    with pytest.raises(RuleBroken, match="the one in use"):
        end_fact(officer, person_id=ada.id, part="names", fact_id=ada.names[0].id, why="wrong")


def test_a_fact_of_somebody_else_is_not_found(officer, ada, build):
    other = build.person()
    with pytest.raises(NotFound):
        end_fact(officer, person_id=other.id, part="names", fact_id=ada.names[0].id, why="wrong")


def test_a_marker_warns_until_its_end(officer, ada, listed, build, db_session):
    marker = add_marker(
        officer, person_id=ada.id, kind="violent-test", said_by="PC Lee", expires_on=TODAY + timedelta(days=60)
    )
    sergeant = build.actor(Role.CUSTODY_OFFICER)
    db_session.refresh(ada)
    assert [each.id for each in read_person(sergeant, person_id=ada.id).markers] == [marker.id]
    assert (marker.in_force(marker.expires_on), marker.in_force(marker.expires_on + timedelta(days=1))) == (True, False)
    assert marker.review_on == TODAY + timedelta(days=30)


def test_a_marker_lasts_a_year_unless_told_otherwise(officer, ada, listed):
    marker = add_marker(officer, person_id=ada.id, kind="violent-test", said_by="PC Lee")
    assert marker.expires_on == TODAY + timedelta(days=365)


@pytest.mark.parametrize("ends", [TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=6 * 366)])
def test_a_marker_ends_within_reason(ends, officer, ada, listed):
    with pytest.raises(RuleBroken, match="must end after today"):
        add_marker(officer, person_id=ada.id, kind="violent-test", said_by="PC Lee", expires_on=ends)


def test_healthcare_staff_add_markers_of_health_only(ada, listed, build):
    nurse = build.actor(Role.HEALTHCARE_PROFESSIONAL)
    add_marker(nurse, person_id=ada.id, kind="ill-test", said_by="examination")
    with pytest.raises(Forbidden):
        add_marker(nurse, person_id=ada.id, kind="violent-test", said_by="examination")


def test_a_marker_that_is_not_in_the_list_is_refused(officer, ada, listed):
    with pytest.raises(InputInvalid):
        add_marker(officer, person_id=ada.id, kind="nonsense", said_by="PC Lee")


def test_only_those_who_may_review_keep_or_remove_a_marker(officer, ada, listed, build, held_clock):
    marker = add_marker(officer, person_id=ada.id, kind="violent-test", said_by="PC Lee")
    with pytest.raises(Forbidden):
        remove_marker(officer, person_id=ada.id, marker_id=marker.id, why="calm")
    supervisor = build.actor(Role.SUPERVISOR)
    marker = review_marker(supervisor, person_id=ada.id, marker_id=marker.id, expires_on=TODAY + timedelta(days=9))
    assert (marker.expires_on, marker.reviewed_at) == (TODAY + timedelta(days=9), held_clock)
    remove_marker(supervisor, person_id=ada.id, marker_id=marker.id, why="calm")
    assert not marker.in_force(TODAY) and marker.ended_why == "calm"
