"""All that is published of crimes, outcomes and searches, where its files lie beside the project, imported whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.figure import Figure
from bench.import_police_uk import against_copy
from mips.core.embedded import Urls

PUBLISHED: Final = Path(__file__).parents[2] / "shared" / "data" / "police_uk"
FOLDERS: Final = ("street", "street_earlier_snapshot", "outcomes_sample", "met_burglary", "stop_and_search")


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """Nothing where the files are not there."""
    if PUBLISHED.is_dir():
        yield from against_copy(urls, [PUBLISHED / each for each in FOLDERS], people, "import of all that is published")
