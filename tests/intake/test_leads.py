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


@pytest.mark.parametrize(
    "written",
    [
        "Sở Y tế (đ/c Nguyễn Văn A)",
        "Sở Y tế (Đồng chí: Nguyễn Văn A - Giám đốc)",
        "Sở Y tế (ông Nguyễn Văn A)",
        "Sở Y tế - đ/c Nguyễn Văn A",
        "Đ/c Nguyễn Văn A, Sở Y tế",
        "Chủ trì: Sở Y tế (đ/c Nguyễn Văn A)",
    ],
)
def test_a_person_is_no_part_of_the_name(take: Take, written: str) -> None:
    intake = of(take, written, "Sở Y tế", agencies=[{"name": "Sở Y tế"}])
    assert led(intake) == ["Sở Y tế"] * 2
    assert intake.problems == ()


@pytest.mark.parametrize("name", ["Sở Y tế (cơ sở 2)", "UBND thành phố Bà Rịa", "Đ/c Nguyễn Văn A"])
def test_other_words_are_part_of_the_name(name: str) -> None:
    assert read_lead(name).name == name


SEVERAL = {
    "Sở Tài chính; Sở Y tế": ("Sở Tài chính", "Sở Y tế"),
    "Sở Tài chính, Sở Y tế": ("Sở Tài chính", "Sở Y tế"),
    "Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ và Ban Dân tộc": (
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Nội vụ",
        "Ban Dân tộc",
    ),
    "Sở Tài chính\nSở Y tế\n": ("Sở Tài chính", "Sở Y tế"),
    "- Sở Tài chính\n- UBND các huyện": ("Sở Tài chính", "UBND các huyện"),
    "Sở Tài chính/Sở Y tế + Công an tỉnh": ("Sở Tài chính", "Sở Y tế", "Công an tỉnh"),
    "Sở Tài chính, các sở liên quan": ("Sở Tài chính", "các sở liên quan"),
    "Sở Y tế - Sở Nội vụ": ("Sở Y tế", "Sở Nội vụ"),
    "Sở Y tế, Tỉnh đoàn": ("Sở Y tế", "Tỉnh đoàn"),
    "Sở Y tế, Trung tâm A và Hội Nông dân": ("Sở Y tế", "Trung tâm A", "Hội Nông dân"),
    "1. Sở Y tế 2. Sở Nội vụ": ("Sở Y tế", "Sở Nội vụ"),
    "1. Sở Y tế\n2. Sở Nội vụ": ("Sở Y tế", "Sở Nội vụ"),
    "Sở Y tế, Nội vụ": ("Sở Y tế", "Sở Nội vụ"),
    "Các Sở: Văn hóa, Thể thao và Du lịch, Y tế và Giáo dục và Đào tạo": (
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Y tế",
        "Sở Giáo dục và Đào tạo",
    ),
    "UBND huyện Chi Lăng, Cao Lộc": ("UBND huyện Chi Lăng", "UBND huyện Cao Lộc"),
    "UBND các huyện: Chi Lăng và Cao Lộc": ("UBND huyện Chi Lăng", "UBND huyện Cao Lộc"),
    "Đài A; Hội B": ("Đài A", "Hội B"),
    "Chủ trì: Sở Tài chính, Sở Y tế; phối hợp: Sở Nội vụ": ("Sở Tài chính", "Sở Y tế", "Sở Nội vụ"),
}


@pytest.mark.parametrize(("written", "agencies"), SEVERAL.items())
def test_several_agencies_are_told_and_the_proposed_line_settles_them(
    take: Take, written: str, agencies: tuple[str, ...]
) -> None:
    (problem,) = of(take, written).problems
    assert problem.code == "W-AGENCIES"
    assert '[intake] several_agencies = "first-leads"' in problem.message
    intake = of(take, written, intake={"several_agencies": "first-leads"})
    assert intake.problems == ()
    (task,) = intake.tasks
    assert (task.agency, *task.coordinating) == agencies


def test_several_agencies_of_a_closed_list_are_no_unknown_name(take: Take) -> None:
    agencies = [{"name": "Sở Tài chính"}, {"name": "Sở Y tế"}]
    (problem,) = of(take, "Sở Tài chính; Sở Y tế", agencies=agencies).problems
    assert problem.code == "E-AGENCY"
    assert "gần nhất" not in problem.message
    intake = of(take, "Sở Tài chính; Sở Y tế", agencies=agencies, intake={"several_agencies": "first-leads"})
    assert (led(intake), intake.problems) == (["Sở Tài chính"], ())


