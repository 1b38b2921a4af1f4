"""To hospital and back."""

from __future__ import annotations

import uuid

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.parts import Doing, Group, add_doing
from mips.custody.rules.facts import LeaveForHospital, ReturnFromHospital
from mips.custody.schemas.health import HospitalBackIn, HospitalIn, HospitalQuestioningIn
from mips.custody.usecases.caring import read_care
from mips.custody.usecases.hospital import leave_for_hospital, question_in_hospital, return_from_hospital
from mips.custody.usecases.reading import CustodyRecord
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/hospital", does=leave_for_hospital, methods=["GET", "POST"])
def hospital(detention_id: uuid.UUID) -> ResponseReturnValue:
    if request.method == "GET" and read_care(current_actor(), detention_id=detention_id).stay:
        return redirect(url_for("custody.hospital_return", detention_id=detention_id))
    return step(
        detention_id,
        Form(HospitalIn()),
        title="To hospital",
        submit="Record leaving for hospital",
        action=lambda fields: leave_for_hospital(current_actor(), detention_id=detention_id, **fields),
        done="On the way to hospital. The board says so",
        lead="For medical treatment the clock stands still from leaving until they are back, save while they are "
        "questioned (PACE 1984 s.41(6)).",
    )


@pages.page("/<uuid:detention_id>/hospital/return", does=return_from_hospital, methods=["GET", "POST"])
def hospital_return(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(HospitalBackIn()),
        title="Back from hospital",
        submit="Record coming back",
        action=lambda fields: return_from_hospital(current_actor(), detention_id=detention_id, **fields),
        done="Back from hospital. The clock and the checks go on. Assess the risk again",
    )


@pages.page("/<uuid:detention_id>/hospital/questioning", does=question_in_hospital, methods=["GET", "POST"])
def hospital_questioning(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(HospitalQuestioningIn()),
        title="Questioned in hospital",
        submit="Save",
        action=lambda fields: question_in_hospital(current_actor(), detention_id=detention_id, **fields),
        done="Questioning recorded: those minutes count",
    )


def _away(record: CustodyRecord) -> bool:
    """Whether the last that is known of hospital is that they left for it."""
    there = [LeaveForHospital.name, ReturnFromHospital.name]
    known = [each for each in record.detention.facts if each.kind in there and each.replaced_at is None]
    return bool(known) and max(known, key=lambda each: each.at).kind == LeaveForHospital.name


def _in_the_suite(record: CustodyRecord) -> str | None:
    return "" if record.detention.held and not _away(record) else None


def _in_hospital(record: CustodyRecord) -> str | None:
    return "" if record.detention.held and _away(record) else None


for _doing in (
    Doing(
        key="to-hospital",
        label="To hospital",
        endpoint="custody.hospital",
        order=37,
        group=Group.CARE,
        permission=leave_for_hospital.permission,
        wait=_in_the_suite,
    ),
    Doing(
        key="from-hospital",
        label="Back from hospital",
        endpoint="custody.hospital_return",
        order=1,
        permission=return_from_hospital.permission,
        wait=_in_hospital,
        leads=_away,
    ),
    Doing(
        key="asked-in-hospital",
        label="Questioned in hospital",
        endpoint="custody.hospital_questioning",
        order=5,
        group=Group.CLOCK,
        permission=question_in_hospital.permission,
        wait=_in_hospital,
    ),
):
    add_doing(_doing)
