"""What leaving the suite ends of somebody's care: no check and no dose is due after it, and the board is quiet."""

from __future__ import annotations

from mips.between.notices import Released
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.coordinating import hand_back
from mips.custody.usecases.drug_hold import end_hold
from mips.custody.usecases.medication import end_medication
from mips.custody.usecases.observation import end_care

TOPICS = ("care", "medication", "health", "incident", "people", "authority", "hold", "complaint")


def end_of_care(left: Released) -> None:
    """End the plan and the medicines, in the transaction of whoever records the leaving."""
    end_care(left.detention_id, left.at)
    end_medication(left.detention_id, left.at)
    end_hold(left.detention_id, left.at, "They left")
    hand_back(left.detention_id)
    for topic in TOPICS:
        say_on_board(left.detention_id, topic, [])
