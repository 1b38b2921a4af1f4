"""The first walk from intelligence to a case file, by an officer and a custody sergeant at their desks."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.journeys.desk import Desk
from tests.journeys.story import THEFT

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_one_person_and_one_offence_all_the_way(town, story, cast, open_desk, size):
    officer, sergeant = (open_desk(size).sign_in(cast(part)) for part in ("officer", "sergeant"))
    story.report_intelligence(officer)
    story.record_crime(officer)
    story.find(sergeant)
    story.book_in(sergeant)
    story.see_whiteboard(sergeant)
    story.charge(sergeant)
    case = story.write_case(officer)
    assert the_pages_of(printed(officer, case)) >= 3
    story.read_the_person(officer)
    assert people(town, story) == 1
    (offence,) = offences(town, story)
    assert (offence.code, offence.stage) == (THEFT, "charged")
    assert offence.crime_id and offence.detention_id and str(offence.case_id) in case
    assert "documents.usecases.enter_printing" in disclosures_of(town, offence.case_id)


def printed(desk: Desk, case: str) -> bytes:
    """The file as the browser is given it, from the link on the page of the case."""
    link = desk.visit(case).page.locator("main a", has_text="Open the file (PDF)").get_attribute("href")
    answer = desk.page.request.get(desk.address + link)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return answer.body()


def the_pages_of(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/StructTreeRoot" in opened.Root
        assert opened.open_outline().root
        return len(opened.pages)


def people(town, story):
    named = "SELECT id FROM person WHERE family_name = :name"
    return len(town.rows(named, name=story.family_name))


def offences(town, story):
    of_them = "SELECT offence.* FROM offence JOIN person ON person.id = person_id WHERE family_name = :name"
    return town.rows(of_them, name=story.family_name)


def disclosures_of(town, case_id):
    told = "SELECT usecase FROM journal_entry WHERE :case = ANY(subjects) AND verb = 'disclosed'"
    return {row.usecase for row in town.rows(told, case=case_id)}
