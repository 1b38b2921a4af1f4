"""Which files are found under a path, and which are refused before a row of them is read."""

import gzip
import io
import zipfile

import pytest

from mips.interchange.police_uk.errors import FileRefused
from mips.interchange.police_uk.files import RATIO_FROM, Found, Unreadable, find
from mips.interchange.police_uk.formats import Lists
from mips.interchange.police_uk.reading import Published
from tests.interchange.published import crime, written

NOTHING = Lists(forces={"City of London Police": "48"}, categories={"Burglary": True}, outcomes=frozenset())


def content(found):
    with found.read() as stream:
        return stream.read()


def rows_of(path):
    (found,) = find([path])
    with found.read() as stream:
        return list(Published(stream, found.name, NOTHING))


def test_a_folder_gives_its_published_files_crimes_before_outcomes(tmp_path):
    (tmp_path / "2019-02").mkdir()
    for name in ["2019-01-x-outcomes.csv", "2019-02/2019-02-x-street.csv", "b.csv.gz", "readme.txt", "map.pdf"]:
        (tmp_path / name).write_bytes(b"")
    names = [found.name.removeprefix(f"{tmp_path}/") for found in find([tmp_path])]
    assert names == ["2019-02/2019-02-x-street.csv", "b.csv.gz", "2019-01-x-outcomes.csv"]


def test_a_zip_gives_its_members(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2019-01/2019-01-x-street.csv", "plain")
        archive.writestr("2019-01/2019-01-y-street.csv.gz", gzip.compress(b"packed"))
        archive.writestr("readme.txt", "no")
    assert [content(found) for found in find([tmp_path / "all.zip"])] == [b"plain", b"packed"]


def test_the_same_content_has_one_fingerprint_however_it_is_packed(tmp_path):
    rows = [crime("A"), crime("B")]
    plain, packed = written(tmp_path / "a.csv", rows), written(tmp_path / "b.csv.gz", rows)
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.write(plain, "c.csv")
    prints = {found.fingerprint() for found in find([plain, packed, tmp_path / "c.zip"])}
    assert len(prints) == 1


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda folder: folder / "nowhere", "no such file"),
        (lambda folder: folder, "no csv"),
        (lambda folder: _zip(folder, {"readme.txt": b""}), "no csv file"),
        (lambda folder: _zip(folder, {"inner.zip": b""}), "zip inside a zip"),
        (lambda folder: _bytes(folder / "broken.zip", b"PK\x03\x04 and no more"), "cannot be opened"),
    ],
)
def test_a_path_that_leads_nowhere_says_why(tmp_path, make, reason):
    (found,) = find([make(tmp_path)])
    assert isinstance(found, Unreadable)
    assert reason in found.reason


def _zip(folder, members):
    path = folder / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _bytes(path, data):
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["bomb.csv.gz", "bomb.zip"])
def test_what_unpacks_beyond_reason_is_stopped_on_the_way(tmp_path, name):
    path, blank = tmp_path / name, b" " * (RATIO_FROM * 4)
    if name.endswith("zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.csv", blank)
    else:
        path.write_bytes(gzip.compress(blank))
    (found,) = find([path])
    with pytest.raises(FileRefused, match="unpacks to more than"):
        found.fingerprint()


def test_a_zip_that_is_locked_is_refused(tmp_path):
    path = _zip(tmp_path, {"a.csv": b"x" * 40})
    raw = bytearray(path.read_bytes())
    for marker in (b"PK\x03\x04", b"PK\x01\x02"):
        raw[raw.index(marker) + (6 if marker[2] == 3 else 8)] |= 1
    path.write_bytes(raw)
    (found,) = find([path])
    with pytest.raises(FileRefused, match="encrypted"):
        found.fingerprint()


def test_a_download_that_was_cut_off_is_refused(tmp_path):
    path = written(tmp_path / "a.csv.gz", [crime(str(number)) for number in range(200)])
    path.write_bytes(path.read_bytes()[:-500])
    (found,) = find([path])
    with pytest.raises(FileRefused, match="cannot be unpacked"):
        found.fingerprint()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not in UTF-8"),
        ("Crime ID,Month".encode("utf-16"), "not in UTF-8"),
        (b"Crime ID,Month\r\n", "heading begins"),
        (b'"Crime ID', "heading begins|well-formed"),
    ],
)
def test_a_file_that_is_not_one_is_refused_at_its_heading(tmp_path, data, reason):
    with pytest.raises(FileRefused, match=reason):
        rows_of(_bytes(tmp_path / "a.csv", data))


def published(tmp_path, tail):
    path = written(tmp_path / "a.csv", [crime("A", last="")])
    path.write_bytes(path.read_bytes() + tail)
    return path


@pytest.mark.parametrize(
    ("tail", "reason"),
    [
        ("abc,Café\r\n".encode("latin-1"), "not in UTF-8.*byte 8 of line 3"),
        (b'"open quote,\r\n' + b"x" * 200_000, "well-formed CSV"),
        (b'a,"b"c,d\r\n', "well-formed CSV at line 3"),
        (b"a," + b"x" * 10_000_000, "line 3 is longer"),
    ],
)
def test_a_file_that_goes_wrong_on_the_way_is_refused_with_the_line(tmp_path, tail, reason):
    with pytest.raises(FileRefused, match=reason):
        rows_of(published(tmp_path, tail))


def test_a_rejected_row_is_kept_as_it_stands(tmp_path):
    first, second = rows_of(published(tmp_path, b'x,"2019-01 ""raw""",\r\n'))
    assert (first.number, first.reason) == (1, None)
    assert (second.number, second.raw) == (2, 'x,"2019-01 ""raw""",')
    assert second.reason == "3 columns, not 12"


def test_a_nul_is_shown_and_rejects_only_its_row(tmp_path):
    row = rows_of(published(tmp_path, b"a\x00b" + b"," * 11 + b"\r\n"))[1]
    assert row.raw == "a\\x00b" + "," * 11
    assert "control character" in row.reason


def test_a_byte_order_mark_and_blank_lines_are_no_rows(tmp_path):
    path = published(tmp_path, b"\r\n\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [row.number for row in rows_of(path)] == [1]


def test_content_is_read_without_holding_it_all():
    class Endless(io.RawIOBase):
        read_so_far = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            Endless.read_so_far += len(buffer)
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

    found = Found("endless.csv", 1, lambda: io.BufferedReader(Endless()))
    with pytest.raises(FileRefused, match="unpacks to more than"):
        found.fingerprint()
    assert Endless.read_so_far < 4 * RATIO_FROM
