"""Prints that should never have been taken are found to be so and destroyed; a drug test by an inspector says so."""

from datetime import date, timedelta

import pytest

from mips.access.permissions import Role
from mips.core import clock, db
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.rules.drug_tests import DrugResult
from mips.custody.rules.retention import AT_ONCE
from mips.custody.rules.samples import SampleKind
from mips.custody.rules.unlawful import Unlawful
from mips.custody.usecases.drug_tests import record_drug_test
from mips.custody.usecases.gaps import read_gaps
from mips.custody.usecases.oversight import check_completeness
from mips.custody.usecases.samples import read_samples, take_sample
from mips.custody.usecases.unlawful_samples import find_unlawful, record_destruction
from mips.record.usecases.holds import keep_from_destruction
from tests.build import NOON

MISSING = "Destruction of what was taken unlawfully"


@pytest.fixture
def prints(desk):
    held = desk.detained(desk.build.person(born_on=date(1990, 1, 1)))
    return take_sample(desk.sergeant, detention_id=held.id, kind=SampleKind.FINGERPRINTS, told=True)


@pytest.fixture
def decided(desk):
    return desk.inspector().id


def found(desk, prints, decided, because=Unlawful.TAKING):
    why = "Nobody told him why, and no power served"
    return find_unlawful(desk.sergeant, sample_id=prints.id, because=because, why=why, authority_id=decided)


def missing(desk, prints):
    db.session.expire_all()
    complete = check_completeness(desk.sergeant, detention_id=prints.detention_id).complete
    return [each.words for each in complete.missing]


def test_found_unlawful_it_is_owed_again_and_missing_until_it_is_destroyed(desk, prints, decided):
    detention_id = prints.detention_id
    assert SampleKind.FINGERPRINTS not in read_samples(desk.sergeant, detention_id=detention_id).owed
    found(desk, prints, decided)
    shown = read_samples(desk.sergeant, detention_id=detention_id)
    assert SampleKind.FINGERPRINTS in shown.owed and shown.destruction(prints).words == AT_ONCE
    assert MISSING in missing(desk, prints)
    clock.hold_at(NOON + timedelta(hours=1))
    record_destruction(desk.sergeant, sample_id=prints.id, how="Off the database, card shredded")
    assert MISSING not in missing(desk, prints)


def test_what_is_still_to_be_destroyed_is_missing_from_paper_until_a_hold_keeps_it(desk, prints, decided):
    asked = {"suite_id": desk.suite.id, "since": NOON - timedelta(minutes=5), "until": NOON + timedelta(minutes=5)}
    detention_id = prints.detention_id

    def owed():
        return [each.what for each in read_gaps(desk.sergeant, **asked).found if each.kind == "sample"]

    assert owed() == []
    found(desk, prints, decided)
    assert owed() == ["Fingerprints found unlawful, to be destroyed"]
    with desk.build.scenery():
        keep_from_destruction(desk.sergeant, detention_id, "Claim")
    assert owed() == []


def test_after_an_unlawful_arrest_nothing_is_taken_again(desk, prints, decided):
    found(desk, prints, decided, Unlawful.ARREST)
    owed = read_samples(desk.sergeant, detention_id=prints.detention_id).owed
    assert SampleKind.FINGERPRINTS not in owed


def test_somebody_who_speaks_for_the_chief_officer_decides(desk, prints):
    with pytest.raises(RuleBroken, match="inspector or above") as refused:
        found(desk, prints, desk.sergeant.id)
    assert refused.value.field == "authority_id"


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.CUSTODY_OFFICER, True), (Role.OFFICER_IN_CASE, True), (Role.OFFICER, False), (Role.SUPERINTENDENT, False)],
)
def test_who_records_it(desk, build, prints, decided, role, may):
    actor = build.actor(role, rank=2)
    given = {"sample_id": prints.id, "because": Unlawful.TAKING, "why": "No power", "authority_id": decided}
    sample_id = prints.id
    db.session.expire_all()
    if may:
        find_unlawful(actor, **given)
        record_destruction(actor, sample_id=sample_id, how="Shredded")
    else:
        with pytest.raises(Forbidden):
            find_unlawful(actor, **given)
        with pytest.raises(Forbidden):
            record_destruction(actor, sample_id=sample_id, how="Shredded")


def test_its_pages_keep_what_was_typed_and_the_record_says_it(desk, client_for, prints, decided):
    sergeant, here = client_for(Role.CUSTODY_OFFICER, rank=2), f"/custody/{prints.detention_id}/samples"
    assert "Taken unlawfully?" in sergeant.get(here).text
    sent = {"because": "taking", "why": "No power served", "authority_id": str(desk.sergeant.id)}
    refused = sergeant.post(f"{here}/{prints.id}/unlawful", data=sent)
    assert refused.status_code == 422 and "No power served" in refused.text and "authority_id-error" in refused.text
    sent["authority_id"] = str(decided)
    assert sergeant.post(f"{here}/{prints.id}/unlawful", data=sent).status_code == 302
    assert "To be destroyed" in sergeant.get(here).text
    assert sergeant.post(f"{here}/{prints.id}/destroyed", data={"how": "Shredded"}).status_code == 302
    shown = sergeant.get(here).text
    assert "Shredded" in shown and "To be destroyed" not in shown


def test_other_programs_record_it(desk, client_for, prints, decided):
    sergeant, api = client_for(Role.CUSTODY_OFFICER, rank=2), f"/api/v1/custody/samples/{prints.id}"
    sent = {"because": "mistaken-identity", "why": "His brother", "authority_id": str(decided)}
    answer = sergeant.post(f"{api}/unlawful", json=sent)
    assert (answer.status_code, answer.json["unlawful"]) == (200, "mistaken-identity")
    answer = sergeant.post(f"{api}/destroyed", json={"how": "Shredded"})
    assert answer.status_code == 200 and answer.json["destroyed_at"]


def test_a_test_by_an_inspectors_authority_is_called_so_on_page_and_log(desk, client_for, prints, decided):
    given = {"detention_id": prints.detention_id, "warned": True, "notified": True, "result": DrugResult.NEGATIVE}
    record_drug_test(desk.sergeant, authority_id=decided, authority_why="Steals for heroin", **given)
    db.session.expunge_all()
    sergeant, at = client_for(Role.CUSTODY_OFFICER, rank=2), f"/custody/{prints.detention_id}"
    for tab in ("samples", "log"):
        shown = sergeant.get(f"{at}?tab={tab}").text
        assert "by an inspector (PACE 1984 s.63B(1A)(b))" in shown and "Steals for heroin" in shown, tab
