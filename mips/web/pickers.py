"""How a form finds what is already on the record. The domain that owns a kind provides its picker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One thing that may be meant: the value to send, its name, and what tells it from others."""

    value: str
    label: str
    detail: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Picker:
    """`find` gives the candidates for a typed text, best first, as the person signed in may see them.

    `name` gives the candidate for a value, None when there is none. `endpoint` answers `?q=text` with JSON
    `{"candidates": [{"value", "label", "detail", "tags"}]}`; `create` is the endpoint of the page that makes a new one.
    """

    kind: str
    find: Callable[[str], Sequence[Candidate]]
    name: Callable[[str], Candidate | None]
    endpoint: str = ""
    create: str = ""


_pickers: dict[str, Picker] = {}


def provide(picker: Picker) -> None:
    """Make a kind pickable. The last one provided answers."""
    _pickers[picker.kind] = picker


def picker_of(kind: str) -> Picker | None:
    return _pickers.get(kind)
