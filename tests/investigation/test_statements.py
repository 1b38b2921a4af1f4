"""Statements: drafted, signed and locked, corrected by a later one; witnesses' needs; the personal statement."""

import uuid
from datetime import date

import pytest
import sqlalchemy as sa

from mips.access.permissions import Permission, Role
from mips.access.visibility import looking
from mips.core.errors import Forbidden, NotFound, RuleBroken, Stale
from mips.documents.pool import pool
from mips.investigation.model.statement import StatementSignature, WitnessStatement
from mips.investigation.rules import statements as rules
from mips.investigation.rules.statements import StatementState, state_of
from mips.investigation.usecases.people import add_party
from mips.investigation.usecases.statement_reading import read_statement, states_of
from mips.investigation.usecases.statements import correct_statement, go_on_statement, sign_statement, write_statement
from mips.investigation.usecases.victim_contacts import add_contact, owe_word
from mips.investigation.usecases.victims import assess_needs, confirm_enhanced, read_victim
from mips.investigation.usecases.witnesses import ask_for_statement, offer_personal_statement, prepare_for_court
from mips.record.model.event import Part
from mips.record.model.signing import SignedHow
from tests.build import NOON
from tests.investigation.crimes import recorded
from tests.investigation.test_victim_rules import refused

SIGNED = {"read_over": True, "signature": {"how": SignedHow.ON_SCREEN, "drawn": "M0 0L9 9", "why": ""}}


@pytest.mark.parametrize(
    ("over_18", "age", "field"),
    [
        pytest.param(True, None, None, id="s.9(3)(a): over 18"),
        pytest.param(False, 17, None, id="s.9(3)(a): the age of a youth is stated"),
        pytest.param(False, None, "age", id="s.9(3)(a): under 18 without an age"),
        pytest.param(False, 18, "age", id="s.9(3)(a): eighteen is over 18"),
        pytest.param(True, 12, "age", id="s.9(3)(a): twelve is not"),
    ],
)
def test_the_age_is_stated_as_the_law_asks(over_18, age, field):
    assert refused(rules.check_age, over_18=over_18, age=age) == field
    if field is None:
        assert rules.age_said(over_18=over_18, age=age) == ("Over 18" if over_18 else "17")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        pytest.param({}, None, id="they read it themselves"),
        pytest.param({"cannot_read": True}, "read_by", id="s.9(3)(b): read by nobody"),
        pytest.param({"cannot_read": True, "read_by": "PC Lee"}, None, id="s.9(3)(b): read to them"),
        pytest.param({"interpreter": True, "language": "pl"}, "interpreted_by", id="INV-6: by which interpreter"),
        pytest.param({"interpreter": True, "interpreted_by": "A Nowak"}, "language", id="INV-6: of which language"),
    ],
)
def test_who_cannot_read_it_hears_it(told, field):
    known = {"cannot_read": False, "read_by": "", "interpreter": False, "language": "", "interpreted_by": ""}
    assert refused(rules.check_heard, **known | told) == field


@pytest.mark.parametrize(
    ("text", "how", "read_over", "refusal"),
    [
        pytest.param("I saw", SignedHow.ON_SCREEN, True, None, id="s.9(2)(a): signed on the screen"),
        pytest.param("I saw", SignedHow.ON_PAPER, True, None, id="s.9(2)(a): on paper"),
        pytest.param(" ", SignedHow.ON_SCREEN, True, "nothing to sign", id="s.9(2)(a): nothing said"),
        pytest.param("I saw", SignedHow.ON_SCREEN, False, "Let them read it", id="CJA s.9: unread"),
        pytest.param("I saw", SignedHow.REFUSED, True, "not signed", id="s.9(2)(a): who refuses makes none"),
        pytest.param("I saw", SignedHow.UNABLE, True, "not signed", id="s.9(2)(a): nor who cannot"),
    ],
)
def test_what_may_be_signed(text, how, read_over, refusal):
    if refusal is None:
        rules.check_signing(text=text, signed=how.signed, read_over=read_over)
    else:
        with pytest.raises(RuleBroken, match=refusal):
            rules.check_signing(text=text, signed=how.signed, read_over=read_over)


