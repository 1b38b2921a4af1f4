"""Where each block of booking-in is filled in. A topic adds its own; the task list shows what has been added.

add_block(BlockPage(block=Block.RISK, endpoint="custody.risk_assessment", permission=assess_risk.permission))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mips.access.permissions import Permission
from mips.custody.rules.booking_in import Block
from mips.custody.usecases.reading import CustodyRecord


@dataclass(frozen=True, kw_only=True)
class BlockPage:
    """The page of one block; it takes detention_id.

    `wait(record)` says why it cannot be started yet, empty when it can; `whose` is said to those without permission.
    """

    block: Block
    endpoint: str
    permission: Permission
    whose: str = "For custody staff"
    wait: Callable[[CustodyRecord], str] = lambda _record: ""


_pages: dict[Block, BlockPage] = {}


def add_block(page: BlockPage) -> None:
    """Put a block on the task list of booking-in."""
    _pages[page.block] = page


def block_pages() -> Sequence[BlockPage]:
    """Those there are, in the usual order."""
    return [_pages[block] for block in Block if block in _pages]
