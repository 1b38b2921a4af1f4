"""The parts a printed custody record is made of. A topic adds its own; nobody edits the paper.

add_part(PaperPart(part=Part.PROPERTY, template="custody/papers/property.html", gather=property_on_paper))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mips.access.policy import Actor
from mips.custody.rules.inspection import Part, Reader, shows
from mips.custody.usecases.reading import CustodyRecord

Gather = Callable[[Actor, CustodyRecord, Reader], Mapping[str, Any] | None]
"""What a part's template shows as `given`; None where whoever prints may not see it."""


@dataclass(frozen=True, kw_only=True)
class PaperPart:
    part: Part
    template: str
    gather: Gather = lambda _actor, _record, _reader: {}


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A part as it stands on one paper. `given` is None where it is kept apart from whoever prints."""

    title: str
    template: str
    given: Mapping[str, Any] | None


_parts: dict[Part, PaperPart] = {}


def add_part(part: PaperPart) -> None:
    """Put a part into every printed custody record, at its place in the order of CUS-1."""
    _parts[part.part] = part


def parts_for(actor: Actor, record: CustodyRecord, reader: Reader) -> Iterator[Printed]:
    """The parts a reader is shown, in order."""
    for part in Part:
        if part in _parts and shows(part, reader):
            made = _parts[part]
            yield Printed(title=part.label, template=made.template, given=made.gather(actor, record, reader))


def one_part(actor: Actor, record: CustodyRecord, part: Part, reader: Reader = Reader.POLICE) -> Printed:
    """A single part, for a paper of its own."""
    made = _parts[part]
    return Printed(title=part.label, template=made.template, given=made.gather(actor, record, reader))


def not_kept() -> list[str]:
    """Parts of a custody record that no topic prints yet: what was done about them is in the log."""
    return [part.label for part in Part if part not in _parts]
