"""The case file as a PDF: tagged, marked, complete, and nothing in it that its reader may not have."""

import io

import pikepdf
import pypdfium2
import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalDetail, JournalEntry, Verb
from mips.cases.model import FormKind
from mips.cases.usecases.writing import write_form
from mips.core.errors import Forbidden, NotFound
from mips.documents.model import Printing
from mips.documents.printing import render
from tests.cases.charging import SUMMARY, WORDING

SECRET = "The witness is a relative of the defendant."


@pytest.fixture
def case_id(scene):
    case_id = scene.charged(scene.offence(), scene.offence(title="Going equipped for theft", code="TH68027"))
    officer = scene.officer.as_actor()
    mg5 = {"summary": SUMMARY, "interview": "He admitted it and gave no defence."}
    write_form(officer, case_id=case_id, kind=FormKind.MG5, fields=mg5, version=0, finished=True)
    write_form(officer, case_id=case_id, kind=FormKind.MG6, fields={"strengths": SECRET}, version=0)
    return case_id


@pytest.fixture
def printed(app, scene, case_id):
    """Prints a document of the case as the officer in it."""

    def make(key="case-file", **given):
        with app.test_request_context():
            return render(scene.officer.as_actor(), key, case_id=case_id, **given)

    return make


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf.content))


def texts_of(pdf):
    document = pypdfium2.PdfDocument(pdf.content)
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return texts


def bookmarks(items):
    return [(item.title, bookmarks(item.children)) for item in items]


def test_it_is_tagged_and_says_its_language_and_title(printed, scene, case_id):
    with opened(printed()) as pdf:
        assert pdf.Root.MarkInfo.Marked is True
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        title = str(pdf.docinfo["/Title"])
        assert title.startswith("Case file 28/01/0") and title.endswith("R v SMITH")


def test_it_claims_both_archive_and_universal_access(printed):
    with opened(printed()) as pdf, pdf.open_metadata() as about:
        assert about.pdfa_status == "2A"
        assert about["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"


def test_every_font_is_embedded(printed):
    with opened(printed()) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)
        assert all("Inter" in str(font.FontName) for font in fonts)


def test_its_headings_are_bookmarks(printed):
    with opened(printed()) as pdf, pdf.open_outline() as outline:
        ((title, forms),) = bookmarks(outline.root)
    assert title == "Case file: R v SMITH"
    assert [name for name, _ in forms if name.startswith("MG")] == [
        "MG1 File front sheet",
        "MG4 Charge sheet",
        "MG5 Police report",
        "MG6 Case file evidence and information",
    ]


def test_every_page_is_marked_at_head_and_foot_and_numbered(printed, app):
    pdf = printed()
    texts = texts_of(pdf)
    assert pdf.pages == len(texts) >= 5
    for number, text in enumerate(texts, 1):
        assert text.count(app.config["MARKING"]) == 2
        assert f"Page {number} of {len(texts)}" in text
        assert "Working copy of 2214 Dana Okafor" in text


def test_training_data_is_striped_on_every_page(printed, app, monkeypatch):
    monkeypatch.setitem(app.config, "TRAINING", True)
    assert all("TRAINING DATA" in text for text in texts_of(printed()))


def test_everything_known_is_in_it_without_being_typed_again(printed):
    text = " ".join(texts_of(printed()))
    for known in (
        "SMITH, John Paul",
        "14 May 1991",
        "14 Canal Row",
        "26/2801/01/417K",
        "NC/0417/26",
        "I was going to pay for them.",
        "871 Sam Reed",
        "Northmoor Magistrates",
        "Thu 12 Mar 2026 10:00",
        "Sun 1 Mar 2026 21:10",
        "28/0004417/26",
        "BROWN, Alice",
        "Fairfield Stores Ltd",
        "Going equipped for theft",
        SUMMARY,
        WORDING.split(". ")[0],
        SECRET,
    ):
        assert known in text, known


def test_initial_details_hold_no_form_that_is_kept_from_the_defence(printed):
    texts = texts_of(printed("initial-details"))
    whole = " ".join(texts)
    assert SUMMARY in whole and "MG4" in whole
    assert SECRET not in whole and "MG6" not in whole and "MG1 " not in whole


def test_a_solicitor_does_not_learn_where_a_co_defendant_lives(printed, scene, case_id):
    assert "14 Canal Row" in " ".join(texts_of(printed("initial-details")))
    scene.charged(scene.offence(scene.person("Jones", "Mark")))
    shared = " ".join(texts_of(printed("initial-details")))
    assert "JONES, Mark" in shared and "14 Canal Row" not in shared and "14 May 1991" not in shared
    assert "14 Canal Row" in " ".join(texts_of(printed("case-file")))


def test_a_form_with_nothing_on_it_is_named_but_not_printed(app, scene):
    with app.test_request_context():
        pdf = render(scene.officer.as_actor(), "case-file", case_id=scene.charged())
    whole = " ".join(texts_of(pdf))
    assert "MG6 Case file evidence and information Not written" in whole
    assert "Needs of the victim" not in whole
    assert "MG5 Police report" in whole and "Theft from shop" in whole


def test_the_same_record_gives_the_same_file(printed, db_session):
    first, second = printed(), printed()
    assert first.content == second.content
    assert len(db_session.scalars(sa.select(Printing)).all()) == 2


def test_a_copy_for_somebody_is_registered_and_journalled_with_who_and_why(printed, db_session, scene, case_id):
    pdf = printed(recipient="Crown Prosecution Service", purpose="First hearing")
    entry = db_session.scalars(sa.select(Printing)).one()
    assert (entry.entity_id, entry.document, entry.pages) == (case_id, "case-file", pdf.pages)
    assert (entry.recipient, entry.purpose, entry.sha256) == ("Crown Prosecution Service", "First hearing", pdf.sha256)
    assert not entry.working_copy
    assert all("Copy for Crown Prosecution Service" in text for text in texts_of(pdf))
    disclosed = db_session.scalars(
        sa.select(JournalEntry).where(
            JournalEntry.verb == Verb.DISCLOSED, JournalEntry.usecase == "documents.usecases.enter_printing"
        )
    ).one()
    assert disclosed.actor_id == scene.officer.id and disclosed.subjects == [case_id]
    said = db_session.scalars(sa.select(JournalDetail).where(JournalDetail.entry_id == disclosed.id)).one()
    assert said.values["query"]["recipient"] == "Crown Prosecution Service"
    assert said.values["query"]["purpose"] == "First hearing"


def test_the_gathering_of_the_file_is_itself_a_disclosure(printed, db_session, case_id):
    printed()
    gathered = sa.select(JournalEntry).where(JournalEntry.usecase == "cases.usecases.reading.gather_case_file")
    entry = db_session.scalars(gathered).one()
    assert entry.verb == Verb.DISCLOSED and case_id in entry.subjects


def test_who_may_not_read_the_forms_gets_no_file(app, build, case_id, db_session):
    with app.test_request_context(), pytest.raises(Forbidden):
        render(build.actor(Role.OFFICER), "case-file", case_id=case_id)
    assert not db_session.scalars(sa.select(Printing)).all()


def test_a_document_that_nobody_offers_does_not_exist(app, scene, case_id):
    with app.test_request_context(), pytest.raises(NotFound):
        render(scene.officer.as_actor(), "no-such-document", case_id=case_id)
