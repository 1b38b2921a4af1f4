"""HTML to a tagged, archivable PDF. Knows WeasyPrint and nothing about police work."""

from __future__ import annotations

from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import Any, Final

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from mips.documents.worker import Typeset

VENDOR: Final = Path(__file__).resolve().parent.parent / "web" / "static" / "vendor"
"""The fonts that script/setup puts there. Not asked of the settings: a worker reads none."""
FONTS: Final = "font:"
"""A print stylesheet names its fonts `url(font:inter-latin-400-normal.woff2)`; nothing else can be fetched."""
VARIANT: Final = "pdf/a-2a"

_UNIVERSAL_ACCESS: Final = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class ForeignAddress(ValueError):
    """The document names something that is not ours to fetch."""


PHOTOGRAPH: Final = "data:image/jpeg;base64,"


class OnlyOurFonts(URLFetcher):
    """Answers `font:` addresses from the vendor folder and fails a document that asks for anything else.

    A photograph that the document carries within itself is not fetched from anywhere.
    """

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith(PHOTOGRAPH):
            return URLFetcherResponse(url, b64decode(url.removeprefix(PHOTOGRAPH)), {"Content-Type": "image/jpeg"})
        name = url.removeprefix(FONTS)
        if name == url or name not in _fonts():
            raise FatalURLFetchingError(f"a document may not fetch {url[:200]}")
        return URLFetcherResponse(url, _fonts()[name], {"Content-Type": "font/woff2"})


def typeset(html: str) -> Typeset:
    """Lay the HTML out as PDF/A-2a and PDF/UA-1: tagged, fonts embedded, bookmarks from its headings.

    The same HTML gives the same bytes. Raises ForeignAddress when it names anything but our fonts.
    """
    try:
        document = weasyprint.HTML(string=html, url_fetcher=OnlyOurFonts()).render(font_config=_font_config())
    except FatalURLFetchingError as refused:  # no Exception, so that WeasyPrint itself cannot swallow it
        raise ForeignAddress(str(refused)) from None
    _claim_universal_access(document.metadata)
    content: bytes = document.write_pdf(pdf_variant=VARIANT)
    return Typeset(content, len(document.pages))


@cache
def _font_config() -> FontConfiguration:
    """Kept for the life of the process: reading the fonts takes longer than a page."""
    return FontConfiguration()


@cache
def _fonts() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((VENDOR / "fonts").glob("*.woff2"))}


def _claim_universal_access(metadata: Any) -> None:
    """WeasyPrint names one standard in the metadata; the same file meets PDF/UA-1 too, so it says that as well."""
    plain = metadata.generate_rdf_metadata

    def both(*args: Any) -> bytes:
        rdf: bytes = plain(*args)
        head, end, _ = rdf.rpartition(b"</rdf:RDF>")
        return head + _UNIVERSAL_ACCESS + end

    metadata.generate_rdf_metadata = both
