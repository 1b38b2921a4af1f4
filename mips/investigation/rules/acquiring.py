"""How a digital file was acquired, and by what right from somebody's device (INV-9; PCSC Act 2022 Pt 2 ch.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken

SECTION: Final = "INV-9"
AGREED: Final = "Police, Crime, Sentencing and Courts Act 2022 s.37"
NOTICE: Final = "Police, Crime, Sentencing and Courts Act 2022 s.39"
UNDER_18: Final = "Police, Crime, Sentencing and Courts Act 2022 s.38"
DIED: Final = "Police, Crime, Sentencing and Courts Act 2022 s.40"


class Method(StrEnum):
    """How the file came to be."""

    EXTRACTION = "extraction"
    IMAGE = "image"
    COPY = "copy"
    SCREENSHOT = "screenshot"
    CCTV = "cctv"
    DOWNLOAD = "download"
    RECORDED = "recorded"
    SENT = "sent"

    @property
    def label(self) -> str:
        return _METHODS[self]

    @property
    def extracts(self) -> bool:
        """Information is taken out of a device, by whatever means: a screenshot of a message is that too (s.37)."""
        return self in (Method.EXTRACTION, Method.IMAGE, Method.COPY, Method.SCREENSHOT)

    @property
    def needs_tool(self) -> bool:
        """What came out depends on the tool and its version."""
        return self in (Method.EXTRACTION, Method.IMAGE)


_METHODS: Final = {
    Method.EXTRACTION: "Extraction from a device",
    Method.IMAGE: "Forensic image of a device or disk",
    Method.COPY: "Copy of files from a device",
    Method.SCREENSHOT: "Screenshot, or photograph of a screen",
    Method.CCTV: "CCTV export",
    Method.DOWNLOAD: "Download from a provider or account",
    Method.RECORDED: "Recorded by the police",
    Method.SENT: "Sent by whoever has it, by link",
}


class DeviceOf(StrEnum):
    """Whose device it was taken from."""

    VICTIM = "victim"
    WITNESS = "witness"
    SUSPECT = "suspect"
    DIED = "died"
    NOBODY = "nobody"

    @property
    def label(self) -> str:
        return _DEVICES[self]


_DEVICES: Final = {
    DeviceOf.VICTIM: "A victim",
    DeviceOf.WITNESS: "A witness",
    DeviceOf.SUSPECT: "A suspect",
    DeviceOf.DIED: "Somebody who has died",
    DeviceOf.NOBODY: "Nobody: premises, a provider or the police",
}


class Authority(StrEnum):
    """By what right information was taken from a device."""

    AGREEMENT = "agreement"
    AGREEMENT_FOR = "agreement-for"
    DIED = "died"
    PACE_19 = "pace-19"
    PACE_8 = "pace-8"
    PACE_SCHEDULE_1 = "pace-schedule-1"
    PACE_18 = "pace-18"
    PACE_32 = "pace-32"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _AUTHORITIES[self]

    @property
    def agreed(self) -> bool:
        """It rests on what somebody agreed to."""
        return self in (Authority.AGREEMENT, Authority.AGREEMENT_FOR)


_AUTHORITIES: Final = {
    Authority.AGREEMENT: "Device volunteered, its user agreed in writing (PCSC Act 2022 s.37 and 39)",
    Authority.AGREEMENT_FOR: "Agreed for a child or an adult without capacity (PCSC Act 2022 s.38 and 39)",
    Authority.DIED: "Its user has died (PCSC Act 2022 s.40)",
    Authority.PACE_19: "PACE 1984 s.19 and 20: seized, or required in a form that can be taken away",
    Authority.PACE_8: "PACE 1984 s.8: search warrant",
    Authority.PACE_SCHEDULE_1: "PACE 1984 Sch.1: production order or warrant",
    Authority.PACE_18: "PACE 1984 s.18: premises of somebody arrested",
    Authority.PACE_32: "PACE 1984 s.32: search on arrest",
    Authority.OTHER: "Another power, named below",
}


@dataclass(frozen=True, kw_only=True)
class Acquired:
    """What is told of one acquisition, as far as the law asks."""

    method: Method
    device_of: DeviceOf
    tool: str = ""
    tool_version: str = ""
    source: str = ""
    authority: Authority | None = None
    power: str = ""
    agreed_by: str = ""
    agreed_on: date | None = None
    notice_given: bool = False
    sought: str = ""
    necessary: str = ""
    scope: str = ""
    on: date
    """The day it was acquired."""


def check_acquired(told: Acquired) -> None:
    """All that is missing at once. Raises RuleBroken."""
    found = [*_by_what_right(told), *_agreement(told), *_how(told)]
    if found:
        first, *rest = found
        first.also = rest
        raise first


def _by_what_right(told: Acquired) -> Iterator[RuleBroken]:
    """Nothing is taken from somebody's device without their agreement or a power (s.37, s.40; PACE ss.8, 18-20, 32)."""
    if not told.method.extracts or told.device_of is DeviceOf.NOBODY:
        return
    if told.authority is None:
        yield RuleBroken(_ASK[told.device_of], rule=_LAW[told.device_of], field="authority")
    elif told.authority is Authority.OTHER and not told.power:
        yield RuleBroken("Name the power: Act and section", rule=SECTION, field="power")
    elif told.authority is Authority.DIED and told.device_of is not DeviceOf.DIED:
        yield RuleBroken("That is for the device of somebody who has died", rule=DIED, field="authority")
    if told.device_of in (DeviceOf.VICTIM, DeviceOf.WITNESS, DeviceOf.DIED) and not told.scope:
        yield RuleBroken(
            "Say what was taken and from when to when: no more than the line of enquiry needs",
            rule=AGREED,
            field="scope",
        )


