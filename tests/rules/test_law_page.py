"""The law page says what the rules cite, and the rules cite nothing else."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

from mips.core.law import law_page
from mips.custody import rules
from mips.custody.rules.sources import CHAPTER
from tests.rules.detention import answered
from tests.rules.test_detention_clock import W1, W2
from tests.rules.test_reviews import CHAIN

PAGE = Path(__file__).parents[2] / "docs" / "law.md"
SECTION = re.compile(r"\bs\.\d+[A-Z]*(?:\(\w+\))*|Code C \d+|SI \d+/\d+ reg|Annex H|Sch\.3")
COUNTING = {
    "answering",
    "answers",
    "arithmetic",
    "board_clock",
    "board_order",
    "booking_in",
    "facts",
    "kinds",
    "known",
    "mentions",
    "numbers",
    "progress",
    "ranks",
    "reading",
    "returns",
    "sources",
    "sources_of_arrival",
    "sources_of_bail",
    "sources_of_care",
    "sources_of_escort",
    "sources_of_investigation",
    "sources_of_papers",
    "sources_of_people",
    "sources_of_street_bail",
    "story",
}
"""These decide nothing: they count, tell, read, print, list or put in order. Every other module of rules decides."""
DECIDING = sorted({module.name for module in pkgutil.iter_modules(rules.__path__)} - COUNTING)


def test_the_committed_page_is_the_generated_one():
    assert PAGE.read_text() == law_page([CHAPTER])


def test_each_section_is_explained_once():
    sections = [source.section for source in CHAPTER.sources]
    assert len(set(sections)) == len(sections)


@pytest.mark.parametrize("facts", [W1, W2, CHAIN])
def test_every_answer_names_an_authority_that_the_page_explains(facts):
    found = answered(*facts)
    assert found.keys() - {"authority"} == found["authority"].keys()
    assert set(found["authority"].values()) <= {source.section for source in CHAPTER.sources}


@pytest.mark.parametrize("module", DECIDING)
def test_every_rule_cites_its_section(module):
    found = importlib.import_module(f"{rules.__name__}.{module}")
    functions = [
        function
        for name, function in inspect.getmembers(found, inspect.isfunction)
        if function.__module__ == found.__name__ and not name.startswith("_")
    ]
    assert functions
    assert [function.__name__ for function in functions if not SECTION.search(function.__doc__ or "")] == []


def test_modules_that_decide_nothing_are_there():
    assert {module.name for module in pkgutil.iter_modules(rules.__path__)} >= COUNTING
