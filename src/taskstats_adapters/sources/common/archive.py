"""The zip file of a workbook or a document: checked for bombs, inflated within limits, and repacked.

The directory of a zip file is never trusted. Readers get the archive that `packed` builds from the inspected parts, so
they see the same parts, sizes and directory as the inspection did.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from types import MappingProxyType

import attrs

from taskstats_adapters.sources.common.refusals import bomb, corrupt, password

RATIO = 100
"""How many times its own size a file may inflate to. Real sheets reach 60 times (empty rows in .ods)."""

SMALL = 16 * 2**20
"""The inflated size, in bytes, up to which any ratio is allowed."""

LARGEST = 2 * 2**30
"""The largest inflated size, in bytes, that is read."""

ROOM = 4 * 2**20
"""Cells that any sheet may span: 128 MB at the 32 bytes that calamine uses for each."""

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
                raise password(where)
            if info.compress_type not in (_STORED, _DEFLATED):
                raise corrupt(where, f"phần {info.filename!r} được nén theo cách mà tệp Office không dùng")
            parts[name] = info
        if sum(info.compress_size for info in infos) > len(data):
            raise bomb(where, "các phần của tệp nén chồng lên nhau")
        inflated = sum(info.file_size for info in infos)
        if inflated > min(LARGEST, max(SMALL, RATIO * len(data))):
            raise bomb(where, f"tệp {len(data) >> 10} KB bung ra thành {inflated >> 20} MB")
        return cls(where, data, parts)

    def chunks(self, name: str) -> Generator[bytes]:
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
        """The whole content of a part; empty if there is no such part."""
        return b"".join(self.chunks(name)) if name in self.parts else b""

    def room(self, name: str) -> int:
        """How many cells the sheet in this part may span: as many as its bytes can fill, plus blanks; at least ROOM.

        A filled cell takes at least 20 bytes of XML. A blank takes none, so each byte of the file allows for two cells.
        Memory stays proportional to the size of the file.
        """
        return max(ROOM, self.parts[name].file_size // 20, 2 * len(self.data))

    def packed(
        self,
        names: Sequence[str],
        renamed: Mapping[str, str] = MappingProxyType({}),
        replaced: Mapping[str, bytes] = MappingProxyType({}),
    ) -> bytes:
        """A zip file of only these parts, with their compressed bytes unchanged; some under a new name or content."""
        body, directory = bytearray(), bytearray()
        for name in names:
            raw, method, crc, size = _packed(replaced[name]) if name in replaced else self._stored(name)
            filename = (renamed.get(name) or self._file_name(name)).encode()
            common = struct.pack(
                "<HHHHHLLLHH",
                20, 0x800, method, 0, 0x21, crc, len(raw), size, len(filename), 0,
            )  # fmt: skip
            directory += b"PK\1\2\x14\0" + common + struct.pack("<HHHLL", 0, 0, 0, 0, len(body)) + filename
            body += b"PK\3\4" + common + filename + raw
        end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(names), len(names), len(directory), len(body), 0)
        return bytes(body + directory + end)

    def _file_name(self, name: str) -> str:
        return self.parts[name].filename.replace("\\", "/") if name in self.parts else name

    def _stored(self, name: str) -> tuple[memoryview, int, int, int]:
        """The compressed bytes of a part, how they are compressed, their checksum, and the size without compression."""
        info = self.parts[name]
        return self._raw(info), info.compress_type, info.CRC, info.file_size

    def _raw(self, info: zipfile.ZipInfo) -> memoryview:
        start = info.header_offset
        if self.data[start : start + 4] != b"PK\3\4":
            raise corrupt(self.where, f"không thấy phần {info.filename!r}")
        name, extra = struct.unpack_from("<HH", self.data, start + 26)
        start += 30 + name + extra
        return memoryview(self.data)[start : start + info.compress_size]


def _packed(content: bytes) -> tuple[bytes, int, int, int]:
    """The same of a part with new content."""
    deflater = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(content) + deflater.flush(), _DEFLATED, zlib.crc32(content), len(content)


def _inflated(raw: memoryview, method: int) -> Iterator[bytes]:
    if method == _STORED:
        for start in range(0, len(raw), CHUNK):
            yield bytes(raw[start : start + CHUNK])
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    # Fed in small pieces: each call copies the unused input, which would be quadratic with the whole part.
    for start in range(0, len(raw), CHUNK // 8):
        pending = bytes(raw[start : start + CHUNK // 8])
        while pending and not inflater.eof:
            yield inflater.decompress(pending, CHUNK)
            pending = inflater.unconsumed_tail
    while not inflater.eof and (rest := inflater.decompress(b"", CHUNK)):
        yield rest