_WITHOUT: Final = (
    "Nothing is taken from the device of a {} without their agreement in writing, after notice in writing, or a power. "
    "Record the agreement or the power; if there is neither, ask them before anything is extracted"
)
_ASK: Final = {
    DeviceOf.VICTIM: _WITHOUT.format("victim"),
    DeviceOf.WITNESS: _WITHOUT.format("witness"),
    DeviceOf.SUSPECT: "Say by which power the device was taken and is examined",
    DeviceOf.DIED: "Say by what right: their user has died, or a power",
}
_LAW: Final = {
    DeviceOf.VICTIM: AGREED,
    DeviceOf.WITNESS: AGREED,
    DeviceOf.SUSPECT: "Police and Criminal Evidence Act 1984 s.19",
    DeviceOf.DIED: DIED,
}


def _agreement(told: Acquired) -> Iterator[RuleBroken]:
    """Who agreed, when, after what notice of what was sought, and that nothing less would do (s.37, s.39)."""
    if told.authority is None or not told.authority.agreed:
        return
    if not told.agreed_by:
        who = "who agreed for them" if told.authority is Authority.AGREEMENT_FOR else "who agreed"
        law = UNDER_18 if told.authority is Authority.AGREEMENT_FOR else NOTICE
        yield RuleBroken(f"Enter {who}", rule=law, field="agreed_by")
    if told.agreed_on is None:
        yield RuleBroken("Enter the day they agreed", rule=NOTICE, field="agreed_on")
    elif told.agreed_on > told.on:
        yield RuleBroken("They agreed after it was taken. Agreement comes first", rule=AGREED, field="agreed_on")
    if not told.notice_given:
        said = "An agreement counts only after notice in writing of what is sought, why, how it will be dealt with, "
        yield RuleBroken(
            f"{said}that they may refuse, and that refusing alone ends nothing", rule=NOTICE, field="notice_given"
        )
    if not told.sought:
        yield RuleBroken("Enter what information was sought, as the notice says", rule=NOTICE, field="sought")
    if not told.necessary:
        said = "Say to which reasonable line of enquiry it is relevant, and why it is necessary and proportionate"
        yield RuleBroken(said, rule=AGREED, field="necessary")


def _how(told: Acquired) -> Iterator[RuleBroken]:
    """An extraction can be done again by somebody else: tool, version and device are known (INV-9)."""
    if told.method.needs_tool:
        if not told.tool:
            yield RuleBroken("Enter the tool", rule=SECTION, field="tool")
        if not told.tool_version:
            yield RuleBroken("Enter its version", rule=SECTION, field="tool_version")
    if told.method.extracts and told.device_of is not DeviceOf.NOBODY and not told.source:
        yield RuleBroken("Enter the device: make, model and number, or its exhibit", rule=SECTION, field="source")
