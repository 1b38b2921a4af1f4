"""The screens of a case: nothing known is asked, nothing typed is lost, the file opens in one click."""

import html5lib
import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.between.offers import nav_links, panels, record_pages
from mips.cases.model import CaseForm
from mips.documents.model import Printing
from mips.record.model.case import Case, Plea
from tests.build import signed_in
from tests.cases.charging import SUMMARY


@pytest.fixture
def case_id(scene):
    return scene.charged()


@pytest.fixture
def client(app, scene):
    return signed_in(app, scene.officer)


def shown(response, status=200):
    text = response.get_data(as_text=True)
    assert response.status_code == status, text
    html5lib.HTMLParser(strict=True).parse(text)
    return text


@pytest.mark.parametrize("tab", ["", "/charges", "/forms", "/timeline"])
def test_each_tab_of_a_case_is_a_page(client, case_id, tab):
    text = shown(client.get(f"/cases/{case_id}{tab}"))
    assert "R v SMITH" in text and "SMITH, John Paul" in text


def test_the_list_shows_ones_own_cases_first(client, case_id):
    assert "R v SMITH" in shown(client.get("/cases"))
    assert "R v SMITH" in shown(client.get("/cases?whose=team"))


def test_an_empty_list_says_how_a_case_comes_to_be(client_for):
    assert "opens by itself" in shown(client_for(Role.OFFICER_IN_CASE).get("/cases"))


def test_a_list_of_nobodys_is_no_page(client):
    assert client.get("/cases?whose=anybody").status_code == 404


def test_readiness_says_what_is_missing_and_leads_to_it(client, case_id):
    text = shown(client.get(f"/cases/{case_id}"))
    assert "Ready 2 of 7" in text
    assert f'href="/cases/{case_id}/forms/mg5"' in text
    assert f'href="/cases/{case_id}/front-sheet"' in text


def test_the_summary_begins_with_what_the_crime_report_says(client, case_id):
    assert SUMMARY in shown(client.get(f"/cases/{case_id}/forms/mg5"))


def test_a_form_is_saved_and_its_next_editor_sees_it(client, case_id, db_session):
    sent = client.post(f"/cases/{case_id}/forms/mg5", data={"version": "0", "summary": "He took it.\n\nHe ran."})
    assert sent.status_code == 302
    assert db_session.scalars(sa.select(CaseForm)).one().fields["summary"] == "He took it.\n\nHe ran."
    assert "He took it." in shown(client.get(f"/cases/{case_id}/forms/mg5"))


def test_what_was_typed_stays_when_something_is_wrong(client, case_id):
    typed = {"version": "0", "summary": "", "interview": "He said nothing."}
    text = shown(client.post(f"/cases/{case_id}/forms/mg5", data=typed), 422)
    assert "He said nothing." in text and "Enter summary of the case" in text


def test_a_conflict_shows_both_texts(client, case_id):
    address = f"/cases/{case_id}/forms/mg5"
    client.post(address, data={"version": "0", "summary": "Theirs"})
    text = shown(client.post(address, data={"version": "0", "summary": "Mine"}), 409)
    assert "Theirs" in text and "Mine" in text


def test_the_front_sheet_is_filled_from_the_charge(client, case_id, db_session):
    text = shown(client.get(f"/cases/{case_id}/front-sheet"))
    assert "Northmoor Magistrates" in text and "12 Mar 2026 10:00" in text
    data = {
        "version": "1",
        "anticipated_plea": "guilty",
        "court": "Other Court",
        "first_hearing_at": "12 Mar 2026 10:00",
        "markers": ["youth"],
        "enclosures": ["pnc"],
    }
    version = db_session.get_one(Case, case_id).version
    assert client.post(f"/cases/{case_id}/front-sheet", data=data | {"version": str(version)}).status_code == 302
    case = db_session.get_one(Case, case_id)
    assert (case.anticipated_plea, case.court, case.markers) == (Plea.GUILTY, "Other Court", ["youth"])


def test_the_file_opens_in_one_click(client, case_id, db_session):
    address = f"/documents/case-file?case_id={case_id}"
    assert f'href="{address}"' in shown(client.get(f"/cases/{case_id}"))
    response = client.get(address)
    assert response.mimetype == "application/pdf" and response.data.startswith(b"%PDF-1.7")
    assert response.headers["Content-Disposition"].startswith("inline; filename=case-file-28-01-")
    assert db_session.scalars(sa.select(Printing)).one().working_copy


def test_giving_a_copy_asks_for_whom_and_why(client, case_id, db_session):
    address = f"/documents/initial-details/give?case_id={case_id}"
    assert "Who is it for?" in shown(client.get(address))
    text = shown(client.post(address, data={"purpose": "First hearing"}), 422)
    assert "First hearing" in text and "Enter who the document is for" in text
    assert not db_session.scalars(sa.select(Printing)).all()
    given = client.post(address, data={"recipient": "Hart & Co, solicitors", "purpose": "First hearing"})
    assert given.mimetype == "application/pdf"
    assert given.headers["Content-Disposition"].startswith("attachment")
    register = shown(client.get(f"/documents/of/{case_id}"))
    assert "Hart &amp; Co, solicitors" in register and "First hearing" in register


def test_working_copies_are_for_readers_of_access_logs_alone(app, client, build, case_id):
    client.get(f"/documents/case-file?case_id={case_id}")
    assert "Working copy" not in shown(client.get(f"/documents/of/{case_id}"))
    supervisor = signed_in(app, build.user(Role.SUPERVISOR))
    assert "Working copy" in shown(supervisor.get(f"/documents/of/{case_id}"))


@pytest.mark.parametrize(
    "which", ["", "?case_id=", "?case_id=nonsense", "?case_id=00000000-0000-0000-0000-000000000000"]
)
def test_a_document_of_nothing_is_not_found(client, which):
    assert client.get(f"/documents/case-file{which}").status_code == 404
    assert client.get(f"/documents/nothing{which}").status_code == 404


def test_a_hidden_case_looks_like_a_missing_one(app, build, case_id, db_session):
    with build.scenery():
        db_session.get_one(Case, case_id).restriction = "named"
    outsider = signed_in(app, build.user(Role.CASE_BUILDER))
    for address in (f"/cases/{case_id}", f"/documents/case-file?case_id={case_id}", f"/documents/of/{case_id}"):
        assert outsider.get(address).status_code == 404
    assert "R v SMITH" not in shown(outsider.get("/cases?whose=all"))


def test_who_may_not_read_cases_has_no_way_in(client_for, case_id):
    constable = client_for(Role.OFFICER)
    assert constable.get(f"/cases/{case_id}").status_code == 403
    assert constable.get(f"/documents/case-file?case_id={case_id}").status_code == 403


def test_the_shell_is_offered_a_link_a_page_and_a_panel(scene, case_id):
    assert "cases.cases" in {link.endpoint for link in nav_links}
    assert record_pages["case"].endpoint == "cases.case"
    panel = next(panel for panel in panels if panel.key == "cases")
    officer = scene.officer.as_actor()
    assert [case.id for case in panel.gather(officer, scene.suspect.id)] == [case_id]
    assert panel.gather(officer, scene.shopkeeper.id) is None