BY_ROLE = {
    "Sở Y tế phối hợp Sở Nội vụ": ("Sở Y tế", "Sở Nội vụ"),
    "Sở Y tế chủ trì, phối hợp với Sở Nội vụ, Tỉnh đoàn": ("Sở Y tế", "Sở Nội vụ", "Tỉnh đoàn"),
    "Sở Y tế (chủ trì), Sở Nội vụ": ("Sở Y tế", "Sở Nội vụ"),
    "Sở Y tế (PH: Sở Nội vụ)": ("Sở Y tế", "Sở Nội vụ"),
    "CT: Sở Y tế; PH: Sở Nội vụ": ("Sở Y tế", "Sở Nội vụ"),
    "Sở Y tế chủ trì": ("Sở Y tế",),
    "Ông Nguyễn Văn A - Sở Y tế": ("Sở Y tế",),
}


@pytest.mark.parametrize(("written", "agencies"), BY_ROLE.items())
@pytest.mark.parametrize("settings", [{}, {"intake": {"several_agencies": "first-leads"}}], ids=["", "first-leads"])
def test_words_that_say_who_leads_are_understood(
    take: Take, written: str, agencies: tuple[str, ...], settings: dict[str, object]
) -> None:
    intake = of(take, written, **settings)
    (task,) = intake.tasks
    assert ((task.agency, *task.coordinating), intake.problems) == (agencies, ())


@pytest.mark.parametrize(
    "name",
    [
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Lao động - Thương binh và Xã hội",
        "Sở Lao động, Thương binh và Xã hội",
        "Đài Phát thanh - Truyền hình tỉnh",
        "Báo và Phát thanh, Truyền hình Lạng Sơn",
        "UBND xã Tân Thành, huyện Hữu Lũng",
        "UBND xã Tân Thành, TP Lạng Sơn",
        "Phòng Tài chính - Kế hoạch",
        "Trung tâm Phối hợp A",
        "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",
        "Liên hiệp các Hội Khoa học và Kỹ thuật",
    ],
)
def test_the_name_of_one_agency_is_left_as_it_is(take: Take, name: str) -> None:
    intake = of(take, name)
    assert (led(intake), intake.problems) == ([name], ())


def test_those_who_help_are_added_to_the_column(take: Take) -> None:
    header = ("Nội dung", "Đơn vị chủ trì", "Phối hợp", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
    row = ("Báo cáo", "Sở A; Sở B", "Sở C; Sở B", "3/5/2021", "20/5/2021", "")
    (task,) = take([header, row], intake={"several_agencies": "first-leads"}).tasks
    assert task.coordinating == ("Sở B", "Sở C")


def test_several_agencies_in_two_spellings_are_no_alias(take: Take) -> None:
    intake = of(take, "Sở Tài chính; Sở Y tế", "Sở Tài chính, Sở Y tế", "Các sở, ngành", "Các sở ngành")
    assert [problem.code for problem in intake.problems] == ["W-AGENCIES", "W-GROUP"]


GROUPS = [
    "Các sở, ban, ngành",
    "UBND các huyện, thành phố",
    "Các sở, ban, ngành; UBND các huyện",
    "Tất cả các đơn vị",
    "Tất cả",
    "Toàn tỉnh",
]


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_is_told_as_one_whatever_the_profile_says_of_several(take: Take, group: str) -> None:
    for settings in ({}, {"intake": {"several_agencies": "first-leads"}}):
        (problem,) = of(take, "Sở Y tế", group, group, **settings).problems
        assert (problem.code, problem.place) == ("W-GROUP", "Nhiệm vụ!B3")
        assert f'2 nhiệm vụ giao cho cả một nhóm đơn vị, đang tính như một đơn vị: "{group}" (2)' in problem.message


def test_a_group_is_no_alias_and_the_proposed_line_settles_it(take: Take) -> None:
    agencies = [{"name": "Sở Y tế"}, {"name": "Sở Ngành"}]
    (problem,) = of(take, "Các sở, ban, ngành", agencies=agencies).problems
    assert problem.code == "E-AGENCY"
    assert "aliases" not in problem.message
    assert '[[agencies]] name = "Các sở, ban, ngành"' in problem.message
    assert of(take, "Các sở, ban, ngành", agencies=[*agencies, {"name": "Các sở, ban, ngành"}]).problems == ()


def test_several_agencies_in_a_cell_are_told_once(take: Take) -> None:
    intake = of(take, "Sở Y tế", "Sở Tài chính; Sở Y tế", "Sở Nội vụ, Sở Y tế")
    (problem,) = intake.problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!B3", "W-AGENCIES")
    assert (
        '2 nhiệm vụ ghi nhiều đơn vị trong một ô, đang tính như một đơn vị: "Sở Tài chính; Sở Y tế"' in problem.message
    )