def test_exhibits_are_found_in_the_text_and_the_furthest_state_is_said():
    assert rules.marks_in("I handed over JS/1 and JS/1A, then JS/1 again, at 12/3 or A1/B.") == ["JS/1", "JS/1A"]
    assert rules.unknown_marks("JS/1 and AB/2", {"JS/1"}) == ["AB/2"]
    assert state_of(asked=True, drafted=True, signed=True) is StatementState.SIGNED
    assert state_of(asked=True, drafted=True, signed=False) is StatementState.DRAFTED
    assert state_of(asked=True, drafted=False, signed=False) is StatementState.ASKED
    assert (
        "liable to prosecution if I have wilfully stated in it anything which I know to be false" in rules.DECLARATION
    )


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER, Role.OFFICER_IN_CASE)


@pytest.fixture
def witness(build, officer):
    person = build.person(given_names="Beth", born_on=date(1990, 1, 1), occupation="Baker")
    crime = recorded(build, by=officer)
    add_party(officer, crime_id=crime.id, part=Part.WITNESS, person_id=person.id)
    return {"crime_id": crime.id, "party_id": person.id}


def drafted(officer, witness, **more):
    return write_statement(officer, **witness, text="I saw him take JS/1", over_18=True, **more)


def test_a_signed_statement_stands_in_the_database_too_and_is_corrected_by_a_later_one(
    build, officer, witness, db_session
):
    slot = uuid.uuid4()
    statement = drafted(officer, witness, slot=slot)
    assert statement.id == slot
    go_on_statement(officer, statement_id=slot, text="I saw him take it", over_18=True, version=statement.version)
    with pytest.raises(Stale):
        go_on_statement(officer, statement_id=slot, text="x", over_18=True, version=1)
    with pytest.raises(RuleBroken, match="go on writing"):
        correct_statement(officer, statement_id=slot, why="x")
    sign_statement(officer, statement_id=slot, **SIGNED)
    for again in ({"text": "x", "over_18": True}, SIGNED):
        use = go_on_statement if "text" in again else sign_statement
        with pytest.raises(RuleBroken, match="correcting statement"):
            use(officer, statement_id=slot, **again)
    for row, change in ((WitnessStatement, {"text": "x"}), (StatementSignature, {"drawn": "x"})):
        with pytest.raises(sa.exc.DBAPIError, match="stands as it was signed"), db_session.begin_nested():
            db_session.connection().execute(sa.update(row.__table__).values(**change))
    later = correct_statement(officer, statement_id=slot, why="It was Tuesday")
    assert (later.edition, later.text, later.signed_at) == (2, "I saw him take it", None)
    with pytest.raises(RuleBroken, match="corrects this one already"):
        correct_statement(officer, statement_id=slot, why="x")
    assert read_statement(officer, statement_id=slot).corrected_by.id == later.id


def test_how_far_each_witness_s_statement_is(officer, witness, client_for):
    page = client_for(Role.OFFICER_IN_CASE)
    here = f"/crimes/{witness['crime_id']}"
    assert "No statement" in page.get(here).text
    ask_for_statement(officer, **witness)
    assert "Asked for" in page.get(here).text
    statement = drafted(officer, witness)
    sign_statement(officer, statement_id=statement.id, **SIGNED)
    assert "Signed" in page.get(here).text and "Contact and needs" in page.get(here).text
    with pytest.raises(NotFound):
        drafted(officer, {**witness, "party_id": uuid.uuid4()})


def test_a_witness_has_needs_and_contacts_and_no_promises(officer, witness):
    assess_needs(officer, **witness, communication="Large print", measures=["screen"])
    prepare_for_court(officer, **witness, vulnerable=["intimidated"], dates_to_avoid="3 to 17 August")
    add_contact(officer, **witness, method="email", reached=True, said="Dates asked for")
    shown = read_victim(officer, **witness)
    assert (shown.part, shown.promises, shown.proposed) == (Part.WITNESS, [], ())
    assert (shown.care.vulnerable, shown.care.dates_to_avoid) == (["intimidated"], "3 to 17 August")
    assert [each.said for each in shown.contacts] == ["Dates asked for"]
    for use, more in ((confirm_enhanced, {"enhanced": False}), (owe_word, {"code": "released", "happened_at": NOON})):
        with pytest.raises(NotFound, match="No such victim"):
            use(officer, **witness, **more)
    with pytest.raises(NotFound, match="No such victim"):
        offer_personal_statement(officer, **witness, offered_on=NOON.date())
    with pytest.raises(RuleBroken, match="made by a victim"):
        drafted(officer, witness, kind=rules.StatementKind.PERSONAL)


