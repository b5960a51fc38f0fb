"""The registry of Lạng Sơn in 2025: on 1 March and 1 July names pass to other agencies, by the day of assignment."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

import taskstats_adapters as adapters
from taskstats_adapters.office.agencies import Agency, name_key, names_of

FOLDER = Path(__file__).parents[2] / "examples" / "registry"
PROFILE = FOLDER / "ho-so.toml"
MERGED, COMMUNES = dt.date(2025, 3, 1), dt.date(2025, 7, 1)
DAY = dt.timedelta(days=1)

COUNTED_FOR = {
    "101/UBND-KT": "Sở Tài nguyên và Môi trường",
    "108/UBND-KT": "Sở Nông nghiệp và Phát triển nông thôn",
    "112/UBND-TH": "Sở Kế hoạch và Đầu tư",
    "119/UBND-KGVX": "Sở Lao động - Thương binh và Xã hội",
    "120/UBND-KT": "Sở Tài nguyên và Môi trường",  # the last day of the old departments
    "121/UBND-KT": "Sở Nông nghiệp và Môi trường",  # the first day of the new ones, under the old name
    "122/UBND-KT": "Sở Nông nghiệp và Môi trường",
    "123/UBND-KT": "Sở Nông nghiệp và Môi trường",
    "125/UBND-TH": "Sở Tài chính",
    "126/UBND-TH": "Sở Tài chính",
    "130/UBND-KT": "Sở Xây dựng",
    "131/UBND-KT": "Sở Xây dựng",
    "140/UBND-KGVX": "Sở Khoa học và Công nghệ",
    "141/UBND-KGVX": "Sở Khoa học và Công nghệ",
    "150/UBND-NC": "Ban Dân tộc",
    "151/UBND-NC": "Sở Dân tộc và Tôn giáo",
    "152/UBND-NC": "Sở Dân tộc và Tôn giáo",
    "210/UBND-NC": "UBND huyện Cao Lộc",
    "211/UBND-NC": "UBND thành phố Lạng Sơn",
    "215/UBND-NC": "UBND huyện Lộc Bình",  # the last day of the districts
    "220/UBND-NC": "UBND xã Lộc Bình",  # the first day of the communes
    "221/UBND-NC": "UBND phường Tam Thanh",
    "222/UBND-NC": "UBND xã Đồng Đăng",
}

SUCCESSORS = {
    "Sở Nông nghiệp và Phát triển nông thôn": "Sở Nông nghiệp và Môi trường",
    "Sở Tài nguyên và Môi trường": "Sở Nông nghiệp và Môi trường",
    "Sở Giao thông vận tải": "Sở Xây dựng",
    "Sở Thông tin và Truyền thông": "Sở Khoa học và Công nghệ",
    "Sở Kế hoạch và Đầu tư": "Sở Tài chính",
    "Sở Lao động - Thương binh và Xã hội": "Sở Nội vụ",
    "Ban Dân tộc": "Sở Dân tộc và Tôn giáo",
}


@pytest.fixture(scope="module")
def registry() -> tuple[Agency, ...]:
    return adapters.load_profile(PROFILE).agencies


def owners(registry: tuple[Agency, ...], name: str, day: dt.date) -> list[str]:
    return [owner for alias, owner in names_of(registry)[name_key(name)] if day in alias]


def test_each_task_counts_for_the_agency_on_its_day_of_assignment() -> None:
    intake = adapters.read_tasks(FOLDER / "danh-sach-2025.csv", profile=PROFILE)
    assert {task.document: task.agency for task in intake.tasks} == COUNTED_FOR


def test_names_used_outside_their_dates_are_problems() -> None:
    """A new department a day too early, a district a day too late, a commune a day too early."""
    intake = adapters.read_tasks(FOLDER / "danh-sach-2025.csv", profile=PROFILE)
    assert [(problem.code, problem.place) for problem in intake.problems] == [
        ("E-AGENCY", "dòng 25, cột 4"),
        ("E-AGENCY", "dòng 26, cột 4"),
        ("E-AGENCY", "dòng 27, cột 4"),
    ]


def test_every_name_of_a_merged_department_passes_to_its_successor(registry: tuple[Agency, ...]) -> None:
    merged = {agency.name: agency for agency in registry if agency.until == MERGED - DAY}
    assert merged.keys() == SUCCESSORS.keys()
    for old, successor in SUCCESSORS.items():
        for alias in merged[old].names:
            assert owners(registry, alias.name, MERGED - DAY) == [old]
            assert owners(registry, alias.name, MERGED) == [successor]


def test_customs_pass_to_the_regional_office_on_15_march(registry: tuple[Agency, ...]) -> None:
    regional = dt.date(2025, 3, 15)
    assert owners(registry, "Cục Hải quan tỉnh", regional - DAY) == ["Cục Hải quan tỉnh"]
    assert owners(registry, "Cục Hải quan tỉnh", regional) == ["Chi cục Hải quan khu vực VI"]
    assert owners(registry, "Chi cục Hải quan khu vực VI", regional - DAY) == []


def test_communes_begin_the_day_after_districts_end(registry: tuple[Agency, ...]) -> None:
    kinds = Counter(agency.kind for agency in registry)
    assert {kind: kinds[kind] for kind in ("thành phố", "huyện", "phường", "xã")} == {
        "thành phố": 1, "huyện": 10, "phường": 4, "xã": 61,
    }  # fmt: skip
    for agency in registry:
        for alias in agency.names:
            here = owners(registry, alias.name, COMMUNES - DAY), owners(registry, alias.name, COMMUNES)
            if agency.kind in ("thành phố", "huyện"):
                assert here == ([agency.name], [])
            elif agency.kind in ("phường", "xã"):
                assert here == ([], [agency.name])


def test_agencies_are_in_order_of_protocol(registry: tuple[Agency, ...]) -> None:
    """The province's departments, central agencies, districts, communes; an old department after its successor."""
    ranks = {"cơ quan ngành dọc": 1, "thành phố": 2, "huyện": 2, "phường": 3, "xã": 3}
    order = [ranks.get(agency.kind, 0) for agency in registry]
    assert order == sorted(order)
    names = [agency.name for agency in registry]
    assert all(names.index(successor) < names.index(old) for old, successor in SUCCESSORS.items())
