"""Lists of JSON objects: lists, cells, places and errors; hostile files with limited memory."""

import io
import json
import sys
import tracemalloc
from array import array
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstats_adapters.contract import BadCell, Cell, Sheet, SourceError
from taskstats_adapters.sources.json_records.lists import TOO_DEEP
from taskstats_adapters.sources.json_records.parsing import value_of
from taskstats_adapters.sources.json_records.source import SOURCE

RECORDS = '[{"ten": "Việc A", "han_xu_ly": "31/5/2021"}, {"han_xu_ly": null, "ten": "Việc B"}]'

Write = Callable[..., Path]


@pytest.fixture
def file_name() -> str:
    return "a.json"


def sheets(path: Path, **options: object) -> list[Sheet]:
    return list(SOURCE.read(str(path), options))


def rows(path: Path, **options: object) -> list[list[Cell | BadCell]]:
    (only,) = sheets(path, **options)
    return [list(row) for row in only.rows]


def read_all(path: Path, **options: object) -> None:
    """Every cell with its place."""
    for sheet in SOURCE.read(str(path), options):
        for number, row in enumerate(sheet.rows, sheet.first_row):
            for column, _ in enumerate(row):
                assert sheet.locate(sheet.name, number, column)


def refusal(path: Path, **options: object) -> SourceError:
    with pytest.raises(SourceError) as raised:
        read_all(path, **options)
    return raised.value


# -- what is a list -------------------------------------------------------------------------------


def test_objects_under_their_keys(write: Write) -> None:
    assert rows(write(RECORDS)) == [["ten", "han_xu_ly"], ["Việc A", "31/5/2021"], ["Việc B", None]]


def test_the_keys_of_all_objects_in_order_of_appearance(write: Write) -> None:
    assert rows(write('[{"b": 1}, {"a": 2, "c": 3}, {"c": 4, "b": 5}]')) == [
        ["b", "a", "c"],
        [1, None, None],
        [None, 2, 3],
        [5, None, 4],
    ]


def test_rows_as_they_are(write: Write) -> None:
    (sheet,) = sheets(write('[["Việc", "Hạn"], ["A"], [], ["B", 1]]'))
    assert sheet.first_row == 1
    assert list(sheet.rows) == [["Việc", "Hạn"], ["A"], [], ["B", 1]]
    assert sheet.locate(sheet.name, 2, None) == "mục 2"
    assert sheet.locate(sheet.name, 2, 2) == "mục 2, cột 3"


def test_lists_in_an_object_down_to_the_second_level(write: Write) -> None:
    path = write(
        '{"tong": 3, "nhan": ["x"], "giao": [{"a": 1}], "data": {"items": [{"b": 2}], "sau": {"qua": [{"c": 3}]}},'
        ' "hang": [[4]], "trong": []}'
    )
    read = [(sheet.name, list(sheet.rows)) for sheet in sheets(path) if sheet.ignored is None]
    assert read == [("giao", [["a"], [1]]), ("data.items", [["b"], [2]]), ("hang", [[4]])]


def test_lists_below_the_second_level_are_listed_as_ignored(write: Write) -> None:
    path = write(
        '{"giao": [{"a": 1}], "a\\ud800": {"b": {"c": [{"x": NaN}], "d": {"e": [["y"]]}, "f": ["z"]}},'
        ' "a": {"b": {"c": {}}}}'
    )
    assert [(sheet.name, list(sheet.rows)) for sheet in sheets(path) if sheet.ignored == TOO_DEEP] == [
        ("a\ufffd.b.c", []),
        ("a\ufffd.b.d.e", []),
    ]
    (named,) = sheets(path, sheet="a\ufffd.b.d.e")
    assert (list(named.rows), named.ignored) == ([["y"]], None)
    assert refusal(path, sheet="a\ufffd.b.c").code == "E-CORRUPT"


