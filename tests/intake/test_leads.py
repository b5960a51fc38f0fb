"""What the cell of an agency says beside a name: as above, nothing, who leads, several at once."""

from collections.abc import Callable

import pytest

from taskstats_adapters.intake.cells.leads import Lead, is_no_value, read_lead
from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]
HEADER = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")


def of(take: Take, *agencies: str, **settings: object) -> Intake:
    rows = ((f"Báo cáo {n}", agency, "3/5/2021", "20/5/2021", "") for n, agency in enumerate(agencies))
    return take([HEADER, *rows], **settings)


def led(intake: Intake) -> list[str]:
    return [task.agency for task in intake.tasks]


@pytest.mark.parametrize("mark", ["nt", "NT", "-nt-", "- nt -", "n/t", "Như trên", "(như trên)", '"', "”", "″", "-//-"])
def test_a_ditto_mark_is_the_agency_of_the_task_above(take: Take, mark: str) -> None:
    intake = of(take, "Sở Tài chính", mark, mark, "Sở Y tế", mark)
    assert led(intake) == ["Sở Tài chính"] * 3 + ["Sở Y tế"] * 2
    assert intake.problems == ()


@pytest.mark.parametrize("above", [(), ("",), ("NULL",)])
def test_a_ditto_mark_below_no_agency_is_none(take: Take, above: tuple[str, ...]) -> None:
    intake = of(take, *above, "nt")
    assert set(led(intake)) == {""}
    assert [problem.code for problem in intake.problems] == ["W-AGENCY"]


def test_a_mark_that_the_profile_declares_is_an_agency(take: Take) -> None:
    agencies = [{"name": "Sở Y tế"}, {"name": "Sở Ngoại thương", "aliases": ["NT"]}]
    assert led(of(take, "Sở Y tế", "NT", agencies=agencies)) == ["Sở Y tế", "Sở Ngoại thương"]


@pytest.mark.parametrize("nothing", ["nan", "NaN", "NULL", "None", "N/A", "#N/A", "(trống)", "Không", "[null]"])
def test_what_stands_for_nothing_is_no_agency(take: Take, nothing: str) -> None:
    assert is_no_value(nothing)
    intake = of(take, "Sở Y tế", nothing, nothing)
    assert led(intake) == ["Sở Y tế", "", ""]
    (problem,) = intake.problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!B3", "W-AGENCY")
    assert "có 2 nhiệm vụ" in problem.message


@pytest.mark.parametrize(
    ("written", "lead"),
    [
        ("Sở Tài chính", Lead("Sở Tài chính")),
        ("Chủ trì: Sở Tài chính", Lead("Sở Tài chính")),
        ("- Chủ trì: Sở Tài chính - Phối hợp: Sở Y tế, Sở Nội vụ", Lead("Sở Tài chính", ("Sở Y tế, Sở Nội vụ",))),
        ("Chủ trì: Sở A; phối hợp: Sở B; Sở C.", Lead("Sở A", ("Sở B", "Sở C"))),
        ("Đơn vị chủ trì: Sở A. Đơn vị phối hợp: các sở", Lead("Sở A", ("các sở",))),
        ("Sở Tài chính; Sở Y tế", Lead("Sở Tài chính; Sở Y tế", several=True)),
        ("Sở Tài chính, Sở Y tế", Lead("Sở Tài chính, Sở Y tế", several=True)),
        ("Các sở, ban, ngành", Lead("Các sở, ban, ngành")),
        ("UBND các huyện, thành phố", Lead("UBND các huyện, thành phố")),
        ("Sở Văn hóa, Thể thao và Du lịch", Lead("Sở Văn hóa, Thể thao và Du lịch")),
    ],
)
def test_who_leads(written: str, lead: Lead) -> None:
    assert read_lead(written) == lead


def test_who_leads_and_who_helps_are_taken_apart(take: Take) -> None:
    intake = of(take, "- Chủ trì: Sở Tài chính\n- Phối hợp: Sở Y tế, Sở Nội vụ", "nt", "Sở Tài chính")
    assert led(intake) == ["Sở Tài chính"] * 3
    assert [task.coordinating for task in intake.tasks] == [("Sở Y tế, Sở Nội vụ",)] * 2 + [()]
    assert intake.problems == ()


def test_several_agencies_in_a_cell_are_told_once(take: Take) -> None:
    intake = of(take, "Sở Y tế", "Sở Tài chính; Sở Y tế", "Sở Nội vụ, Sở Y tế")
    (problem,) = intake.problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!B3", "W-AGENCIES")
    assert (
        '2 nhiệm vụ ghi nhiều đơn vị trong một ô, đang tính như một đơn vị: "Sở Tài chính; Sở Y tế"' in problem.message
    )
