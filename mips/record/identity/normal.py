"""Names in the one form they are compared in, and the codes under which names that sound alike meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import jellyfish

_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc`][^\W\d_]+)*")
_APOSTROPHE: Final = re.compile(r"['\u2019\u02bc`]")
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "\u0131": "i"}
)
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(mac|mc)", "mk"),
        (r"^(kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^x", "s"),
        (r"ph", "f"),
        (r"[sz]ch|sh|sch|tsch|ch|cz|tch", "x"),
        (r"gh(?=t|$)", ""),
        (r"ck|cq|q|c(?![eiy])", "k"),
        (r"c(?=[eiy])|z", "s"),
        (r"dg(?=e)|j", "g"),
        (r"v|w", "v"),
        (r"th", "t"),
        (r"[aeiouyh]", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65_536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name: lower case, without accents and apostrophes; a hyphen divides words."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_APOSTROPHE.sub("", word) for word in _WORD.findall(bare))


def joined(name: str) -> str:
    """The whole name as one word: 'Smith-Jones' and 'Smith Jones' are smithjones."""
    return "".join(words_of(name))


@lru_cache(maxsize=65_536)
def codes_of(word: str) -> frozenset[str]:
    """What a word sounds like, several ways, because none alone catches more than four variants in five."""
    skeleton = word[:1] + consonants(word[1:])
    if not word.isascii():
        return frozenset({f"k{consonants(word)}"})
    return frozenset({f"k{consonants(word)}", f"c{skeleton}", f"s{jellyfish.soundex(word)}", f"m{_metaphone(word)}"})


def consonants(word: str) -> str:
    """The consonant skeleton, with letters that sound alike made one."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _metaphone(word: str) -> str:
    return jellyfish.metaphone(word).replace("0", "t")