def test_names_of_lists_below_the_second_level_are_short(write: Write, fenced: Callable[..., str]) -> None:
    """Each name includes the keys above."""
    lists = ",".join(f'"{number}": [[]]' for number in range(100_000))
    path = write(f'{{"giao": [{{"a": 1}}], "a": {{"{"b" * 1_000_000}": {{{lists}}}}}}}')
    assert fenced(path, "json_records.source") == "read"


def test_different_keys_with_the_same_path_are_two_lists(write: Write) -> None:
    read = [list(sheet.rows) for sheet in sheets(write('{"a.b": [{"x": 1}], "a": {"b": [{"x": 2}]}}'))]
    assert read == [[["x"], [1]], [["x"], [2]]]


def test_one_list_by_key(write: Write) -> None:
    path = write('{"giao": [{"a": 1}], "data": {"Xong": [{"b": 2}]}}')
    assert rows(path, sheet="data.xong") == [["b"], [2]]
    error = refusal(path, sheet="x")
    assert (error.code, error.message) == ("E-SHEET", 'không có danh sách "x"; tệp có: "giao", "data.Xong"')


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "A.JSONL", "a.json"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_object_per_line(write: Write, name: str, end: str) -> None:
    assert rows(write(f'{{"a": 1}}{end}{end}{{"a": 2}}', name)) == [["a"], [1], [2]]


def test_one_row_per_line(write: Write) -> None:
    assert rows(write('["a", "b"]\n[1, 2]\n', "a.jsonl")) == [["a", "b"], [1, 2]]


@pytest.mark.parametrize(
    ("content", "expected"), [('\n{"a": 1}\n', [["a"], [1]]), ('["a"]', [["a"]]), ('[{"a": 1}]', [["a"], [1]])]
)
def test_a_single_line(write: Write, content: str, expected: object) -> None:
    assert rows(write(content, "a.jsonl")) == expected


def test_a_single_object_is_a_list_of_one(write: Write) -> None:
    """As on standard input, if a program writes one object per line and there is only one."""
    assert rows(write('{"ten": "Việc A",\n "phoi_hop": ["x", "y"]}\n')) == [["ten", "phoi_hop"], ["Việc A", "x; y"]]


def test_a_line_separator_within_a_text_does_not_end_the_line(write: Write) -> None:
    assert rows(write('{"a": "x\u2028y\x85"}\n{"a": 1}', "a.jsonl")) == [["a"], ["x\u2028y\x85"], [1]]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (RECORDS, '{"ten": 1}\n{"ten": 2}'):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode()), encoding="ascii"))
        (sheet,) = SOURCE.read("-", {})
        assert sheet.name == "-"
        assert len(list(sheet.rows)) == 3


# -- places ---------------------------------------------------------------------------------------


def test_places_are_item_numbers(write: Write) -> None:
    (sheet,) = sheets(write("[" + ",".join(['{"ten": 1, "han_xu_ly": 2}'] * 14) + "]"))
    assert sheet.locate(sheet.name, 14, None) == "mục 14"
    assert sheet.locate(sheet.name, 14, 1) == 'mục 14, khóa "han_xu_ly"'
    assert (sheet.locate(sheet.name, 0, None), sheet.locate(sheet.name, 0, 1)) == ("các khóa", 'khóa "han_xu_ly"')
    numbered = dict(enumerate(sheet.rows, sheet.first_row))
    assert numbered[0] == ["ten", "han_xu_ly"]
    assert max(numbered) == 14


def test_places_are_line_numbers(write: Write) -> None:
    (sheet,) = sheets(write('{"a": 0}\n' + "\n" * 12 + '{"han_xu_ly": 1}', "a.jsonl"))
    assert sheet.locate(sheet.name, 2, None) == "dòng 14"
    assert sheet.locate(sheet.name, 2, 1) == 'dòng 14, khóa "han_xu_ly"'


def test_places_name_their_list_if_there_are_several(write: Write) -> None:
    giao, xong = sheets(write('{"giao": [{"a": 1}], "xong": [{"a": 1}]}'))
    assert giao.locate(giao.name, 1, 0) == 'giao, mục 1, khóa "a"'
    assert xong.locate(xong.name, 1, None) == "xong, mục 1"


