"""The zip file around a workbook or a text document: checked against bombs, inflated under bounds, and packed anew.

Nothing that the directory of a zip file says is trusted. A reader gets the archive that `packed` builds from the parts
that were inspected, so that it cannot see another part, another size or another directory than the inspection saw.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree

import attrs

from taskstats_adapters.errors import SourceError

RATIO = 100
"""How many times its size a file may inflate to. Real sheets reached 60 (empty rows in .ods)."""

SMALL = 16 * 2**20
"""Up to this inflated size, in bytes, no ratio is asked for."""

LARGEST = 2 * 2**30
"""The inflated size, in bytes, beyond which nothing is read."""

CHUNK = 2**20
_STORED, _DEFLATED = 0, 8


@attrs.frozen
class Archive:
    """The parts of a zip file by lower-case name; `where` names the file in errors."""

    where: str
    data: bytes = attrs.field(repr=False)
    parts: Mapping[str, zipfile.ZipInfo] = attrs.field(repr=False)

    @classmethod
    def open(cls, where: str, data: bytes) -> Archive:
        """The archive in `data`. Raises SourceError: E-CORRUPT, E-BOMB, E-PASSWORD."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                infos = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error) as error:
            raise corrupt(where, "mục lục của tệp nén bị hỏng hoặc tệp bị cắt cụt") from error
        parts: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            name = info.orig_filename.replace("\\", "/").lower()
            if name in parts or "\0" in name:
                raise corrupt(where, f"tệp có hai phần cùng tên {info.filename!r}")
            if info.flag_bits & 1:
                raise SourceError("E-PASSWORD", where, PASSWORD)
            if info.compress_type not in (_STORED, _DEFLATED):
                raise corrupt(where, f"phần {info.filename!r} được nén theo cách mà tệp Office không dùng")
            parts[name] = info
        if sum(info.compress_size for info in infos) > len(data):
            raise bomb(where, "các phần của tệp nén chồng lên nhau")
        inflated = sum(info.file_size for info in infos)
        if inflated > min(LARGEST, max(SMALL, RATIO * len(data))):
            raise bomb(where, f"tệp {len(data) >> 10} KB bung ra thành {inflated >> 20} MB")
        return cls(where, data, parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a part, in pieces of at most CHUNK bytes. Raises SourceError: E-BOMB, E-CORRUPT."""
        info, size = self.parts[name], 0
        try:
            for chunk in _inflated(self._raw(info), info.compress_type):
                size += len(chunk)
                if size > info.file_size:
                    raise bomb(self.where, f"phần {info.filename!r} lớn hơn kích thước nó khai")
                yield chunk
        except (zlib.error, struct.error) as error:
            raise corrupt(self.where, f"phần {info.filename!r} bị hỏng") from error
        if size != info.file_size:
            raise corrupt(self.where, f"phần {info.filename!r} bị cắt cụt")

    def content(self, name: str) -> bytes:
        """The whole content of a part, empty when there is none."""
        return b"".join(self.chunks(name)) if name in self.parts else b""

    def packed(self, names: Sequence[str]) -> bytes:
        """A zip file of these parts alone, their compressed bytes as they are."""
        body, directory = bytearray(), bytearray()
        for name in names:
            info, raw = self.parts[name], self._raw(self.parts[name])
            filename = info.filename.replace("\\", "/").encode()
            common = struct.pack(
                "<HHHHHLLLHH",
                20, 0x800, info.compress_type, 0, 0x21, info.CRC, len(raw), info.file_size, len(filename), 0,
            )  # fmt: skip
            directory += b"PK\1\2\x14\0" + common + struct.pack("<HHHLL", 0, 0, 0, 0, len(body)) + filename
            body += b"PK\3\4" + common + filename + raw
        end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(names), len(names), len(directory), len(body), 0)
        return bytes(body + directory + end)

    def _raw(self, info: zipfile.ZipInfo) -> memoryview:
        start = info.header_offset
        if self.data[start : start + 4] != b"PK\3\4":
            raise corrupt(self.where, f"không thấy phần {info.filename!r}")
        name, extra = struct.unpack_from("<HH", self.data, start + 26)
        start += 30 + name + extra
        return memoryview(self.data)[start : start + info.compress_size]


PASSWORD = "tệp được bảo vệ bằng mật khẩu; hãy mở tệp, bỏ mật khẩu rồi lưu lại"


def corrupt(where: str, what: str) -> SourceError:
    """A file that is damaged, with what to do."""
    return SourceError("E-CORRUPT", where, f"{what}; hãy mở bằng Word, Excel, LibreOffice rồi lưu lại, hoặc tải lại")


def bomb(where: str, what: str) -> SourceError:
    """A file that grows beyond every honest one when it is opened."""
    return SourceError("E-BOMB", where, f"{what}; đây là bom nén, không phải danh sách, đừng mở tệp này")


def parsed(archive: Archive, name: str) -> ElementTree.Element:
    """The XML of a part that says what the others are. Raises SourceError (E-CORRUPT)."""
    try:  # whatever encoding it states, which may be none that there is
        return ElementTree.fromstring(archive.content(name), ElementTree.XMLParser(encoding="utf-8"))
    except ElementTree.ParseError as error:
        raise corrupt(archive.where, f"không đọc được phần {name!r} ({error})") from error


def targets(archive: Archive, part: str, kind: str = "") -> dict[str, str]:
    """The lower-case names of the parts that a part is related to, by the id of the relation; of one kind, if given."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    return {
        element.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))[1:].lower()
        for element in (parsed(archive, relations) if relations in archive.parts else ())
        if element.get("Type", "").endswith(kind)
    }


def watched(archive: Archive, name: str) -> Iterator[bytes]:
    """The chunks of an XML part. Raises SourceError on a DOCTYPE, which no Office file has, and on UTF-16."""
    tail = b""
    for chunk in archive.chunks(name):
        if not tail and b"\0" in chunk[:4]:
            raise corrupt(archive.where, f"phần {name!r} không ở dạng UTF-8")
        if b"<!DOCTYPE" in chunk or b"<!DOCTYPE" in tail + chunk[:8]:
            message = f"phần {name!r} có khai báo DOCTYPE, điều mà tệp Office không bao giờ có; đừng mở tệp này"
            raise SourceError("E-DOCTYPE", archive.where, message)
        tail = (tail + chunk[-8:])[-8:]  # a chunk may have fewer bytes, or none
        yield chunk


def _inflated(raw: memoryview, method: int) -> Iterator[bytes]:
    if method == _STORED:
        for start in range(0, len(raw), CHUNK):
            yield bytes(raw[start : start + CHUNK])
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    # Fed in small pieces: what one call leaves over is copied, which would be quadratic with the whole part.
    for start in range(0, len(raw), CHUNK // 8):
        pending = bytes(raw[start : start + CHUNK // 8])
        while pending and not inflater.eof:
            yield inflater.decompress(pending, CHUNK)
            pending = inflater.unconsumed_tail
    while not inflater.eof and (rest := inflater.decompress(b"", CHUNK)):
        yield rest
