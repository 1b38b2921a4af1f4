"""One offence row from the crime through custody to the charge, and what the crime says at each step."""

from mips.access.permissions import Role
from mips.core import clock
from mips.custody.usecases.street_answering import arrive_on_street_bail
from mips.investigation.model.crime import CrimeStatus
from mips.investigation.usecases.reading import read_crime
from mips.record.model.case import Stage
from mips.record.model.event import Part
from tests.custody.scenery import Desk
from tests.custody.test_street_bail import DUE, given
from tests.investigation.crimes import recorded


def test_the_same_row_is_suspected_arrested_and_charged(build):
    officer, person = build.actor(Role.OFFICER), build.person()
    crime = recorded(build, person, by=officer)

    def now():
        page = read_crime(officer, crime_id=crime.id)
        (row,) = page.offences
        return row.id, row.stage, page.of(Part.SUSPECT)[0].status

    row, *suspected = now()
    desk = Desk(build)
    detention = desk.arrested(desk.arrived(person), offence_ids=[row])
    arrested = now()
    desk.charged(desk.authorised(detention))
    charged = now()
    assert suspected == [Stage.SUSPECTED, "suspect"]
    assert arrested == (row, Stage.ARRESTED, "arrested")
    assert charged == (row, Stage.CHARGED, "charged")
    page = read_crime(officer, crime_id=crime.id)
    assert (page.crime.status, page.crime.outcome_code) == (CrimeStatus.CHARGED, "1")
    assert [each.status for each in page.statuses[person.id]] == ["suspect", "arrested", "charged"]


def test_the_crime_knows_of_street_bail_at_once_and_of_the_arrest_once(build):
    officer, person = build.actor(Role.OFFICER), build.person()
    crime = recorded(build, person, by=officer)
    desk = Desk(build)
    (row,) = read_crime(officer, crime_id=crime.id).offences
    bail = given(desk, officer, person=person, offence_ids=[row.id], other_offences=[])
    page = read_crime(officer, crime_id=crime.id)
    assert (page.offences[0].stage, page.of(Part.SUSPECT)[0].status) == (Stage.ARRESTED, "arrested")
    clock.hold_at(DUE)
    arrive_on_street_bail(desk.sergeant, street_bail_id=bail.id, suite_id=desk.suite.id)
    page = read_crime(officer, crime_id=crime.id)
    assert [each.status for each in page.statuses[person.id]] == ["suspect", "arrested"]