# -- cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("1", 1),
        ("44347", 44347),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("0.10", Decimal("0.10")),
        ("1e3", Decimal("1E+3")),
        ("true", True),
        ("false", False),
        ("null", None),
        ('""', ""),
        ('["Sở Y tế", "Sở Tài chính"]', "Sở Y tế; Sở Tài chính"),
        ("[]", None),
        ('"a\\ud800b"', "a\ufffdb"),
        ('["\\udfff"]', "\ufffd"),
        ('"\\ud83d\\ude00"', "😀"),
        ('{"ma": 1, "ten": "x"}', "x"),
        ('{"ten": "x", "noi_dung": "y"}', BadCell("{ten, noi_dung}", "E-NESTED")),
        ("{}", BadCell("{}", "E-NESTED")),
        ('{"a": 1, "a": 2}', BadCell("{a}", "E-NESTED")),
        ('{"\\ud800": 1}', BadCell("{\ufffd}", "E-NESTED")),
        ('["x", 1]', BadCell("[2 giá trị]", "E-NESTED")),
        ("[null]", BadCell("[1 giá trị]", "E-NESTED")),
        ("9" * 5000, BadCell("9" * 40 + "…", "E-NUMBER")),
        ("0." + "9" * 5000, BadCell("0." + "9" * 38, "E-NUMBER")),
        ("1e400000", BadCell("1e400000", "E-NUMBER")),
        ("1e" + "9" * 30, BadCell("1e" + "9" * 30 + "…", "E-NUMBER")),
    ],
)
def test_cells(write: Write, written: str, cell: object) -> None:
    (read,) = rows(write(f"[[{written}]]"))
    assert read == [cell]
    assert type(read[0]) is type(cell)


def test_a_key_may_be_any_text(write: Write) -> None:
    (sheet,) = sheets(write('[{"a\\ud800": 1, "": 2}]'))
    assert list(sheet.rows) == [["a\ufffd", ""], [1, 2]]
    assert sheet.locate("", 1, 0) == 'mục 1, khóa "a\ufffd"'


# -- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings(write: Write, encoding: str) -> None:
    assert rows(write(RECORDS.encode(encoding)))[1] == ["Việc A", "31/5/2021"]
    assert rows(write('{"a":"ệ"}\n{"a":1}'.encode(encoding), "a.jsonl")) == [["a"], ["ệ"], [1]]


def test_invalid_bytes_are_reported_with_their_line(write: Write) -> None:
    for end in (b"\n", b"\r\n"):
        error = refusal(write(b'[{"a":' + end + b'"B\xe1o"}]'))
        assert (error.code, error.where) == ("E-ENCODING", "a.json, dòng 2")


def test_utf_16_without_a_byte_order_mark(write: Write) -> None:
    assert refusal(write(RECORDS.encode("utf-16-le"))).code in ("E-ENCODING", "E-FORMAT")


