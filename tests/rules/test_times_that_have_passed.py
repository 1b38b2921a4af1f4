"""Whatever a form of custody asks of the past it refuses to have in the future, and says by which section."""

import importlib
import inspect
import pkgutil

import pytest
from marshmallow import Schema, ValidationError

from mips.custody import schemas
from mips.custody.rules.sources import CHAPTER
from mips.custody.schemas.continuity import StretchIn
from mips.custody.schemas.escort import EscortHandIn
from mips.custody.schemas.volunteers import ATTENDED, VolunteerInterviewIn
from mips.web.fields import Moment

FILTERS = {StretchIn}
"""These ask what happened between two times: nothing is written by them."""


def asked():
    """(schema, name, field) of every time that custody asks."""
    modules = [
        importlib.import_module(f"{schemas.__name__}.{each.name}") for each in pkgutil.iter_modules(schemas.__path__)
    ]
    found = {each for module in modules for _, each in inspect.getmembers(module, inspect.isclass)}
    ours = [each for each in found if issubclass(each, Schema) and each.__module__.startswith(schemas.__name__)]
    for schema in sorted(ours, key=lambda each: each.__name__):
        for name, field in schema._declared_fields.items():
            if isinstance(field, Moment):
                yield schema, name, field


TIMES = list(asked())


def test_each_time_that_has_passed_names_the_section():
    plain = [
        f"{schema.__name__}.{name}" for schema, name, field in TIMES if field.past is True and schema not in FILTERS
    ]
    assert plain == []


def test_and_the_law_page_explains_each():
    cited = {field.past for _, _, field in TIMES if isinstance(field.past, str)}
    assert len(cited) > 1 and cited <= {source.section for source in CHAPTER.sources}


@pytest.mark.parametrize(
    ("schema", "name", "section"),
    [
        pytest.param(EscortHandIn, "handed_at", "PACE 1984 s.39(1)", id="of a detainee: the custody record"),
        pytest.param(VolunteerInterviewIn, "started_at", ATTENDED, id="Code C 3.21: of a volunteer"),
    ],
)
def test_the_refusal_says_when_why_and_what_to_do(schema, name, section):
    field = schema._declared_fields[name]
    with pytest.raises(ValidationError, match="Enter a time that has passed") as refused:
        field.deserialize("12:30")
    assert f"12:30 is in the future ({section})" in str(refused.value)
