"""Reviews, charge and release: who may, when, what is told to others, what is refused and by which section."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.model import ActingRank
from mips.access.permissions import Rank, Role
from mips.between import notices
from mips.between.notices import Charged, Released
from mips.between.questions import charge_facts, held_now
from mips.core import clock
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.core.identifiers.cases import asn
from mips.custody.model.care import ReviewMethod
from mips.custody.rules.charging import BailRefusal, first_sitting
from mips.custody.rules.checks import PostponedBecause
from mips.custody.rules.disposals import Disposal
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.ending import AfterCharge, release_detainee
from mips.custody.usecases.reviews import hold_review, postpone_review, review_after_charge
from mips.record.model.case import Offence, Stage
from mips.record.model.work import LogEntry
from tests.build import NOON


@pytest.fixture
def heard(monkeypatch):
    """Every charge and release that is announced."""
    found = []
    for kind in (Charged, Released):
        monkeypatch.setitem(notices._listeners, kind, [*notices._listeners[kind], found.append])
    return found


def reviewed(actor, detention, **fields):
    return hold_review(actor, detention_id=detention.id, **{"reason": "Interview to follow", "reminded": True} | fields)


def kept(**fields):
    given = {
        "court": "Northmoor Magistrates\u2019 Court",
        "court_at": first_sitting(NOON),
        "bailed": False,
        "refused_because": [BailRefusal.ABSCOND],
        "refused_reason": "Three failures to appear this year",
    }
    return AfterCharge(**given | fields)


def test_an_inspector_reviews_and_the_next_one_counts_from_then(desk):
    detention = desk.detained()
    review = reviewed(desk.inspector(), detention, detainee_said="Nothing to say")
    due = detention.authorised_at + timedelta(hours=6)
    assert (review.number, review.due_at, review.held_at, review.rank) == (1, due, NOON, int(Rank.INSPECTOR))
    assert standing_of(desk.record(detention)).next_review.due == NOON + timedelta(hours=9)


def test_a_sergeant_may_review_only_while_acting_as_inspector(desk, build):
    detention = desk.detained()
    user = build.user(Role.REVIEWING_INSPECTOR, rank=int(Rank.SERGEANT))
    with pytest.raises(RuleBroken) as refused:
        reviewed(user.as_actor(), detention)
    assert refused.value.rule == "PACE 1984 s.40(1)(b)"
    build.add(
        ActingRank(
            user=user,
            rank=int(Rank.INSPECTOR),
            starts_at=NOON - timedelta(hours=1),
            ends_at=NOON + timedelta(hours=1),
            approved_at=NOON - timedelta(hours=2),
            authorised_by_id=desk.sergeant.id,
        )
    )
    assert reviewed(user.as_actor(), detention).rank == int(Rank.INSPECTOR)


def test_the_reviewing_officer_is_not_involved_in_the_investigation(desk, build):
    inspector = desk.inspector()
    detention = desk.authorised(desk.arrested(desk.arrived(build.person()), arrested_by_id=inspector.id))
    with pytest.raises(RuleBroken) as refused:
        reviewed(inspector, detention)
    assert refused.value.rule == "PACE 1984 s.40(1)(b)"


def test_the_custody_officer_may_not_review_before_charge(desk):
    detention = desk.detained()
    with pytest.raises(Forbidden):
        reviewed(desk.sergeant, detention)
    with pytest.raises(RuleBroken) as refused:
        review_after_charge(desk.sergeant, detention_id=detention.id, reason="No")
    assert refused.value.rule == "PACE 1984 s.40(1)(b)"


def test_after_charge_the_custody_officer_reviews(desk):
    detention = desk.charged(desk.detained(), after=kept())
    review = review_after_charge(desk.sergeant, detention_id=detention.id, reason="Kept for court", reminded=True)
    assert (review.after_charge, review.method) == (True, ReviewMethod.IN_PERSON)
    with pytest.raises(RuleBroken) as refused:
        reviewed(desk.inspector(), detention)
    assert refused.value.rule == "PACE 1984 s.40(1)(a)"


def test_a_review_by_telephone_says_why_there_was_no_live_link(desk):
    detention = desk.detained()
    with pytest.raises(RuleBroken) as refused:
        reviewed(desk.inspector(), detention, method=ReviewMethod.TELEPHONE)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.40A(1)", "remote_why")
    how = {"remote_why": "Link is down", "recorded_by_id": desk.sergeant.id}
    assert reviewed(desk.inspector(), detention, method=ReviewMethod.TELEPHONE, **how).held_at


def test_nobody_is_reviewed_before_detention_is_authorised(desk, build):
    with pytest.raises(RuleBroken) as refused:
        reviewed(desk.inspector(), desk.arrested(desk.arrived(build.person())))
    assert refused.value.rule == "PACE 1984 s.40(1)"


def test_a_postponed_review_is_the_one_then_held_and_does_not_move_the_next(desk):
    detention = desk.detained()
    due = detention.authorised_at + timedelta(hours=6)
    postpone_review(
        desk.sergeant, detention_id=detention.id, because=PostponedBecause.QUESTIONING, reason="Interview under way"
    )
    clock.hold_at(due + timedelta(minutes=40))
    review = reviewed(desk.inspector(), detention)
    assert (review.number, review.postponed_reason) == (1, "Interview under way")
    stands = standing_of(desk.record(detention))
    assert (stands.reviews[0].late, stands.reviews[0].breach) == (True, False)
    assert stands.next_review.due == due + timedelta(hours=9)


def test_a_charge_follows_the_offences_that_were_arrested_for(desk, db_session, heard):
    detention = desk.charged(desk.detained())
    offence = db_session.scalars(sa.select(Offence).where(Offence.detention_id == detention.id)).one()
    assert (offence.stage, offence.charged_at, offence.charged_by_id) == (Stage.CHARGED, NOON, desk.sergeant.id)
    assert (offence.reply, offence.wording) == ("I did not do it", "On 2 Mar 2026 stole")
    (notice,) = heard
    assert notice.offence_ids == (offence.id,)
    assert (notice.at, notice.bailed_to, notice.court) == (NOON, detention.court_at, desk.suite.court)
    assert notice.officer_in_case_id == desk.arresting_officer.id


def test_each_charge_has_an_arrest_summons_number_with_its_check_letter(desk):
    numbers = [desk.charged(desk.detained()).asn for _ in range(2)]
    assert all(asn(number).valid for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_the_clock_stops_at_charge_and_reviews_go_on(desk):
    stands = standing_of(desk.charged(desk.detained(), after=kept()))
    assert stands.clock is None
    assert stands.next_review is not None


def test_somebody_is_charged_once(desk):
    detention = desk.charged(desk.detained())
    with pytest.raises(RuleBroken) as refused:
        desk.charged(detention)
    assert refused.value.rule == "PACE 1984 s.37(7)"


def test_nobody_is_charged_before_it_is_known_who_they_are(desk):
    detention = desk.authorised(desk.arrested(desk.arrived()))
    with pytest.raises(RuleBroken):
        desk.charged(detention)


def test_the_custody_officer_who_charges_is_not_on_the_case(desk, build):
    detention = desk.detained()
    other = build.user(Role.CUSTODY_OFFICER, rank=int(Rank.SERGEANT))
    detention = desk.record(detention)
    with build.scenery():
        detention.arrested_by_id = desk.sergeant.id
    with pytest.raises(RuleBroken) as refused:
        desk.charged(detention)
    assert (refused.value.rule, other.id != desk.sergeant.id) == ("PACE 1984 s.36(5)", True)


@pytest.mark.parametrize("charges", [[], [{"offence_id": "another", "wording": "x"}]], ids=["nothing", "not theirs"])
def test_a_charge_is_for_what_somebody_is_held_for(desk, build, charges):
    detention = desk.detained()
    stray = desk.suspected(build.person())
    with pytest.raises((RuleBroken, InputInvalid)):
        desk.charged(detention, charges=[each | {"offence_id": stray.id} for each in charges])


@pytest.mark.parametrize(
    ("after", "rule", "field"),
    [
        ({"refused_because": []}, "PACE 1984 s.38(1)", "bail_refused_because"),
        ({"refused_reason": ""}, "PACE 1984 s.38(3)", "bail_refused_reason"),
        ({"court_at": first_sitting(NOON) + timedelta(days=1)}, "PACE 1984 s.46(2)", "court_at"),
        ({"court_at": NOON, "bailed": True}, "PACE 1984 s.47(3A)", "court_at"),
    ],
    ids=["no ground", "no reason", "after the first sitting", "before the charge"],
)
def test_what_follows_a_charge_has_its_law(desk, after, rule, field):
    with pytest.raises(RuleBroken) as refused:
        desk.charged(desk.detained(), after=kept(**after))
    assert (refused.value.rule, refused.value.field) == (rule, field)


def test_bail_may_be_to_a_later_day_than_the_first_sitting(desk):
    later = first_sitting(NOON) + timedelta(days=28)
    assert desk.charged(desk.detained(), after=kept(bailed=True, court_at=later)).court_at == later


@pytest.mark.parametrize(
    ("bailed", "disposal"), [(True, Disposal.CHARGED_BAILED), (False, Disposal.CHARGED_KEPT)], ids=["bail", "kept"]
)
def test_after_charge_leaving_asks_nothing_more(desk, heard, bailed, disposal):
    detention = desk.charged(desk.detained(), after=kept(bailed=bailed))
    heard.clear()
    desk.cleared(detention)
    if not bailed:
        desk.escorted(detention)
    left = release_detainee(desk.sergeant, detention_id=detention.id)
    assert (left.disposal, left.released_at, left.cell_id) == (disposal, NOON, None)
    assert [(type(notice), notice.person_id) for notice in heard] == [(Released, detention.person_id)]


def test_no_further_action_ends_the_offences(desk, db_session):
    detention = desk.detained()
    ending = {"disposal": Disposal.NO_ACTION, "reason": "No evidence", "notice_given": True}
    desk.cleared(detention)
    release_detainee(desk.sergeant, detention_id=detention.id, **ending)
    stages = db_session.scalars(sa.select(Offence.stage).where(Offence.detention_id == detention.id)).all()
    assert stages == [Stage.ENDED]


@pytest.mark.parametrize(
    ("given", "field"),
    [({}, "disposal"), ({"disposal": Disposal.CHARGED_KEPT, "reason": "x"}, "disposal"),
     ({"disposal": Disposal.UNDER_INVESTIGATION}, "reason")],
    ids=["no disposal", "one that only a charge gives", "no reason"],
)  # fmt: skip
def test_before_charge_a_release_says_how_and_why(desk, given, field):
    with pytest.raises(RuleBroken) as refused:
        release_detainee(desk.sergeant, detention_id=desk.detained().id, **given)
    assert refused.value.field == field


def test_somebody_leaves_once(desk):
    detention = desk.detained()
    given = {"detention_id": detention.id, "disposal": Disposal.UNDER_INVESTIGATION, "reason": "Phones to examine"}
    desk.cleared(detention)
    release_detainee(desk.sergeant, **given)
    with pytest.raises(RuleBroken) as refused:
        release_detainee(desk.sergeant, **given)
    assert refused.value.rule == "PACE 1984 s.39(1)"


def test_others_can_ask_where_somebody_is_and_what_they_were_charged_with(desk, db_session):
    detention = desk.charged(desk.detained())
    assert held_now(detention.person_id).suite == "Northmoor"
    offence = db_session.scalars(sa.select(Offence).where(Offence.detention_id == detention.id)).one()
    (facts,) = charge_facts([offence.id])
    assert (facts.custody_number, facts.asn, facts.reply) == (detention.reference, detention.asn, "I did not do it")
    assert (facts.relevant_time, facts.bailed_to) == (detention.arrived_at, detention.court_at)
    desk.cleared(detention)
    release_detainee(desk.sergeant, detention_id=detention.id)
    assert held_now(detention.person_id) is None


def test_the_story_is_in_the_log(desk, db_session):
    detention = desk.charged(desk.detained())
    desk.cleared(detention)
    release_detainee(desk.sergeant, detention_id=detention.id)
    kinds = db_session.scalars(
        sa.select(LogEntry.kind).where(LogEntry.entity_id == detention.id).order_by(LogEntry.at, LogEntry.created_at)
    ).all()
    told = list(dict.fromkeys(kinds))
    assert told[:3] == ["arrest", "arrival", "authorised"]
    assert set(told[3:]) == {"charge", "release-risk", "release"}
