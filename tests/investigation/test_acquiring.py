"""How digital exhibits were acquired, and by what right from somebody's device (INV-9; PCSC Act 2022 ss.37 to 40)."""

from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.investigation.rules.acquiring import Acquired, Authority, DeviceOf, Method, check_acquired
from mips.investigation.usecases.acquiring import record_acquisition
from mips.investigation.usecases.exhibits import read_exhibit
from tests.build import NOON
from tests.investigation.crimes import recorded
from tests.investigation.property import entered

TODAY = NOON.date()
BY_AGREEMENT = {
    "authority": Authority.AGREEMENT,
    "agreed_by": "Ada Webb",
    "agreed_on": TODAY,
    "notice_given": True,
    "sought": "Messages from Cole, 1 to 3 March",
    "necessary": "Line 2: the threats; screenshots alone were disputed",
}
OF_A_VICTIM = {
    "method": Method.EXTRACTION,
    "device_of": DeviceOf.VICTIM,
    "tool": "Cellebrite UFED",
    "tool_version": "7.69",
    "source": "Samsung S21",
    "scope": "Messages with one number, 1 to 3 March",
    "on": TODAY,
}


@pytest.mark.parametrize(
    ("told", "field", "law"),
    [
        pytest.param(BY_AGREEMENT, "", "", id="s.37: agreed after notice"),
        pytest.param({}, "authority", "s.37", id="s.37: a victim's without agreement or power"),
        pytest.param({"device_of": DeviceOf.WITNESS}, "authority", "s.37", id="s.37: a witness's"),
        pytest.param(
            {"method": Method.SCREENSHOT, "tool": ""}, "authority", "s.37", id="s.37: a screenshot is that too"
        ),
        pytest.param({"authority": Authority.PACE_19}, "", "", id="PACE s.19: seized"),
        pytest.param({"authority": Authority.OTHER}, "power", "INV-9", id="INV-9: a power without a name"),
        pytest.param(BY_AGREEMENT | {"notice_given": False}, "notice_given", "s.39", id="s.39(3): no notice"),
        pytest.param(BY_AGREEMENT | {"sought": ""}, "sought", "s.39", id="s.39(3): not said what for"),
        pytest.param(BY_AGREEMENT | {"agreed_on": TODAY + timedelta(1)}, "agreed_on", "s.37", id="s.37: agreed after"),
        pytest.param(BY_AGREEMENT | {"necessary": ""}, "necessary", "s.37", id="s.37(5): not said why"),
        pytest.param(BY_AGREEMENT | {"scope": ""}, "scope", "s.37", id="s.37: without bounds"),
        pytest.param(
            BY_AGREEMENT | {"authority": Authority.AGREEMENT_FOR, "agreed_by": ""},
            "agreed_by",
            "s.38",
            id="s.38: a child",
        ),
        pytest.param({"authority": Authority.DIED}, "authority", "s.40", id="s.40: they live"),
        pytest.param(BY_AGREEMENT | {"tool_version": ""}, "tool_version", "INV-9", id="INV-9: an unknown tool"),
        pytest.param(
            {"method": Method.CCTV, "device_of": DeviceOf.NOBODY, "source": "", "scope": ""}, "", "", id="INV-9: CCTV"
        ),
        pytest.param({"device_of": DeviceOf.SUSPECT, "scope": ""}, "authority", "s.19", id="PACE s.19: a suspect's"),
    ],
)
def test_nothing_is_taken_from_a_device_but_by_agreement_or_a_power(told, field, law):
    acquired = Acquired(**OF_A_VICTIM | told)
    if not field:
        check_acquired(acquired)
        return
    with pytest.raises(RuleBroken) as refused:
        check_acquired(acquired)
    assert [(each.field, each.rule.endswith(law)) for each in refused.value.every] == [(field, True)]


def test_it_stands_on_the_exhibit_and_a_later_entry_counts(build):
    officer, crime = build.actor(Role.OFFICER, name="Ann Lee"), recorded(build)
    phone = entered(build, crime, officer, mark="AL/1")
    file = entered(build, crime, officer, mark="AL/2", seized_under="device-agreement")
    about = {"exhibit_id": file.id, "method": Method.EXTRACTION, "device_of": DeviceOf.VICTIM}
    told = {"tool": "UFED", "tool_version": "7.69", "scope": "Messages of one day"}
    with pytest.raises(RuleBroken, match="agreement in writing") as refused:
        record_acquisition(officer, **about, source_mark="AL/1", particulars=told)
    assert "2022 s.37" in refused.value.said
    with pytest.raises(InputInvalid):
        record_acquisition(officer, **about, source_mark="ZZ/9", particulars=told | BY_AGREEMENT)
    with pytest.raises(RuleBroken, match="this exhibit itself"):
        record_acquisition(officer, **about, source_mark="AL/2", particulars=told | BY_AGREEMENT)
    record_acquisition(officer, **about, source_mark="AL/1", particulars=told | BY_AGREEMENT)
    record_acquisition(
        officer, **about, source_mark="AL/1", examiner="Bo, Lab", particulars=told | BY_AGREEMENT | {"tool": "XRY"}
    )
    now, before = read_exhibit(officer, exhibit_id=file.id).acquisitions
    assert (now.tool, now.examiner, now.source_id) == ("XRY", "Bo, Lab", phone.id)
    assert before.examiner.startswith("Ann Lee")
    with pytest.raises(Forbidden):
        record_acquisition.admit(build.actor(Role.WITNESS_CARE))


def test_it_is_asked_on_a_page_that_keeps_what_was_typed_and_printed_with_the_continuity(build, client_for):
    client = client_for(Role.OFFICER)
    file = entered(build, recorded(build))
    address = f"/crimes/exhibits/{file.id}/acquisition"
    told = {"method": "extraction", "device_of": "witness", "tool": "UFED", "tool_version": "7", "source": "Nokia 3"}
    refused = client.post(address, data=told)
    assert refused.status_code == 422 and "s.37" in refused.text and "Nokia 3" in refused.text
    agreed = {name: str(value) for name, value in BY_AGREEMENT.items()} | {
        "authority": "agreement",
        "notice_given": "yes",
        "agreed_on": "2/3/2026",
        "scope": "One chat",
    }
    page = client.post(address, data=told | agreed, follow_redirects=True).text
    assert "How it was acquired" in page and "Nokia 3" in page and "Ada Webb" in page and "One chat" in page
    assert "UFED" in client.get(address).text, "the last entry is begun with"
    paper = client.get(f"/documents/exhibit?exhibit_id={file.id}")
    assert paper.status_code == 200 and paper.mimetype == "application/pdf"