def test_a_victim_is_offered_a_personal_statement(build, officer):
    person = build.person()
    crime = recorded(build, by=officer, victims=[{"person_id": person.id}])
    victim = {"crime_id": crime.id, "party_id": person.id}
    with pytest.raises(RuleBroken, match="They make none"):
        offer_personal_statement(officer, **victim, offered_on=NOON.date(), wanted=False, aloud="self")
    care = offer_personal_statement(officer, **victim, offered_on=NOON.date(), wanted=True, aloud="self")
    assert (care.vps_offered_on, care.vps_wanted, care.vps_aloud) == (NOON.date(), True, "self")
    assert drafted(officer, victim, kind=rules.StatementKind.PERSONAL).kind is rules.StatementKind.PERSONAL


def test_who_takes_and_who_reads_a_statement(build, officer, witness):
    statement = drafted(officer, witness)
    for role, reads, takes in (
        (Role.OFFICER, True, True),
        (Role.SUPERVISOR, True, True),
        (Role.CASE_BUILDER, True, False),
        (Role.CRIME_REGISTRAR, False, False),
        (Role.WITNESS_CARE, False, False),
        (Role.CUSTODY_OFFICER, False, False),
    ):
        actor = build.actor(role)
        if reads:
            assert read_statement(actor, statement_id=statement.id).statement.text
        else:
            with pytest.raises(Forbidden):
                read_statement(actor, statement_id=statement.id)
        for use in () if takes else (write_statement, go_on_statement, sign_statement, correct_statement):
            with pytest.raises(Forbidden):
                use.admit(actor)
    assert states_of_people(build.actor(Role.CASE_BUILDER), statement) == {witness["party_id"]: StatementState.DRAFTED}


def states_of_people(actor, statement):
    with looking(actor, Permission.INVESTIGATION_LOG_READ):
        return states_of(statement.crime_id)


def test_it_is_typed_on_a_phone_kept_signed_and_printed(officer, witness, client_for):
    client = client_for(Role.OFFICER, Role.OFFICER_IN_CASE)
    at = f"/crimes/{witness['crime_id']}/victims/{witness['party_id']}"
    new = client.get(f"{at}/statements/new").headers["Location"]
    assert 'value="Baker"' in client.get(new).text
    kept = client.post(new, data={"text": "I was at the till when", "_keep": "auto"})
    assert "Draft kept" in kept.json["said"]
    assert "I was at the till when" in client.get(new).text
    saved = client.post(new, data={"text": "I was at the till. AB/1", "over_18": "yes", "kind": "witness"})
    here = saved.headers["Location"]
    page = client.get(here).text
    assert "Draft, not signed" in page and "Named, but no exhibit of this crime" in page
    asked = client.get(f"{here}/signature").text
    assert "is true to the best of my knowledge and belief" in asked and "I was at the till" in asked
    told = {"read_over": "yes", "signature-how": "on-screen"}
    assert client.post(f"{here}/signature", data=told).status_code == 422
    client.post(f"{here}/signature", data=told | {"signature-drawn": "M0 0L9 9"})
    assert "Signed" in client.get(here).text and "Correct it" in client.get(here).text
    assert f'{here}"' in client.get(at).text


def test_the_printed_form_keeps_the_witness_s_details_on_a_page_apart(app, officer, witness, client_for, monkeypatch):
    laid_out = []
    monkeypatch.setattr(type(pool()), "typeset", lambda _, html: laid_out.append(html) or Typeset())
    prepare_for_court(officer, **witness, dates_to_avoid="3 to 17 August")
    statement = drafted(officer, witness)
    sign_statement(officer, statement_id=statement.id, **SIGNED)
    client = client_for(Role.OFFICER, Role.OFFICER_IN_CASE)
    assert client.get(f"/documents/mg11?statement_id={statement.id}").status_code == 200
    served, kept_back = laid_out[0].split('<section class="kept-back">')
    assert "01/01/1990" in kept_back and "3 to 17 August" in kept_back
    assert "01/01/1990" not in served and "3 to 17 August" not in served
    assert "Over 18" in served and "liable to prosecution" in served and "M0 0L9 9" in served


class Typeset:
    content, pages = b"%PDF-", 2
