"""The custody record as documents: what each says, what is left out for whom, and what the register and log keep."""

import io
import re
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalEntry, Verb
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.model.care import RightKind
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.papers import Paper
from mips.custody.rules.risk import RiskBlock
from mips.custody.usecases.care import RightGiven, add_to_log, correct_in_log, give_rights
from mips.custody.usecases.contacts import name_contacts
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.healthcare import examine
from mips.custody.usecases.papers import print_whole_record
from mips.custody.usecases.release_risk import place_child
from mips.custody.usecases.risk import assess_risk
from mips.documents.model import Printing
from mips.documents.printing import render
from mips.record.model.work import LogEntry
from tests.build import NOON
from tests.custody.test_bail import bailed
from tests.custody.test_release import asked, child_kept

TODO = "Check every 30 minutes; food at 13:00"
FINDINGS = "Type 1 diabetic, sugars 14"


@pytest.fixture
def held(desk):
    return desk.detained()


@pytest.fixture
def printed(app, desk):
    """Prints a paper of a record, as the sergeant unless somebody else is named."""

    def make(paper, detention, *, by=None, **given):
        with app.test_request_context():
            return render(by or desk.sergeant, paper.value, detention_id=detention.id, **given)

    return make


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf.content)
    found = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return found


def lived_through(desk, held, build):
    """Rights, a risk assessment, a nurse, somebody to be told."""
    wants = RightGiven(kind=RightKind.LEGAL_ADVICE, wanted=True, detail="R Patel")
    give_rights(desk.sergeant, detention_id=held.id, given=[wants])
    assess_risk(desk.sergeant, detention_id=held.id, none_of=list(RiskBlock), nothing_seen=True)
    name_contacts(desk.sergeant, detention_id=held.id, contacts=[{"name": "Ewa", "telephone": "+447700900123"}])
    nurse = build.actor(Role.HEALTHCARE_PROFESSIONAL, name="Robin Day", rank=0)
    examine(nurse, detention_id=held.id, findings=FINDINGS, todo=TODO)


def let_go(desk, held, disposal):
    desk.cleared(held)
    given = {"reason": "Nothing to charge", "notice_given": True}
    release_detainee(desk.sergeant, detention_id=held.id, disposal=disposal, **given)


def test_the_whole_record_follows_the_order_of_the_blocks(desk, held, build, printed):
    lived_through(desk, held, build)
    with pikepdf.open(io.BytesIO(printed(Paper.WHOLE, held).content)) as pdf, pdf.open_outline() as outline:
        (whole,) = outline.root
        assert [each.title for each in whole.children] == [
            "The record",
            "Arrest",
            "Arrival",
            "Person",
            "Detention decision",
            "Rights",
            "Risk assessment and care plan",
            "People around the detainee",
            "Healthcare",
            "Property",
            "Searches",
            "Searches of premises",
            "Detention log",
            "Force, incidents and complaints",
            "Reviews and clock",
            "Authorities and delays",
            "Interviews and release to officers",
            "Biometrics and samples",
            "Charge, bail and release",
            "Escorts",
        ]


def test_the_whole_record_says_what_custody_staff_are_told_and_not_what_was_found(desk, held, build, printed):
    lived_through(desk, held, build)
    whole = text_of(printed(Paper.WHOLE, held))
    assert TODO in whole and "07700 900123" in whole and "R Patel" in whole
    assert FINDINGS not in whole and "kept apart" in whole


def test_a_representative_reads_no_risk_no_health_and_nobody_elses_number(desk, held, build, printed):
    lived_through(desk, held, build)
    shown = text_of(printed(Paper.REPRESENTATIVE, held))
    for hidden in (TODO, FINDINGS, "07700 900123", "Ewa", "Risk assessment and care plan", "Ethnicity"):
        assert hidden not in shown
    assert "R Patel" in shown and "To be interviewed about the theft" in shown
    assert "What is left out of this copy" in shown and "Code C 3.8A" in shown


def test_a_correction_goes_with_what_it_corrects(desk, held, build, printed, db_session):
    lived_through(desk, held, build)
    wrong = db_session.scalars(sa.select(LogEntry).where(LogEntry.kind == "health")).first()
    correct_in_log(desk.sergeant, detention_id=held.id, entry_id=wrong.id, text="Food at 14:00 for the diabetes")
    assert "diabetes" not in text_of(printed(Paper.REPRESENTATIVE, held))
    assert "Corrects the entry of" in text_of(printed(Paper.LOG, held))


def test_the_log_shows_both_times_and_a_late_entry_says_so(desk, held, printed):
    clock.hold_at(NOON + timedelta(minutes=40))
    add_to_log(desk.sergeant, detention_id=held.id, text="Given tea", at=NOON + timedelta(minutes=15))
    add_to_log(desk.sergeant, detention_id=held.id, text="Given a blanket", at=NOON + timedelta(minutes=40))
    log = text_of(printed(Paper.LOG, held))
    assert re.search(r"12:15 Given tea Entered late: Mon 2 Mar 2026 12:40, 25m after", log)
    assert re.search(r"12:40 Given a blanket Mon 2 Mar 2026 12:40", log)


def test_the_front_sheet_is_one_page(desk, held, build, printed):
    lived_through(desk, held, build)
    front = printed(Paper.FRONT, held)
    assert front.pages == 1
    assert held.reference in text_of(front)


