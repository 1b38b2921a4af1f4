"""A network in words and as a drawing: how a tie is said from either end, and what the script draws."""

from __future__ import annotations

from typing import Any, Final

from mips.record.model.entity import Entity
from mips.record.model.event import Part
from mips.record.pages.titles import listed_title, record_url
from mips.record.reference.lookup import listed
from mips.record.usecases.network import Network, Tie
from mips.web.field.choice import words
from mips.web.filters import as_known, day

SHAPES: Final = {
    "person": ("ellipse", "\u25cf"),
    "organisation": ("rectangle", "\u25a0"),
    "place": ("triangle", "\u25b2"),
    "thing": ("diamond", "\u25c6"),
}
"""Kind of record -> its shape in the drawing and the sign of that shape; every kind of event has the last."""
EVENT: Final = ("hexagon", "\u2b22")


def shape_of(kind: str) -> tuple[str, str]:
    return SHAPES.get(kind, EVENT)


def kind_words(kind: str) -> str:
    return kind.replace("-", " ").capitalize()


def named(entity: Entity) -> str:
    return entity.label or entity.reference or kind_words(entity.kind)


def legend(network: Network) -> list[tuple[str, str]]:
    """The sign and the words of each kind that is there, in a fixed order."""
    kinds = {node.entity.kind for node in network.nodes.values()}
    order = [*SHAPES, *sorted(kinds - set(SHAPES))]
    return [(shape_of(kind)[1], kind_words(kind)) for kind in order if kind in kinds]


def said(tie: Tie, *, backwards: bool = False) -> str:
    """'Parent of' from the one end, 'Child of' from the other; the part somebody has in an event."""
    if tie.kind == "involvement":
        return words(Part(tie.type))
    item = next((item for item in listed("link-type") if item.code == tie.type), None)
    turned = item.extra.get("reverse") if item and backwards else None
    return str(turned or listed_title("link-type", tie.type))


def more_of(tie: Tie) -> str:
    """How sure it is, how it is graded, and its dates."""
    about = [listed_title("link-strength", tie.strength).lower()] if tie.strength else []
    if tie.grade:
        about.append(f"graded {tie.grade}")
    return ", ".join([*about, *_dates(tie)])


def _dates(tie: Tie) -> list[str]:
    if tie.kind == "involvement":
        known = "day" if tie.precision == "minute" else tie.precision
        when = [as_known(tie.from_at, known)] if tie.from_at else []
        return [*when, *([f"until {day(tie.until_at)}"] if tie.until_at else [])]
    ends = (("from", tie.from_at), ("until", tie.until_at))
    return [f"{word} {day(at)}" for word, at in ends if at]


def in_words(network: Network) -> list[tuple[str, list[dict[str, Any]]]]:
    """The same as the drawing, to be read: what is tied to the record itself, then what lies further off."""
    near: list[dict[str, Any]] = []
    far: list[dict[str, Any]] = []
    for tie in network.ties.values():
        middle = network.entity.id in (tie.one.id, tie.other.id)
        backwards = tie.other.id == network.entity.id
        one, other = (tie.other, tie.one) if backwards else (tie.one, tie.other)
        line = {
            "one": None if middle else _end(one),
            "says": said(tie, backwards=backwards),
            "other": _end(other),
            "more": more_of(tie),
        }
        (near if middle else far).append(line)
    return [(title, lines) for title, lines in (("Tied to it", near), ("Further off", far)) if lines]


def _end(entity: Entity) -> dict[str, str | None]:
    return {"label": named(entity), "href": record_url(entity), "kind": kind_words(entity.kind)}


def drawn(network: Network) -> dict[str, Any]:
    """What the script draws: nodes with shape, words and address, edges with words."""
    return {
        "nodes": [
            {
                "id": str(node.entity.id),
                "label": f"{named(node.entity)}\n{kind_words(node.entity.kind)}",
                "shape": shape_of(node.entity.kind)[0],
                "href": record_url(node.entity),
                "step": node.step,
            }
            for node in network.nodes.values()
        ],
        "edges": [
            {
                "id": str(tie.id),
                "source": str(tie.one.id),
                "target": str(tie.other.id),
                "label": said(tie),
                "kind": tie.kind,
            }
            for tie in network.ties.values()
        ],
        "cut": network.cut,
    }
