"""Profiles: read strictly, every mistake at once with its path."""

from pathlib import Path

import pytest

from taskstats import Calendar, ExtensionPolicy, Rounding, Rules, UndatedPolicy
from taskstats_adapters import Profile, ProfileError, load_profile
from taskstats_adapters.office.agencies import Agency, Alias
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.office.profile import Dates, Epochs, Numerals, Periods


def mistakes(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "ho-so.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ProfileError, match=r"Hồ sơ ho-so\.toml có \d+ lỗi") as error:
        load_profile(path)
    return sorted(error.value.mistakes)


def test_an_empty_profile_is_the_default_one(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("", "utf-8")
    assert load_profile(tmp_path / "a.toml") == Profile()


def test_every_kind_of_setting(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(
        """
        calendar = "decree-09"
        agency_table = false
        [office]
        position = ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
        [numbers]
        percentages = "largest-remainder"
        decimals = 2
        appendices = "arabic"
        [rules]
        grace_days = 2
        day_running = true
        extensions = "in-time"
        undated = "apart"
        [dates]
        year = 2021
        periods = "last-day"
        no_deadline = ["Theo yêu cầu"]
        blank = ["\\\\N"]
        epochs = "seconds"
        zone = "Asia/Tokyo"
        utc = true
        [columns]
        due_on = "Hạn cuối"
        [[agencies]]
        name = "Sở Y tế"
        aliases = ["SYT"]
        [source.csv]
        delimiter = ";"
        """,
        "utf-8-sig",
    )
    profile = load_profile(path)
    assert profile.calendar is Calendar.DECREE_09
    assert not profile.agency_table
    assert profile.office.position == ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert (profile.numbers.percentages, profile.numbers.decimals) == (Rounding.LARGEST_REMAINDER, 2)
    assert profile.numbers.appendices is Numerals.ARABIC
    assert profile.rules == Rules(
        grace_days=2, day_running=True, extensions=ExtensionPolicy.IN_TIME, undated=UndatedPolicy.APART
    )
    assert profile.dates == Dates(
        year=2021,
        periods=Periods.LAST_DAY,
        no_deadline=("Theo yêu cầu",),
        blank=("\\N",),
        epochs=Epochs.SECONDS,
        zone="Asia/Tokyo",
        utc=True,
    )
    assert profile.columns == {"due_on": "Hạn cuối"}
    assert [(agency.name, agency.aliases) for agency in profile.agencies] == [("Sở Y tế", (Alias(name="SYT"),))]
    assert profile.source["csv"] == {"delimiter": ";"}


def test_all_mistakes_are_told_at_once_each_with_its_path(tmp_path: Path) -> None:
    found = mistakes(
        """
        sai = 1
        calendar = "lunar"
        [office]
        ten = "x"
        signer = 5
        position = "CHÁNH VĂN PHÒNG"
        [numbers]
        appendices = "greek"
        [rules]
        undated = "x"
        day_running = "yes"
        [columns]
        due = "Hạn"
        [[agencies]]
        aliases = []
        """,
        tmp_path,
    )
    paths = sorted(mistake.rpartition("@ ")[2] for mistake in found)
    assert paths == [
        "agencies[0].name",
        "calendar",
        "columns",
        "không có khóa sai",
        "numbers.appendices",
        "office",
        "office.position",
        "office.signer",
        "rules.day_running",
        "rules.undated",
    ]
    assert "không có khóa sai" in found
    assert "giá trị phải là một trong: civil, decree-09 @ calendar" in found
    assert "cần danh sách [...], không phải 'CHÁNH VĂN PHÒNG' @ office.position" in found


A_TABLE = "cần bảng [...] hoặc {khóa = giá trị}"
TABLES = (
    "office",
    "wording",
    "numbers",
    "rules",
    "checks",
    "intake",
    "dates",
    "columns",
    "source",
    "source.csv",
    "render",
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[numbers]\ndecimals = 7", "từ 0 đến 6"),
        ("[numbers]\ndecimals = -1", "từ 0 đến 6"),
        ("[dates]\nyear = 21", "year phải từ 2000 đến 2100"),
        ('[dates]\nyear = "2021"', "số nguyên"),
        ('[dates]\nperiods = "first-day"', "giá trị phải là một trong: reject, last-day"),
        ('[dates]\nepochs = "days"', "giá trị phải là một trong: reject, seconds, milliseconds"),
        ('[dates]\nblank = "NULL"', "danh sách"),
        ('[dates]\nzone = "Asia/Lang_Son"', 'không có múi giờ "Asia/Lang_Son"; ví dụ: "Asia/Ho_Chi_Minh"'),
        ('[dates]\nzone = "../x"', "không có múi giờ"),
        ('[dates]\nutc = "yes"', "true hoặc false"),
        ("ageing_bands = [30, 30]", "số ngày tăng dần"),
        ("ageing_bands = [0, 30]", "số ngày tăng dần"),
        ("ageing_bands = []", "số ngày tăng dần"),
        ("ageing_bands = [1.5]", "số nguyên"),
        ('[intake]\ncomplete_from = "1/1/2026"', "ngày như 2025-03-01"),
        ("[rules]\ngrace_days = -1", "grace_days"),
        ("[rules]\ngrace_days = 1.5", "số nguyên"),
        ("[rules]\ngrace_days = true", "số nguyên"),
        ('[[agencies]]\nname = "A"\naliases = ["X"]\n[[agencies]]\nname = "B"\naliases = ["X"]', "tên của cả"),
        ("a = ", "TOML"),
        (f"[numbers]\ndecimals = {'9' * 5000}", "có số nguyên quá lớn"),
        (f"[numbers]\ndecimals = 0x{'f' * 5000}", "có số nguyên quá lớn"),
        (f"[source.csv]\nencoding = [{{ a = {2**63} }}]", "có số nguyên quá lớn"),
        (f"a = {'[' * 100_000}", "lồng nhau quá sâu"),
        ('agencies = "a\0b"', "TOML"),
        *((f'{table} = "x"', f"{A_TABLE}, không phải 'x' @ {table.partition('.')[0]}") for table in TABLES),
        ('agencies = ["Sở Y tế"]', "không phải 'Sở Y tế' @ agencies[0]"),
    ],
)
def test_one_mistake(text: str, told: str, tmp_path: Path) -> None:
    (mistake,) = mistakes(text, tmp_path)
    assert told in mistake


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff")
    for path, told in (
        (tmp_path / "a.toml", "UTF-8"),
        (tmp_path / "none.toml", "không đọc được"),
        (tmp_path, "không đọc"),
    ):
        with pytest.raises(ProfileError, match=told):
            load_profile(path)


def test_settings_need_no_file() -> None:
    assert make_profile({"rules": {"grace_days": 3}}).rules.grace_days == 3


# -- agencies in a file of their own ---------------------------------------------------------------


def with_registry(tmp_path: Path, registry: str | None) -> Path:
    (tmp_path / "chung").mkdir()
    if registry is not None:
        (tmp_path / "chung" / "don-vi.toml").write_text(registry, "utf-8")
    profile = tmp_path / "co-quan.toml"
    profile.write_text('agencies = "chung/don-vi.toml"\n[office]\nname = "VĂN PHÒNG"\n', "utf-8")
    return profile


def test_agencies_may_stand_in_a_file_beside_the_profile(tmp_path: Path) -> None:
    profile = load_profile(with_registry(tmp_path, '[[agencies]]\nname = "Sở Y tế"\nkind = "sở"\naliases = ["SYT"]\n'))
    assert profile.agencies == (Agency(name="Sở Y tế", kind="sở", aliases=(Alias(name="SYT"),)),)
    assert profile.office.name == "VĂN PHÒNG"


@pytest.mark.parametrize(
    ("registry", "told"),
    [
        (None, "không có tệp"),
        ("", "cần đúng một mục"),
        ('agencies = "khác.toml"', "cần đúng một mục"),
        ('[[agencies]]\nname = "A"\n[office]\nname = "B"', "cần đúng một mục"),
        ("[[agencies", "sai cú pháp TOML"),
        ('[[agencies]]\nnam = "A"', "không có khóa nam"),
        ('[[agencies]]\nname = "A"\naliases = [{ name = "B", since = "2025" }]', "cần ngày như 2025-03-01"),
    ],
)
def test_what_is_wrong_with_such_a_file_is_told_with_its_name(tmp_path: Path, registry: str | None, told: str) -> None:
    with pytest.raises(ProfileError) as raised:
        load_profile(with_registry(tmp_path, registry))
    assert "don-vi.toml" in str(raised.value)
    assert told in str(raised.value)
