"""What a printed record says of property, searches, interviews, samples, people around the detainee and authorities."""

import io
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest

from mips.access.permissions import Rank, Role
from mips.custody.model.authority import Wanted
from mips.custody.rules.calls import Limit, Privilege
from mips.custody.rules.delaying import DelayGround
from mips.custody.rules.healthcare import Fitness
from mips.custody.rules.incidents import IncidentKind
from mips.custody.rules.interviews import Caution, Purpose
from mips.custody.rules.observation import Level
from mips.custody.rules.papers import Paper
from mips.custody.rules.people import AdultBecause, Helper
from mips.custody.rules.premises import Occupancy, Relation
from mips.custody.rules.property import PropertyEnd
from mips.custody.rules.samples import SampleKind
from mips.custody.rules.searches import SearchKind
from mips.custody.usecases.adult import decide_adult
from mips.custody.usecases.asking import ask_authority
from mips.custody.usecases.calls import limit_calls
from mips.custody.usecases.delays import delay_advice, delay_informing, end_delay
from mips.custody.usecases.incidents import record_incident
from mips.custody.usecases.interviews import hand_over, start_interview
from mips.custody.usecases.people import ask_for, try_to_reach
from mips.custody.usecases.premises import Sought, authorise_premises_search
from mips.custody.usecases.property import end_property, record_property
from mips.custody.usecases.restraints import Restraint
from mips.custody.usecases.samples import take_sample
from mips.custody.usecases.searches import record_search
from mips.documents.printing import render
from tests.build import NOON
from tests.custody.test_property_and_searches import PAPER

BROTHER = "His brother is not yet arrested"
PHONES = "Two phones still to be examined"


@pytest.fixture
def held(desk):
    return desk.detained()


@pytest.fixture
def printed(app, desk):
    """The text of a paper of a record, as whoever is named prints it."""

    def make(paper, detention, by=None):
        with app.test_request_context():
            pdf = render(by or desk.sergeant, paper.value, detention_id=detention.id)
        document = pypdfium2.PdfDocument(pdf.content)
        text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
        document.close()
        return text, pdf

    return make


def kept(desk, held):
    """A ring that his sister took away, a strip search, prints, a solicitor who was called."""
    items = [{"description": "Silver ring"}, {"description": "Belt"}]
    ring, _ = record_property(desk.sergeant, detention_id=held.id, items=items, signature=PAPER, seal="B100")
    went = {"end": PropertyEnd.GIVEN_TO, "whom": "Ewa Nowak", "why": "At his wish", "signature": PAPER}
    end_property(desk.sergeant, detention_id=held.id, items=[ring.id], **went)
    how = {"same_sex": True, "why": "Seen to hide a blade"}
    named = {"searcher_id": desk.arresting_officer.id}
    record_search(desk.sergeant, detention_id=held.id, kind=SearchKind.CUSTODY, location="Desk", how=how, **named)
    take_sample(desk.sergeant, detention_id=held.id, kind=SampleKind.FINGERPRINTS, told=True)
    came = {"helper": Helper.SOLICITOR, "name": "R Patel", "organisation": "Patel and Co", "reference": "D123"}
    asked = ask_for(desk.sergeant, detention_id=held.id, **came)
    try_to_reach(desk.sergeant, attendance_id=asked.id, reached=False, text="Engaged")
    ask_for(desk.sergeant, detention_id=held.id, helper=Helper.FAMILY, name="Ewa Nowak", relation="sister")


def investigated(desk, held):
    decide_adult(desk.sergeant, detention_id=held.id, because=AdultBecause.NOT_NEEDED, reason="Adult, no sign")
    went = {"purpose": Purpose.INTERVIEW, "officer_id": desk.arresting_officer.id}
    fit = {"fit": Fitness.CONDITIONS, "fit_because": "Told he may stop for his back"}
    hand_over(desk.sergeant, detention_id=held.id, **went, **fit)
    said = {"significant": "Said at the till: I meant to pay"}
    how = {"where": "Room 2", "caution": Caution.CURRENT, "recording": "R1", "reminded": True}
    start_interview(desk.sergeant, detention_id=held.id, **how, **said)


def delayed(desk, held, build):
    chief = build.actor(Role.SUPERINTENDENT, name="Chris Dale", rank=int(Rank.SUPERINTENDENT))
    given = {"grounds": [DelayGround.ALERTING], "reason": BROTHER}
    delay = delay_advice(chief, detention_id=held.id, **given)
    end_delay(desk.sergeant, delay_id=delay.id, why="The brother was arrested")
    ask_authority(desk.sergeant, detention_id=held.id, wanted=Wanted.EXTENSION, reason="Phones", progress=PHONES)


