"""How a rule cites its law: one entry for each section relied on, and the page that lists them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_INTRODUCTION = """\
# The law behind the rules

Generated from the citations that the rules themselves use; change them there, not here. Where an answer names its
authority, or a refusal its rule, the words are those in the left column.
"""


@dataclass(frozen=True)
class Source:
    """A section as it is cited, and what it decides in this product, in a sentence of our own."""

    section: str
    decides: str

    def __str__(self) -> str:
        return self.section


@dataclass(frozen=True)
class Chapter:
    """The sources of one set of rules, in the order they are read."""

    title: str
    sources: tuple[Source, ...]


def law_page(chapters: Iterable[Chapter]) -> str:
    """The page `docs/law.md`, in Markdown."""
    return "\n".join([_INTRODUCTION, *(_section(chapter) for chapter in chapters)])


def _section(chapter: Chapter) -> str:
    rows = (f"| {source.section} | {source.decides} |" for source in chapter.sources)
    return "\n".join([f"## {chapter.title}", "", "| Section | What it decides |", "|---|---|", *rows, ""])
