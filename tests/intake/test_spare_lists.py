"""Lists that are named as a form, a draft, a backup or a copy are told where they stand beside others."""

from collections.abc import Sequence

import pytest

from taskstats import SourceFile
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.reading import Intake, TaskStream, take_in
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.office.profile import Profile

HEADER = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")


def sheet(name: str, *titles: str, ignored: str | None = None) -> Sheet:
    rows = [(n, title, "Sở Y tế", "4/5/2021", "20/5/2021", "18/5/2021") for n, title in enumerate(titles, 1)]
    return Sheet(name, [HEADER, *rows], ignored=ignored)


def read(*sheets: Sheet) -> Intake:
    return take_in([(SourceFile(name="a.xlsx"), sheets)], make_profile({}))


def told(intake: Intake) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in intake.problems]


@pytest.mark.parametrize(
    "name",
    [
        *("Mẫu", "MẪU", "Bản mẫu", "Mẫu nhập liệu", "Ví dụ", "Template", "Sample 1", "Test", "Nháp", "Bản nháp 2"),
        *("Backup", "backup_2021", "Nhiệm vụ backup", "Sao lưu 5.2021", "Bản cũ", "Danh sách cũ", "Nhiệm vụ (cũ)"),
        *("Tháng 5_old", "Copy of Tháng 5", "Bản sao của Tháng 5", "Tháng 5 - Copy", "Tháng 5 (2)", "Old"),
    ],
)
def test_each_is_told_with_its_number_beside_another_list(name: str) -> None:
    intake = read(sheet("Tháng 5", "A", "B"), sheet(name, "C", "D", "E"))
    assert told(intake) == [("W-SPARE", f"{name}!1")]
    assert "đang tính 3 nhiệm vụ" in intake.problems[0].message
    assert len(intake.tasks) == 5
    assert read(sheet("Tháng 5", "A", "B"), sheet(name, "C", ignored="trang tính ẩn")).problems == ()
    assert read(sheet("Tháng 5", "A", "B"), sheet("Tháng 4", "C")).problems == ()


@pytest.mark.parametrize(
    "name",
    [
        *("Biểu mẫu", "Biểu mẫu 01", "Mẫu số 01", "Mẫu 02", "Mẫu 1A", "Sở Giáo dục mẫu giáo", "Cử tri", "Nhiệm vụ cũ"),
        *("Tháng 4 (2)", "Phụ lục (3)", "Kiểm thử phần mềm", "Xây dựng mô hình mẫu", "Chính sách cũ", "Goldsmith"),
    ],
)
def test_other_names_get_no_word(name: str) -> None:
    assert told(read(sheet("Tháng 5", "A", "B"), sheet(name, "C"))) == []


@pytest.mark.parametrize("names", [["Mẫu"], ["Backup", "Bản cũ"]])
def test_without_other_lists_there_is_no_doubt(names: Sequence[str]) -> None:
    sheets = [sheet(name, f"Việc {n}") for n, name in enumerate(names)]
    assert told(read(*sheets, Sheet("Hướng dẫn", [("Ghi hạn vào cột E",)]))) == []


def test_a_form_without_tasks_gets_no_word() -> None:
    assert told(read(sheet("Tháng 5", "A"), sheet("Mẫu"))) == []


def test_a_stream_tells_it_too() -> None:
    sources = [(SourceFile(name="a.xlsx"), [sheet("Tháng 5", "A"), sheet("Mẫu", "B")])]
    stream = TaskStream(sources, Profile(), lambda intake: intake)
    assert len(list(stream)) == 2
    assert told(stream.intake) == [("W-SPARE", "Mẫu!1")]
