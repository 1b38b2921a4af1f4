"""A case file of twelve pages: gathered, laid out, typeset and registered, beside WeasyPrint alone on the same HTML."""

from __future__ import annotations

import functools
import itertools
import secrets
import uuid
from collections.abc import Iterator

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from bench.figure import Figure, in_turn, peak_memory
from bench.ground import opened
from mips.access.policy import Actor
from mips.cases.model import FormKind
from mips.cases.usecases.reading import gather_case_file
from mips.cases.usecases.writing import write_form
from mips.core.embedded import Urls
from mips.documents.pool import pool
from mips.documents.printing import lay_out, printable_of, render
from mips.documents.typesetting import VARIANT, OnlyOurFonts
from tests.build import Build
from tests.cases.charging import Scene, others_answer

PAGES = 12
TIMES = 8
BOUND = 1.1
DEFENDANTS, OFFENCES = 2, 5
PARAGRAPH = (
    "At about 20:35 the witness, who works at the store, saw the first defendant take two bottles from the shelf, put "
    "them inside his coat and walk past the till towards the door while the second defendant spoke to the cashier. "
    "Both left together without paying. The recording of the camera above aisle four shows the same, and was seized. "
)


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """Against WeasyPrint as it comes, and with its fonts kept open between documents as our workers keep them."""
    with opened(urls) as here, others_answer(), here.app.test_request_context():
        actor, case_id = _case_of_twelve_pages(here.build())
        yield from _figures(actor, case_id, people)
        pool().close()


def _figures(actor: Actor, case_id: uuid.UUID, people: int) -> Iterator[Figure]:
    """Each time for another recipient, so that no copy is answered from memory."""
    copies, kept_open = itertools.count(1), FontConfiguration()
    html = lay_out(printable_of("case-file"), gather_case_file(actor, case_id=case_id), copy_line="Copy for measuring")

    def ours() -> int:
        return render(actor, "case-file", case_id=case_id, recipient=f"Copy {next(copies)}", purpose="Measuring").pages

    def alone(fonts: FontConfiguration | None = None) -> bytes:
        bare = weasyprint.HTML(string=html, url_fetcher=OnlyOurFonts())
        made: bytes = bare.write_pdf(pdf_variant=VARIANT, font_config=fonts)
        return made

    if (pages := ours()) != PAGES:
        raise RuntimeError(f"the file has {pages} pages, not {PAGES}")
    for fonts, how in ((None, ""), (kept_open, ", fonts kept open")):
        alone(fonts)
        measured, floor = in_turn(ours, functools.partial(alone, fonts), TIMES)
        what, note = f"case file of {PAGES} pages{how}", f"floor: bare write_pdf{how}; {TIMES} times"
        yield Figure(what, people, measured, floor, BOUND, peak_memory(), note)


def _case_of_twelve_pages(build: Build) -> tuple[Actor, uuid.UUID]:
    scene = Scene(build, collars=(secrets.token_hex(4), secrets.token_hex(4)))
    people = [scene.suspect, *(scene.person("Jones", f"Mark {n}") for n in range(1, DEFENDANTS))]
    offences = [[scene.offence(person, title=f"Theft {n}") for n in range(OFFENCES)] for person in people]
    case_id, *_ = [scene.charged(*each) for each in offences]
    actor = scene.officer.as_actor()
    for paragraphs in range(1, 60):
        _write(actor, case_id, paragraphs)
        if render(actor, "case-file", case_id=case_id).pages >= PAGES:
            break
    return actor, case_id


def _write(actor: Actor, case_id: uuid.UUID, paragraphs: int) -> None:
    text = "\n\n".join([PARAGRAPH] * paragraphs)
    written = {
        FormKind.MG5: {"summary": text, "key_evidence": text, "interview": PARAGRAPH},
        FormKind.MG6: {"strengths": text, "witnesses": PARAGRAPH},
    }
    for kind, fields in written.items():
        latest = gather_case_file(actor, case_id=case_id).file.form(kind)
        version = latest.version if latest else 0
        write_form(actor, case_id=case_id, kind=kind, fields=fields, version=version)
