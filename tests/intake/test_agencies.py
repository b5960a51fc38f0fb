import unicodedata

import pytest

from taskstats_adapters.intake.agencies import Agencies, UnknownAgency
from taskstats_adapters.profile import Agency

MERGED = Agency(name="Sở Nông nghiệp và Môi trường", aliases=("Sở TN&MT", "Sở Tài nguyên và Môi trường"))
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
    assert {agencies.resolve(name) for name in (MERGED.name, *MERGED.aliases)} == {MERGED.name}


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
        Agencies([MERGED, Agency(name="Sở Tài nguyên", aliases=("Sở TN&MT",))])


@pytest.mark.parametrize(
    "names",
    [
        ("SỞ TÀI CHÍNH", "Sở Tài chính"),
        ("Sở Tai chinh", "Sở Tài chính"),
        ("Sở Lao động - Thương binh", "Sở Lao động, Thương binh"),
        ("Sở Văn hóa, Du lịch", "Sở Văn hóa và Du lịch"),
        ("Sở Văn hoá", "Sở Văn hóa"),
    ],
    ids=["case", "accents", "punctuation", "và", "oà"],
)
def test_names_that_look_alike_are_named_and_not_merged(names: tuple[str, str]) -> None:
    agencies = Agencies()
    assert [agencies.resolve(name) for name in names] == list(names)
    assert agencies.lookalikes() == [tuple(sorted(names))]


@pytest.mark.parametrize(
    "names",
    [
        ("Văn phòng UBND tỉnh", "Phòng UBND tỉnh"),
        ("UBND xã Văn An", "UBND xã N An"),  # "va" is left out as a word, not as two letters
        ("Sở Y tế", "Sở Y tế", " Sở Y  tế"),
    ],
)
def test_other_words_and_the_same_name_are_not_lookalikes(names: tuple[str, ...]) -> None:
    agencies = Agencies()
    for name in names:
        agencies.resolve(name)
    assert agencies.lookalikes() == []