# -- faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        ('[{"a": 1},\n {"a" 2}]', "E-CORRUPT", "a.json, dòng 2, cột 7"),
        ('[{"a": 1},]', "E-CORRUPT", f"a.json, dòng 1, cột {10 if sys.version_info >= (3, 13) else 11}"),  # the comma
        ('[{"a": 1}]\n\nx', "E-CORRUPT", "a.json, dòng 3, cột 1"),
        ('{"a": 1}\n\n{"a" 2}', "E-CORRUPT", "a.json, dòng 3, cột 6"),
        ('{\n"a": 1\n}\n{\n"a": 2\n}', "E-CORRUPT", "a.json, dòng 4, cột 1"),
        ('[{"a": "x\ty"}]', "E-CORRUPT", "a.json, dòng 1, cột 10"),
        ('[{"a": 1, "b": NaN}]', "E-CORRUPT", 'a.json, mục 1, khóa "b"'),
        ('{"a": 1}\n\n{"a": -Infinity}', "E-CORRUPT", 'a.json, dòng 3, khóa "a"'),
        ("[[1, Infinity]]", "E-CORRUPT", "a.json, mục 1, cột 2"),
        ('[{"a": 1}, {"a": 1, "b": 2, "a": 1}]', "E-CORRUPT", "a.json, mục 2"),
        ('{"x": [{"a": 1}], "x": [{"a": 2}]}', "E-CORRUPT", "a.json"),
        ('{"d": {"x": [{"a": 1}], "x": [{"a": 2}]}}', "E-CORRUPT", "a.json, d"),
        ('{"a": 1}\n{"a": 1, "a": 2}', "E-CORRUPT", "a.json, dòng 2"),
        ('[{"a": 1}, null]', "E-FORMAT", "a.json, mục 2"),
        ('[1, {"a": 1}]', "E-FORMAT", "a.json, mục 1"),
        ('[["a"], {"a": 1}]', "E-FORMAT", "a.json, mục 2"),
        ('{"x": [{"a": 1}, 5]}', "E-FORMAT", "a.json, mục 2"),
        ('{"data": {"trang": {"items": [{"a": 1}]}}}', "E-FORMAT", "a.json"),
        ('{"error": {"code": 401}}', "E-FORMAT", "a.json"),
        ("{}", "E-FORMAT", "a.json"),
        ("5", "E-FORMAT", "a.json"),
        ("Nhiệm vụ;Hạn\nA;B", "E-FORMAT", "a.json"),
        ("[]", "E-EMPTY", "a.json"),
        ('{"items": []}', "E-EMPTY", "a.json"),
        ('{"data": {"items": []}}', "E-EMPTY", "a.json"),
        (" \n ", "E-EMPTY", "a.json"),
        ("", "E-EMPTY", "a.json"),
    ],
)
def test_syntax_errors_have_their_place(write: Write, content: str, code: str, where: str) -> None:
    error = refusal(write(content))
    assert (error.code, error.where) == (code, where)


def test_a_repeated_key_is_reported(write: Write) -> None:
    assert refusal(write('[{"b": 0, "a": 1, "a": 1}]')).message.startswith('khóa "a" có hai lần')


@pytest.mark.parametrize("cut", range(1, len(RECORDS)))
def test_a_truncated_file(write: Write, cut: int) -> None:
    error = refusal(write(RECORDS.encode()[:cut]))
    assert error.code in ("E-CORRUPT", "E-ENCODING")


def test_a_missing_end_is_reported_as_such(write: Write) -> None:
    for content in ('[{"a": 1}', '[{"a": "Vi', '[{"a":'):
        assert "cắt cụt" in refusal(write(content)).message
    assert "cắt cụt" not in refusal(write('[{"a" 1}]')).message


def test_a_saved_report_is_recognised(write: Write) -> None:
    report = {"schema": "taskstats/report/1", "lists": {"due.late": [{"id": "1"}]}, "agencies": [{"agency": "A"}]}
    error = refusal(write(json.dumps(report)))
    assert error.code == "E-FORMAT"
    assert "báo cáo" in error.message
    assert "--baseline" in error.message


@pytest.mark.parametrize(
    ("content", "meant"),
    [(b"<!DOCTYPE html><table>", "html"), (b"PK\x03\x04", None), (b"%PDF-1.4", None), (b"\0\1\2", None)],
)
def test_another_kind_of_file(write: Write, content: bytes, meant: str | None) -> None:
    error = refusal(write(content))
    assert (error.code, error.meant) == ("E-FORMAT", meant)


def test_a_workbook_is_for_the_spreadsheet_source(write: Write, xlsx: Callable[..., Path]) -> None:
    assert refusal(write(xlsx().read_bytes())).meant == "spreadsheet"


def test_an_unknown_option(write: Write) -> None:
    assert refusal(write(RECORDS), sheets="a").code == "E-OPTION"


# -- laws -----------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
CELLS = st.one_of(
    st.none(), st.booleans(), TEXTS, st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=3)
)
LISTS = st.lists(st.dictionaries(TEXTS, CELLS, min_size=1), min_size=1)


