"""Names as they are spread among people here: a few very common, most rare, one in five from elsewhere.

A forename is one of those given in the years in which somebody was born. From lists beside the project, else made up.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final

LISTS: Final = Path(__file__).parents[2] / "shared" / "data" / "names"
CONSONANTS, VOWELS = "bdfgklmnprst", "aeiou"
MADE_UP: Final = 20_000
RARE: Final = 0.0005
"""Per cent of people: a name the list says nobody has is had by a few."""
FLAT: Final = 8
"""Where a list has ranks alone, the n-th name is met 1/(n + FLAT) as often: the first is had by one in twenty."""
ELSEWHERE: Final[Mapping[str, tuple[float, str, Sequence[str]]]] = {
    "south-asian": (0.09, "surnames/surnames_hi.csv", ("IN", "PK", "BD")),
    "polish": (0.03, "surnames/surnames_pl.csv", ("PL",)),
    "russian": (0.02, "surnames/surnames_ru.csv", ("RU", "UA")),
    "chinese": (0.02, "surnames/surnames_cn.csv", ("CN", "TW")),
    "arabic": (0.04, "", ("EG", "IQ", "SA", "JO", "MA", "LB")),
}
"""Share of the people, list of surnames, countries of forenames. A surname from the Arab world is a father's name."""


@dataclass(frozen=True)
class Names:
    """Names with how often each is met, added up."""

    words: Sequence[str]
    weights: Sequence[float]

    def draw(self, chance: random.Random) -> str:
        return chance.choices(self.words, cum_weights=self.weights)[0]


def origin_of(chance: random.Random) -> str:
    """Where somebody's names are from; empty: here."""
    drawn = chance.random()
    for origin, (share, _, _) in ELSEWHERE.items():
        if (drawn := drawn - share) < 0:
            return origin
    return ""


def surname(chance: random.Random, origin: str) -> str:
    """A surname from there."""
    if not LISTS.exists():
        return _invented(3).draw(chance)
    return (_surnames_of(origin) if origin else surnames()).draw(chance)


def forename(chance: random.Random, origin: str, born: date, sex: str) -> str:
    """A forename from there for somebody who was born then. `sex`: male or female."""
    if not LISTS.exists():
        return _invented(5).draw(chance)
    return (_forenames_of(origin, sex) if origin else _given_in(_nearest(born.year), sex)).draw(chance)


@cache
def surnames() -> Names:
    """English ones. The lists of this country have no frequencies: those of the United States have the same names."""
    return _spread(_listed("us_census_surnames_1990.csv.gz", "surname", "percent"))


@cache
def _surnames_of(origin: str) -> Names:
    _, listed, countries = ELSEWHERE[origin]
    if listed:
        in_no_order = sorted({row["surname"] for row in _rows(listed)})
        random.Random(origin).shuffle(in_no_order)  # noqa: S311 - fiction, not secrets
        return _by_rank(in_no_order)
    return _by_rank(_romanised(countries, "M"))


@cache
def _forenames_of(origin: str, sex: str) -> Names:
    return _by_rank(_romanised(ELSEWHERE[origin][2], sex[0].upper()))


def _romanised(countries: Sequence[str], sex: str) -> Iterator[str]:
    for row in _rows("common-forenames-by-country.csv"):
        if row["Country"] in countries and row["Gender"] == sex:
            yield row["Romanized Name"]


@cache
def _given() -> Mapping[tuple[int, str], Names]:
    """Forenames by the year in which they were given, and sex."""
    found: dict[tuple[int, str], list[tuple[str, float]]] = {}
    for row in _rows("ons_baby_names_england_wales.csv.gz"):
        often = float(row["count"] or 1 / (int(row["rank"]) + FLAT))
        found.setdefault((int(row["year"]), row["sex"]), []).append((row["name"].title(), often))
    return {year: _spread(iter(names)) for year, names in found.items()}


def _given_in(year: int, sex: str) -> Names:
    return _given()[year, sex[0].upper()]


@cache
def _nearest(year: int) -> int:
    return min({listed for listed, _ in _given()}, key=lambda listed: abs(listed - year))


def _by_rank(words: Iterable[str]) -> Names:
    return _spread((word.title(), 1 / (rank + FLAT)) for rank, word in enumerate(dict.fromkeys(words), 1))


def _spread(found: Iterator[tuple[str, float]]) -> Names:
    words, weights = zip(*found, strict=True)
    return Names(words, list(accumulate(weights)))


def _listed(name: str, word: str, often: str) -> Iterator[tuple[str, float]]:
    for row in _rows(name):
        yield row[word].title(), max(float(row[often]), RARE)


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = LISTS / name
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(text.decode("utf-8-sig").splitlines())


@cache
def _invented(seed: int) -> Names:
    return _spread(_made_up(seed))


def _made_up(seed: int) -> Iterator[tuple[str, float]]:
    """Syllables, the n-th name met 1/n as often as the first."""
    chance = random.Random(seed)  # noqa: S311 - fiction, not secrets
    for rank in range(1, MADE_UP + 1):
        syllables = chance.choice((2, 3, 3, 4))
        yield "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(syllables)).title(), 1 / rank
