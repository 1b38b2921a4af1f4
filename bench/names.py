"""Names as they are spread among people: a few very common, most rare. From lists beside the project, else made up."""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final

LISTS: Final = Path(__file__).parents[2] / "shared" / "data" / "names"
SURNAMES, FORENAMES = LISTS / "us_census_surnames_1990.csv.gz", LISTS / "us_census_firstnames_1990.csv"
CONSONANTS, VOWELS = "bdfgklmnprst", "aeiou"
MADE_UP: Final = 20_000
RARE: Final = 0.0005
"""Per cent of people: a name the list says nobody has is had by a few."""


@dataclass(frozen=True)
class Names:
    """Names with how often each is met, added up."""

    words: Sequence[str]
    weights: Sequence[float]

    def draw(self, chance: random.Random) -> str:
        return chance.choices(self.words, cum_weights=self.weights)[0]


@cache
def surnames() -> Names:
    return _spread(_listed(SURNAMES, "surname", "percent") if SURNAMES.exists() else _made_up(3))


@cache
def forenames() -> Names:
    return _spread(_listed(FORENAMES, "name", "frequency") if FORENAMES.exists() else _made_up(5))


def _spread(found: Iterator[tuple[str, float]]) -> Names:
    words, weights = zip(*found, strict=True)
    return Names(words, list(accumulate(weights)))


def _listed(path: Path, word: str, often: str) -> Iterator[tuple[str, float]]:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for row in csv.DictReader(text.decode().splitlines()):
        yield row[word].title(), max(float(row[often]), RARE)


def _made_up(seed: int) -> Iterator[tuple[str, float]]:
    """Syllables, the n-th name met 1/n as often as the first."""
    chance = random.Random(seed)  # noqa: S311 - fiction, not secrets
    for rank in range(1, MADE_UP + 1):
        syllables = chance.choice((2, 3, 3, 4))
        yield "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(syllables)).title(), 1 / rank