def written(value: Any, ascii_only: bool) -> str:
    if isinstance(value, dict):
        pairs = (f"{written(key, ascii_only)}: {written(inner, ascii_only)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=ascii_only)


def as_objects(path: Path) -> list[dict[Any, Any]]:
    keys, *items = rows(path)
    return [dict(zip(keys, item, strict=True)) for item in items]


def plainly(value: Any) -> Any:
    return (type(value), value)


@given(records=LISTS, ascii_only=st.booleans())
def test_any_records_are_read_back(tmp_path_factory: pytest.TempPathFactory, records: Any, ascii_only: bool) -> None:
    """As one list, and as one object per line; a key missing in an object is blank."""
    path = tmp_path_factory.getbasetemp() / "luat.json"
    lines = [written(record, ascii_only) for record in records]
    keys = list(dict.fromkeys(key for record in records for key in record))
    expected = [{key: plainly(record.get(key)) for key in keys} for record in records]
    for suffix, content in ((".json", "[" + ",\n".join(lines) + "]"), (".jsonl", "\n".join(lines))):
        path = path.with_suffix(suffix)
        path.write_bytes(content.encode())
        read = as_objects(path)
        assert [{key: plainly(value) for key, value in item.items()} for item in read] == expected


@given(content=st.one_of(st.text(alphabet='[]{}",:\\ud80\n1e-NaIfty. ', max_size=60).map(str.encode), st.binary()))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    places: list[str] = []
    for suffix in SOURCE.suffixes:
        path = tmp_path_factory.getbasetemp() / f"bat-ky{suffix}"
        path.write_bytes(content)
        try:
            read_all(path)
        except SourceError as error:
            places.append(error.where)
    assert all(place.startswith("bat-ky.") for place in places)


# -- hostile --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, '{"a":' * 100_000, '[{"a":' + "[" * 100_000 + "]" * 100_000 + "}]"],
    ids=lambda content: content[:20],  # pytest 8 hands the whole name to every process
)
def test_a_hundred_thousand_levels(write: Write, fenced: Callable[..., str], content: str) -> None:
    assert fenced(write(content), "json_records.source").startswith("E-BOMB a.json: ")


def test_levels_that_can_just_be_parsed(write: Write, fenced: Callable[..., str]) -> None:
    """Depth is refused, or gives a bad cell whose text is made without recursion."""
    said = {
        fenced(write('[{"a":' + '{"a":' * n + "1" + "}" * n + "}]"), "json_records.source")[:6] for n in (300, 900, 960)
    }
    assert said <= {"read", "E-BOMB"}
    assert "read" in said


def test_objects_without_common_keys(write: Write, fenced: Callable[..., str]) -> None:
    """100,000 objects with one key each would be 10,000,000,000 cells."""
    content = "[" + ",".join(f'{{"k{number}":1}}' for number in range(100_000)) + "]"
    assert fenced(write(content), "json_records.source").startswith("E-BOMB a.json: 100000 mục có đến 100000 khóa")


def test_a_thousand_objects_without_common_keys_are_read(write: Write) -> None:
    assert len(rows(write(json.dumps([{f"k{number}": number} for number in range(1000)])))) == 1001


def test_empty_objects_take_little_more_room_than_their_text() -> None:
    tracemalloc.start()
    value = value_of("[" + ",".join(["{}"] * 100_000) + "]", "a.json", array("L"))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(value) == 100_000
    assert size < 12 * len(value)


def test_a_long_list_is_read(write: Write, fenced: Callable[..., str]) -> None:
    content = "".join(f'{{"ten":"Việc {number}","han_xu_ly":"31/5/2021"}}\n' for number in range(100_000))
    assert fenced(write(content, "a.jsonl"), "json_records.source") == "read"


def test_numbers_that_are_slow_to_parse(write: Write, fenced: Callable[..., str]) -> None:
    content = '[{"a":' + "9" * 1_000_000 + ',"b":1e' + "9" * 1_000_000 + ',"c":0.' + "9" * 1_000_000 + "}]"
    assert fenced(write(content), "json_records.source") == "read"
