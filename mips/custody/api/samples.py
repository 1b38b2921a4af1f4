"""Fingerprints, photographs, samples and drug tests, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.schemas.investigation import (
    DestroyedIn,
    DrugHoldIn,
    DrugHoldOut,
    DrugTestIn,
    DrugTestOut,
    NoSampleIn,
    SampleIn,
    SampleOut,
    SamplesOut,
    SampleStatusIn,
    UnlawfulIn,
)
from mips.custody.usecases.drug_tests import hold_for_drug_test, record_drug_test
from mips.custody.usecases.samples import leave_sample, note_status, read_samples, take_sample
from mips.custody.usecases.unlawful_samples import find_unlawful, record_destruction
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/samples", does=read_samples)
@resources.response(200, SamplesOut)
def get_read_samples(detention_id: uuid.UUID) -> Any:
    """Show what was taken of a detainee, and what is owed"""
    return read_samples(current_actor(), detention_id=detention_id)


@resources.operation("/detentions/<uuid:detention_id>/samples", does=take_sample, methods=["POST"])
@resources.arguments(SampleIn)
@resources.response(201, SampleOut)
def post_take_sample(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Write down what was taken"""
    return take_sample(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/samples/none", does=leave_sample, methods=["POST"])
@resources.arguments(NoSampleIn)
@resources.response(201, SampleOut)
def post_leave_sample(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Write down why something was not taken"""
    return leave_sample(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/samples/<uuid:sample_id>/status", does=note_status, methods=["POST"])
@resources.arguments(SampleStatusIn)
@resources.response(200, SampleOut)
def post_note_status(fields: dict[str, Any], sample_id: uuid.UUID) -> Any:
    """Write down how far the national systems have it"""
    return note_status(current_actor(), sample_id=sample_id, **fields)


@resources.operation("/samples/<uuid:sample_id>/unlawful", does=find_unlawful, methods=["POST"])
@resources.arguments(UnlawfulIn)
@resources.response(200, SampleOut)
def post_find_unlawful(fields: dict[str, Any], sample_id: uuid.UUID) -> Any:
    """Write down that something should never have been taken"""
    return find_unlawful(current_actor(), sample_id=sample_id, **fields)


@resources.operation("/samples/<uuid:sample_id>/destroyed", does=record_destruction, methods=["POST"])
@resources.arguments(DestroyedIn)
@resources.response(200, SampleOut)
def post_record_destruction(fields: dict[str, Any], sample_id: uuid.UUID) -> Any:
    """Write down that what was taken unlawfully has been destroyed"""
    return record_destruction(current_actor(), sample_id=sample_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/drug-tests", does=record_drug_test, methods=["POST"])
@resources.arguments(DrugTestIn)
@resources.response(201, DrugTestOut)
def post_record_drug_test(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Write down a drug test"""
    return record_drug_test(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/drug-hold", does=hold_for_drug_test, methods=["POST"])
@resources.arguments(DrugHoldIn)
@resources.response(201, DrugHoldOut)
def post_hold_for_drug_test(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Keep somebody who would be let go until a sample for a drug test is given"""
    return hold_for_drug_test(current_actor(), detention_id=detention_id, **fields)
