import datetime as dt
import unicodedata

import attrs
import pytest

from taskstats_adapters.intake.cells.agencies import Agencies, UnknownAgency
from taskstats_adapters.office.agencies import Agency, Alias

MERGED = Agency(
    name="Sở Nông nghiệp và Môi trường", aliases=(Alias(name="Sở TN&MT"), Alias(name="Sở Tài nguyên và Môi trường"))
)
FINANCE = Agency(name="Sở Tài chính")
POLICE = Agency(name="Công an tỉnh")


@pytest.mark.parametrize(
    "written",
    ["Sở Tài chính", " Sở  Tài\nchính ", "Sở\u00a0Tài chính\u200b", unicodedata.normalize("NFD", "Sở Tài chính")],
)
def test_a_name_is_known_whatever_its_spaces_and_its_normal_form(written: str) -> None:
    assert Agencies([FINANCE]).resolve(written) == "Sở Tài chính"
    assert Agencies().resolve(written) == "Sở Tài chính"


@pytest.mark.parametrize("written", ["SỞ TÀI CHÍNH", "Sở Tai chinh", "Sở Tài chính.", "Sở Tài-chính"])
def test_nothing_else_is_folded(written: str) -> None:
    with pytest.raises(UnknownAgency):
        Agencies([FINANCE]).resolve(written)
    assert Agencies().resolve(written) == written


def test_an_alias_is_the_agency_that_has_it() -> None:
    agencies = Agencies([FINANCE, MERGED])
    assert {agencies.resolve(name) for name in (MERGED.name, "Sở TN&MT", "Sở Tài nguyên và Môi trường")} == {
        MERGED.name
    }


def test_blank_and_dash_are_no_agency() -> None:
    assert [Agencies([FINANCE]).resolve(text) for text in ("", " ", "-", "…")] == [""] * 4


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("Sở Tài chinh", "Sở Tài chính"), ("Sở TNMT", MERGED.name), ("Công an tình", "Công an tỉnh")],
)
def test_an_unknown_name_is_told_with_the_nearest_one_and_what_to_add(written: str, nearest: str) -> None:
    with pytest.raises(UnknownAgency) as caught:
        Agencies([FINANCE, MERGED, POLICE]).resolve(written)
    assert str(caught.value) == (
        f'không có đơn vị "{written}" trong hồ sơ; gần nhất là "{nearest}". '
        f'Nếu đúng, hãy thêm "{written}" vào aliases của "{nearest}"'
    )


def test_initials_beat_a_name_that_looks_alike() -> None:
    agencies = Agencies([Agency(name="Sở KHCN"), Agency(name="Sở Kế hoạch và Đầu tư")])
    with pytest.raises(UnknownAgency, match='gần nhất là "Sở Kế hoạch và Đầu tư"'):
        agencies.resolve("Sở KH&ĐT")


def test_a_name_like_none_is_told_without_a_guess() -> None:
    with pytest.raises(UnknownAgency) as caught:
        Agencies([FINANCE]).resolve("Ban Quản lý Khu kinh tế cửa khẩu")
    assert "gần nhất" not in str(caught.value)
    assert '[[agencies]] name = "Ban Quản lý Khu kinh tế cửa khẩu"' in str(caught.value)


def test_an_unknown_name_is_told_the_same_each_time() -> None:
    agencies = Agencies([FINANCE])
    for _ in range(2):
        with pytest.raises(UnknownAgency, match='không có đơn vị "Sở Y tế"'):
            agencies.resolve("Sở Y tế")


def test_one_name_for_two_agencies_is_a_mistake_of_the_profile() -> None:
    with pytest.raises(ValueError, match="Sở TN&MT"):
        Agencies([MERGED, Agency(name="Sở Tài nguyên", aliases=(Alias(name="Sở TN&MT"),))])


@pytest.mark.parametrize(
    "names",
    [
        ("SỞ TÀI CHÍNH", "Sở Tài chính"),
        ("Sở Tai chinh", "Sở Tài chính"),
        ("Sở Lao động - Thương binh", "Sở Lao động, Thương binh"),
        ("Sở Văn hóa, Du lịch", "Sở Văn hóa và Du lịch"),
        ("Sở Văn hoá", "Sở Văn hóa"),
        ("Sở Y tế", "SỞ Y TẾ (1)", "Sở Y tế (Phòng Kế hoạch)"),
    ],
    ids=["case", "accents", "punctuation", "và", "oà", "brackets"],
)
def test_names_that_look_alike_are_named_and_not_merged(names: tuple[str, ...]) -> None:
    agencies = Agencies()
    assert [agencies.resolve(name) for name in names] == list(names)
    assert [tuple(sorted(alike)) for alike in agencies.lookalikes()] == [tuple(sorted(names))]


