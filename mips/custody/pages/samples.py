"""Fingerprints, photograph, samples and drug tests; FOR and MIS read the page without the record around it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.policy import Actor
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.capacity import not_asked_of_a_sergeant
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.schemas.investigation import (
    DestroyedIn,
    DrugHoldIn,
    DrugTestIn,
    NoSampleIn,
    SampleIn,
    SampleStatusIn,
    UnlawfulIn,
)
from mips.custody.usecases.drug_hold import asked_on
from mips.custody.usecases.drug_tests import hold_for_drug_test, record_drug_test
from mips.custody.usecases.reading import CustodyRecord
from mips.custody.usecases.samples import leave_sample, note_status, read_samples, take_sample
from mips.custody.usecases.unlawful_samples import find_unlawful, record_destruction
from mips.record.reference.lookup import title_of
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/samples", does=read_samples)
def samples(detention_id: uuid.UUID) -> ResponseReturnValue:
    shown = read_samples(current_actor(), detention_id=detention_id)
    return render_template("custody/samples.html", form=None, held=shown.detention, **_shown(shown))


def _step(
    detention_id: uuid.UUID, schema: Schema, action: Callable[[dict[str, Any]], object], *, title: str, done: str
) -> ResponseReturnValue:
    """One form, for whoever takes samples, whether or not they may read the whole record."""
    form = Form(schema)
    if form.carries_out(action):
        flash(done)
        return redirect(url_for("custody.samples", detention_id=detention_id))
    shown = read_samples(current_actor(), detention_id=detention_id)
    about = {"title": title, "back": url_for("custody.samples", detention_id=detention_id)}
    return render_template("custody/samples.html", form=form, held=shown.detention, **about), form.status


@pages.page("/<uuid:detention_id>/samples/take", does=take_sample, methods=["GET", "POST"])
def sample_taken(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id,
        SampleIn(),
        lambda fields: take_sample(current_actor(), detention_id=detention_id, **fields),
        title="Fingerprints, photograph or sample",
        done="Recorded, with the power that served",
    )


@pages.page("/<uuid:detention_id>/samples/none", does=leave_sample, methods=["GET", "POST"])
def sample_not_taken(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id,
        NoSampleIn(),
        lambda fields: leave_sample(current_actor(), detention_id=detention_id, **fields),
        title="Not taken",
        done="Recorded: it is owed no longer",
    )


@pages.page("/<uuid:detention_id>/samples/<uuid:sample_id>/status", does=note_status, methods=["GET", "POST"])
def sample_status(detention_id: uuid.UUID, sample_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id,
        SampleStatusIn(),
        lambda fields: note_status(current_actor(), sample_id=sample_id, **fields),
        title="How far the national systems have it",
        done="Recorded",
    )


@pages.page("/<uuid:detention_id>/samples/<uuid:sample_id>/unlawful", does=find_unlawful, methods=["GET", "POST"])
def sample_unlawful(detention_id: uuid.UUID, sample_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id,
        UnlawfulIn(),
        lambda fields: find_unlawful(current_actor(), sample_id=sample_id, **fields),
        title="Taken unlawfully",
        done="Recorded: it is to be destroyed as soon as practicable",
    )


@pages.page("/<uuid:detention_id>/samples/<uuid:sample_id>/destroyed", does=record_destruction, methods=["GET", "POST"])
def sample_destroyed(detention_id: uuid.UUID, sample_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id,
        DestroyedIn(),
        lambda fields: record_destruction(current_actor(), sample_id=sample_id, **fields),
        title="Destroyed",
        done="Recorded as destroyed",
    )


@pages.page("/<uuid:detention_id>/drug-test", does=record_drug_test, methods=["GET", "POST"])
def drug_test(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id,
        DrugTestIn(),
        lambda fields: record_drug_test(current_actor(), detention_id=detention_id, **fields),
        title="Drug test",
        done="Drug test recorded",
    )


@pages.page("/<uuid:detention_id>/drug-hold", does=hold_for_drug_test, methods=["GET", "POST"])
def drug_hold(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(DrugHoldIn(exclude=not_asked_of_a_sergeant())),
        title="Keep only for a drug test",
        submit="Keep until a sample is given",
        action=lambda fields: hold_for_drug_test(current_actor(), detention_id=detention_id, **fields),
        done="Kept for a drug test. The board says until when",
        lead="They would be let go but for the sample. Before charge that may go on to 24 hours on the clock, after it "
        "to six hours (PACE 1984 s.37(8B), s.38(2)).",
        tab="samples",
    )


def _shown(found: Any) -> dict[str, Any]:
    drugs = {each.id: [title_of("drug-test-drug", code) for code in each.drugs] for each in found.tests}
    basis = {each.id: asked_on(each) for each in (*found.tests, *([found.hold] if found.hold else []))}
    return {"samples": found, "drugs": drugs, "basis": basis}


def _tab(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    return _shown(read_samples(actor, detention_id=record.detention.id))


add_tab(
    Tab(
        key="samples",
        title="Samples",
        template="custody/tab_samples.html",
        order=57,
        permission=read_samples.permission,
        gather=_tab,
    )
)
add_doing(
    Doing(
        key="samples",
        label="Fingerprints, photograph, samples",
        endpoint="custody.samples",
        order=51,
        group=Group.INVESTIGATION,
        permission=take_sample.permission,
        wait=lambda record: "" if record.detention.held and record.detention.authorised_at else None,
    )
)
add_doing(
    Doing(
        key="drug-hold",
        label="Keep only for a drug test",
        endpoint="custody.drug_hold",
        order=59,
        group=Group.LEAVING,
        permission=hold_for_drug_test.permission,
        whose="For a custody officer",
        wait=lambda record: "" if record.detention.held and record.detention.authorised_at else None,
    )
)