def test_the_charge_sheet_has_wording_caution_reply_and_court(desk, held, printed):
    charge = text_of(printed(Paper.CHARGE, desk.charged(held)))
    for said in ("On 2 Mar 2026 stole", "You do not have to say anything", "I did not do it", "Northmoor Magistrates"):
        assert said in charge
    assert "You must appear at Northmoor" in text_of(printed(Paper.COURT_BAIL, held))


def test_the_bail_notice_says_when_to_return_and_the_conditions(desk, printed):
    notice = text_of(printed(Paper.BAIL, bailed(desk)))
    assert "You must come back to Northmoor at Tue 2 Jun 2026 10:00" in notice
    assert "Not contact Ann Hill" in notice and "s.46A" in notice and "ends on 2 Jun 2026" in notice


def test_the_notice_of_no_prosecution_can_be_given_before_release_and_says_then_that_it_was(desk, held, printed):
    assert "To be signed and given before release" in text_of(printed(Paper.NO_ACTION, held))
    let_go(desk, held, Disposal.NO_ACTION)
    notice = text_of(printed(Paper.NO_ACTION, held))
    assert "not to be prosecuted" in notice and "s.37(6B)" in notice and "before release" not in notice


def test_who_is_released_under_investigation_is_told_what_it_means(desk, held, printed):
    let_go(desk, held, Disposal.UNDER_INVESTIGATION)
    assert "under no conditions" in text_of(printed(Paper.UNDER_INVESTIGATION, held))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("", "Your rights while you are held"),
        ("cy", "Eich hawliau tra byddwch"),
        ("pl", "official translation of the notice of rights in this language must be printed"),
    ],
)
def test_rights_stand_in_the_language_chosen_and_nothing_is_made_up(held, printed, language, said):
    assert said in text_of(printed(Paper.RIGHTS, held, language=language))


def test_a_certificate_tells_the_court_why_a_child_was_kept(desk, build, printed):
    kept = child_kept(desk, build)
    place_child(desk.sergeant, detention_id=kept.id, **asked())
    found = text_of(printed(Paper.CHILD, kept))
    assert "NM/C1/26" in found and "protect the public from serious harm" in found


def test_reviews_and_clock_name_the_authority(held, printed):
    found = text_of(printed(Paper.CLOCK, held))
    assert "Detention authorised" in found and "Pat Lowe" in found and "s.37(2)" in found


@pytest.mark.parametrize("paper", [Paper.CHARGE, Paper.BAIL, Paper.COURT_BAIL, Paper.CHILD, Paper.UNDER_INVESTIGATION])
def test_no_paper_says_what_is_not_so(held, printed, paper):
    with pytest.raises(RuleBroken, match=re.escape(paper.source.section)):
        printed(paper, held)


@pytest.mark.parametrize("paper", [Paper.WHOLE, Paper.REPRESENTATIVE, Paper.FRONT, Paper.RIGHTS])
def test_each_is_tagged_archivable_and_marked_on_every_page(app, desk, held, build, printed, paper):
    lived_through(desk, held, build)
    made = printed(paper, held)
    with pikepdf.open(io.BytesIO(made.content)) as pdf, pdf.open_metadata() as about:
        assert pdf.Root.MarkInfo.Marked is True and str(pdf.Root.Lang) == "en-GB"
        assert about.pdfa_status == "2A" and about["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert text_of(made).count(app.config["MARKING"]) == 2 * made.pages
    assert f"Page {made.pages} of {made.pages}" in text_of(made)


def test_giving_a_copy_stands_in_register_journal_and_log(desk, held, printed, db_session):
    printed(Paper.REPRESENTATIVE, held, recipient="R Patel, Patel and Co", purpose="Advice before interview")
    entry = db_session.scalars(sa.select(Printing)).one()
    assert (entry.document, entry.recipient, entry.working_copy) == (
        Paper.REPRESENTATIVE.value,
        "R Patel, Patel and Co",
        False,
    )
    disclosed = sa.select(JournalEntry.usecase).where(JournalEntry.verb == Verb.DISCLOSED)
    assert "custody.usecases.papers.print_for_representative" in db_session.scalars(disclosed).all()
    line = db_session.scalars(sa.select(LogEntry).where(LogEntry.kind == "document")).one()
    assert "given to R Patel, Patel and Co: Advice before interview" in line.text


def test_a_working_copy_writes_nothing_into_the_log(held, printed, db_session):
    printed(Paper.WHOLE, held)
    assert db_session.scalars(sa.select(LogEntry).where(LogEntry.kind == "document")).all() == []


def test_a_constable_prints_no_custody_record(build, held):
    with pytest.raises(Forbidden):
        print_whole_record(build.actor(Role.OFFICER), detention_id=held.id)


def test_the_tab_lists_what_applies_greys_the_rest_and_says_for_whom_a_copy_was(desk, held, client_for):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    give = f"/documents/custody-record-for-representative/give?detention_id={held.id}"
    given = sergeant.post(give, data={"recipient": "R Patel", "purpose": "Advice"})
    assert given.mimetype == "application/pdf"
    page = sergeant.get(f"/custody/{held.id}?tab=documents").text
    assert "Nobody is charged yet" in page and "Not released on bail before charge" in page
    assert f"/documents/custody-front-sheet?detention_id={held.id}" in page
    assert "charge-sheet?" not in page
    assert "for R Patel: Advice" in page