@pytest.mark.parametrize(
    "names",
    [
        ("Văn phòng UBND tỉnh", "Phòng UBND tỉnh"),
        ("UBND xã Văn An", "UBND xã N An"),  # "va" is left out as a word, not as two letters
        ("Sở Y tế", "Sở Y tế", " Sở Y  tế"),
        ("UBND xã Tân Thành (Hữu Lũng)", "UBND xã Tân Thành (Bắc Sơn)"),
    ],
)
def test_other_words_and_the_same_name_are_not_lookalikes(names: tuple[str, ...]) -> None:
    agencies = Agencies()
    for name in names:
        agencies.resolve(name)
    assert agencies.lookalikes() == []


# -- names that are in force for some days ---------------------------------------------------------

MERGER = dt.date(2025, 3, 1)
BEFORE = MERGER - dt.timedelta(days=1)
OLD = Agency(name="Sở Tài nguyên và Môi trường", aliases=(Alias(name="Sở TN&MT", until=BEFORE),), until=BEFORE)
NEW = Agency(
    name="Sở Nông nghiệp và Môi trường",
    aliases=(Alias(name="Sở TN&MT", since=MERGER), Alias(name="Sở Tài nguyên và Môi trường", since=MERGER)),
    since=MERGER,
)


@pytest.mark.parametrize("written", ["Sở Tài nguyên và Môi trường", "Sở TN&MT"])
@pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)])
@pytest.mark.parametrize(("day", "owner"), [(BEFORE, OLD), (MERGER, NEW)])
def test_whose_a_name_is_depends_on_the_day_of_assignment(
    written: str, order: tuple[Agency, Agency], day: dt.date, owner: Agency
) -> None:
    agencies = Agencies(order)
    for _ in range(2):
        assert agencies.resolve(written, day) == owner.name


def test_a_name_that_is_not_yet_or_no_longer_in_force_is_told_with_its_days() -> None:
    with pytest.raises(UnknownAgency) as caught:
        Agencies([OLD]).resolve("Sở TN&MT", MERGER)
    assert str(caught.value) == (
        '"Sở TN&MT" không phải là tên của đơn vị nào vào ngày giao 01/03/2025; '
        'tên này có hiệu lực đến 28/02/2025 (là "Sở Tài nguyên và Môi trường"); hãy sửa tên hoặc ngày giao'
    )
    with pytest.raises(UnknownAgency, match="từ 01/03/2025"):
        Agencies([NEW]).resolve("Sở Nông nghiệp và Môi trường", BEFORE)


def test_without_a_day_a_name_is_known_if_it_ever_was() -> None:
    assert Agencies([OLD]).resolve("Sở TN&MT", None) == OLD.name


def test_a_name_may_not_be_of_two_agencies_on_one_day() -> None:
    late = attrs.evolve(OLD, until=MERGER)
    with pytest.raises(ValueError, match='"Sở Tài nguyên và Môi trường" từ 01/03/2025 là tên của cả'):
        Agencies([late, NEW])


# -- where a tone mark stands ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Uỷ ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh"),
        ("Ủy ban nhân dân tỉnh", "Uỷ ban nhân dân tỉnh"),
        ("ỦY BAN DÂN TỘC", "UỶ BAN DÂN TỘC"),
        ("Tòa án nhân dân tỉnh", "Toà án nhân dân tỉnh"),
        ("Thị xã Hoà Thành", "Thị xã Hòa Thành"),
        ("Phường Khoẻ", "Phường Khỏe"),
    ],
)
def test_both_legal_places_of_a_tone_mark_are_one_name(known: str, written: str) -> None:
    assert Agencies([Agency(name=known)]).resolve(written) == known


def test_two_agencies_that_differ_in_the_place_of_a_tone_mark_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="là tên của cả"):
        Agencies([Agency(name="Tòa án"), Agency(name="Toà án")])


@pytest.mark.parametrize("other", ["Tóa án", "Toạ án", "Toa án"])
def test_another_tone_is_another_name(other: str) -> None:
    with pytest.raises(UnknownAgency):
        Agencies([Agency(name="Tòa án")]).resolve(other)


def test_a_text_that_is_far_too_long_is_no_name_and_is_not_quoted_whole() -> None:
    with pytest.raises(UnknownAgency) as caught:
        Agencies([FINANCE]).resolve("Sở Y tế " * 100_000)
    assert len(str(caught.value)) < 250