def test_property_searches_samples_and_people_have_their_sections(desk, held, printed):
    kept(desk, held)
    whole, _ = printed(Paper.WHOLE, held)
    for said in (
        "1. Silver ring",
        "B100",
        "Ewa Nowak",
        "Seen to hide a blade",
        "Fingerprints",
        "PACE 1984 s.61",
        "Solicitor: R Patel, Patel and Co, reference D123",
        "Not reached: Engaged",
    ):
        assert said in whole
    assert "Without a part of their own" not in whole


def test_interviews_and_hand_overs_have_theirs(desk, held, printed):
    investigated(desk, held)
    whole, _ = printed(Paper.WHOLE, held)
    for said in ("Interview 1", "Said at the till", "Room 2", "R1", "Told he may stop for his back", "Alex Grant"):
        assert said in whole


def test_authorities_and_delays_have_theirs(desk, held, build, printed):
    delayed(desk, held, build)
    whole, _ = printed(Paper.WHOLE, held)
    for said in ("Authorities and delays", "Superintendent", "Chris Dale", BROTHER, "The brother was arrested", PHONES):
        assert said in whole


def test_what_takes_an_inspector_is_printed(desk, build, printed):
    with build.scenery():
        desk.suite.designated = False
    held, inspector = desk.detained(), desk.inspector()
    sought = {"premises": "12 High Street", "occupancy": Occupancy.OCCUPIES, "relation": Relation.THIS}
    sought |= {"grounds": "Seen carrying them in", "evidence": "Stolen bicycles"}
    authorise_premises_search(inspector, detention_id=held.id, sought=Sought(**sought))
    limit = {"limit": Limit.DENIED, "covers": [Privilege.CALLS], "grounds": [DelayGround.ALERTING], "reason": BROTHER}
    limit_calls(inspector, detention_id=held.id, until=NOON + timedelta(hours=3), **limit)
    bound = Restraint(equipment=["handcuffs"], necessary_why="Nothing else held him", watched=Level.CLOSE)
    told = {"location": "Cell M1", "account": "Beat his head on the wall", "restraint": bound}
    record_incident(desk.sergeant, detention_id=held.id, kind=IncidentKind.RESTRAINT, **told)
    whole, _ = printed(Paper.WHOLE, held)
    for said in (
        "Stolen bicycles",
        "12 High Street",
        "Inspector",
        "Denied: telephone calls",
        "Custody officer at a station not designated",
        "Not involved in the investigation",
        "Nothing else held him",
    ):
        assert said in whole


def test_a_representative_reads_them_without_other_peoples_names_health_and_what_is_still_asked(
    desk, held, build, printed
):
    kept(desk, held)
    investigated(desk, held)
    delayed(desk, held, build)
    shown, _ = printed(Paper.REPRESENTATIVE, held)
    for said in ("1. Silver ring", "Seen to hide a blade", "R Patel", "Said at the till", BROTHER, "had not decided"):
        assert said in shown
    for hidden in ("may stop for his back", PHONES):
        assert hidden not in shown
    section = shown[shown.index("People around the detainee") : shown.index("Healthcare")]
    assert "Family or friend" in section and "Ewa" not in section
    section = shown[shown.index("1. Silver ring") : shown.index("Searches")]
    assert "Ewa" not in section


def test_an_inspector_who_may_not_read_samples_prints_the_record_without_them(desk, held, printed):
    kept(desk, held)
    whole, _ = printed(Paper.WHOLE, held, by=desk.inspector())
    section = whole[whole.index("Biometrics and samples") :]
    assert section.index("Kept apart: whoever printed this may not read it") < section.index("Charge, bail and release")
    assert "Seen to hide a blade" in whole and "PACE 1984 s.61" not in section


def test_the_sections_are_in_the_outline_and_the_paper_is_tagged(desk, held, build, printed):
    delayed(desk, held, build)
    _, pdf = printed(Paper.WHOLE, held)
    with pikepdf.open(io.BytesIO(pdf.content)) as made, made.open_outline() as outline:
        (whole,) = outline.root
        titles = [each.title for each in whole.children]
        assert made.Root.MarkInfo.Marked is True
    assert titles.index("Property") < titles.index("Searches") < titles.index("Detention log")
    assert titles[-6:] == [
        "Reviews and clock",
        "Authorities and delays",
        "Interviews and release to officers",
        "Biometrics and samples",
        "Charge, bail and release",
        "Escorts",
    ]


def test_the_rights_tab_shows_what_is_delayed_by_whom_and_until_when(desk, held, client_for):
    delay_informing(desk.inspector(), detention_id=held.id, grounds=[DelayGround.ALERTING], reason=BROTHER)
    page = client_for(Role.CUSTODY_OFFICER, rank=2).get(f"/custody/{held.id}?tab=rights").text
    assert "Delayed: to have someone informed" in page and "In force" in page and BROTHER in page
    assert "Sam Hart" in page and "Detainee to be told" in page
