"""A cell's camera that is off, blocked or has failed: since when, why, and until when (CUS-9)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_care import C_3_11


class CameraOut(StrEnum):
    """Why a camera shows nothing of its cell."""

    OFF = "off"
    BLOCKED = "blocked"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return {"off": "Camera off", "blocked": "Camera blocked", "failed": "Camera failed"}[self.value]


def check_goes_out(*, camera: bool, already: CameraOut | None, why: str, asked_by_detainee: bool) -> None:
    """Of a cell with a camera, once, with the reason, and never because a detainee asks. Code C 3.11."""
    if not camera:
        raise refused("This cell has no camera", C_3_11, instead="If it has one now, change the cell and say so")
    if already:
        raise refused(f"{already.label}: that is written down already", C_3_11, instead="Say first that it is back")
    if not why.strip():
        raise refused("Say why the camera shows nothing", C_3_11, field="why")
    if asked_by_detainee:
        raise refused(
            "A request to have a camera switched off is refused",
            C_3_11,
            instead="Leave it on, and write the request in the log",
            field="asked_by_detainee",
        )


def check_comes_back(*, out_at: datetime | None, at: datetime) -> datetime:
    """Since when it was out, of one that was and not before that. Code C 3.11."""
    if out_at is None:
        raise refused("Nothing is written down of this camera being out", C_3_11)
    if to_minute(at) < to_minute(out_at):
        raise refused("That is before it went out", C_3_11, field="at")
    return out_at


def said_of_camera(out: CameraOut | None, since: datetime | None) -> list[Mention]:
    """What whoever opens the cell door must know of its camera. Code C 3.11."""
    return [Mention(column=Column.FLAG, words=out.label, tone=Tone.LATE, since=since)] if out else []
