"""Copies what pages and PDFs use of other people's front-end packages from node_modules to the ignored vendor folder.

The stylesheets of GOV.UK and MoJ Frontend lose what is reserved for gov.uk on the way: the GDS Transport typeface
becomes Inter, and the crest goes.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "mips" / "web" / "static" / "vendor"

GOVUK = "govuk-frontend/dist/govuk"
MOJ = "@ministryofjustice/frontend/moj"

COPIED = {
    f"{GOVUK}/govuk-frontend.min.js": "govuk-frontend.js",
    f"{MOJ}/moj-frontend.min.js": "moj-frontend.js",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/images/*.png": "images",
    "cytoscape/dist/cytoscape.min.js": "cytoscape.js",
    "tus-js-client/dist/tus.min.js": "tus.js",
    "uplot/dist/uPlot.min.css": "uplot.css",
    "uplot/dist/uPlot.iife.min.js": "uplot.js",
    f"{MOJ}/assets/images/icon-*.svg": "images",
}
RESTYLED = {
    f"{GOVUK}/govuk-frontend.min.css": "govuk-frontend.css",
    f"{MOJ}/moj-frontend.min.css": "moj-frontend.css",
}
WEIGHTS = (400, 700)
RESERVED = re.compile(r"@font-face\s*\{[^}]*GDS Transport[^}]*\}")
CREST = re.compile(r"url\([^)]*govuk-(?:crest|logotype)[^)]*\)")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*")
OLD_FONT = re.compile(r",\s*url\([^)]*\.woff\)\s*format\('woff'\)")


def main() -> None:
    """Build the vendor folder anew, so that nothing of an older release stays behind."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for pattern, target in COPIED.items():
        copy(pattern, VENDOR / target)
    for source, target in RESTYLED.items():
        (VENDOR / target).write_text(restyled((PACKAGES / source).read_text("utf-8")), "utf-8")
    (VENDOR / "inter.css").write_text("\n".join(font_faces(weight) for weight in WEIGHTS), "utf-8")


def copy(pattern: str, target: Path) -> None:
    """Copy one file under its new name, or all files of a pattern into a folder. It is an error to find nothing."""
    found = sorted(path for path in PACKAGES.glob(pattern) if path.is_file())
    if not found:
        raise SystemExit(f"node_modules has no {pattern}")
    if "*" in pattern:
        target.mkdir(exist_ok=True)
    for source in found:
        place = target / source.name if target.is_dir() else target
        if source.suffix in {".css", ".js"}:
            place.write_text(SOURCE_MAP.sub("", source.read_text("utf-8")), "utf-8")
        else:
            shutil.copyfile(source, place)


def restyled(css: str) -> str:
    """A stylesheet in our typeface, without the crest, with its images beside it."""
    css = CREST.sub("none", RESERVED.sub("", SOURCE_MAP.sub("", css)))
    return css.replace("GDS Transport", "Inter").replace("/assets/images/", "images/")


def font_faces(weight: int) -> str:
    """The @font-face rules of one weight of Inter; the files they name are copied beside them."""
    folder = PACKAGES / "@fontsource" / "inter"
    css = OLD_FONT.sub("", (folder / f"{weight}.css").read_text("utf-8"))
    (VENDOR / "fonts").mkdir(exist_ok=True)
    for name in re.findall(r"url\(\./files/([^)]+)\)", css):
        shutil.copyfile(folder / "files" / name, VENDOR / "fonts" / name)
    return css.replace("./files/", "fonts/")


if __name__ == "__main__":
    main()
