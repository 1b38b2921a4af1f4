"""The API keeps to its own description, whatever is sent to it: no 5xx, no status or content that is not documented."""

from __future__ import annotations

import uuid

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.generation.hypothesis import builder
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.python._constants.orchestrator import make_constants_value_source
from schemathesis.specs.openapi import checks

from mips.access.permissions import Rank, Role
from mips.app import create_app
from tests.build import signed_in

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
    checks.allow_header_conformance,
]
"""All but those that take every well-formed request for a lawful one, and that guess at other people's records."""

APP = create_app(TESTING=True, SECRET_KEY="only for tests", WTF_CSRF_ENABLED=False)
api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", APP)
api.config.seed = 20260302
api.config.checks.negative_data_rejection.expected_statuses = ["4xx"]
OPERATIONS = {each.ok().label: each.ok() for each in api.get_all_operations()}
LITERALS = FeedbackSources(constants_value_source=make_constants_value_source(api))
"""The literals of our own code, which are tried as values too."""

LEFT_OUT = [
    builder.InvalidHeadersExampleMark,
    builder.InvalidRegexMark,
    builder.MissingPathParameters,
    builder.NonSerializableMark,
    builder.UnsatisfiableExampleMark,
    builder.UnserializablePayloadMark,
]
"""Set on what asks where the description is such that something of the operation could not be asked."""


@pytest.fixture
def cookies(build):
    """The session of somebody of every role."""
    client = signed_in(APP, build.user(*Role, rank=int(Rank.SUPERINTENDENT)))
    name = APP.config["SESSION_COOKIE_NAME"]
    return {name: client.get_cookie(name).value}


def _named(case, on_record):
    """Most of the ids that were made up become those of records that exist."""
    for name, value in case.path_parameters.items():
        if name.endswith("_id") and _is_id(value) and uuid.UUID(value).int % 4:
            case.path_parameters[name] = str(on_record(name) or value)
    return case


def _is_id(value):
    try:
        return bool(uuid.UUID(value))
    except (ValueError, AttributeError, TypeError):
        return False


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_answers_as_it_says(name, cookies, on_record):
    """Its cases are made here and not when tests are collected: those of all operations together take gigabytes."""

    @settings(max_examples=6, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def answers(case):
        _named(case, on_record).call_and_validate(checks=CHECKS, cookies=cookies)

    asks = build_operation_test(
        config=api.config, operation=OPERATIONS[name], test_func=answers, given_kwargs={}, feedback=LITERALS
    )
    asks()
    assert {mark.attr_name: mark.get(asks) for mark in LEFT_OUT if mark.is_set(asks)} == {}
