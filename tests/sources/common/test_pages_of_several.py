"""A list that says itself that it is one page of several; one that does not say it is whole."""

from typing import Any

import pytest

from taskstats_adapters.sources.common.pages_of_several import said_in_keys, said_in_text


@pytest.mark.parametrize(
    "text",
    [
        "Hiển thị 1 đến 6 của 57 bản ghi",
        "Đang xem 7 đến 12 trong tổng số 57 mục",
        "Hiển thị 1 - 50 trên tổng 1.234",
        "Showing 1 to 6 of 57 entries",
        "51–57 of 57",
        "Trang 1/12",
        "Trang 2 của 3",
        "Page 1 of 4",
    ],
)
def test_a_text_that_says_so(text: str) -> None:
    said = said_in_text(f"DANH SÁCH NHIỆM VỤ {text}. Trang chủ")
    assert said is not None
    assert said.startswith('trang ghi "')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hiển thị 1 đến 57 của 57 bản ghi",
        "Từ ngày 1/5/2021 đến 31/5/2021",
        "Tháng 1-6/2021, so với 6 tháng cuối năm 2020",
        "Trang 1/1",
        "Trang 1/2 … Trang 2/2",
    ],
)
def test_a_text_that_does_not(text: str) -> None:
    assert said_in_text(text) is None


@pytest.mark.parametrize(
    "keys",
    [
        {"@odata.nextLink": "https://example.org/2"},
        {"__next": "https://example.org/2"},
        {"next": "https://example.org/?page=2", "previous": None},
        {"pageInfo": {"hasNextPage": True, "endCursor": "x"}},
        {"count": 7},
        {"meta": {"total_count": 57}},
        {"recordsTotal": 57, "recordsFiltered": 57, "draw": 1},
        {"page": 1, "pages": 3, "per_page": 6},
        {"tong_so": 57, "trang": 1, "so_trang": 10},
        {"Tổng số bản ghi": 57},
        {"totalSize": 57, "done": False},
        {"done": False, "nextRecordsUrl": None},
        {"links": {"first": "/1", "nextLink": "/2"}},
        {"phan_trang": {"trang_sau": "/2"}},
        {"count": 6, "last_page": 4},
        {"last": False, "number": 0, "numberOfElements": 6},
    ],
)
def test_keys_that_say_so(keys: dict[str, Any]) -> None:
    assert said_in_keys({**keys, "value": [{}] * 6}, 6) is not None


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"next": None, "count": 6},
        {"next": "", "hasMore": False, "nextPageToken": None},
        {"total": 6, "page": 1, "pages": 1, "year": 2021},
        {"count": True, "total": "57 %"},
        {"size": 20, "totalElements": 6, "totalPages": 1, "last": True},
        {"totalSize": 6, "done": True},
        {"trang": 1, "so_trang": 1, "tong_so": 6},
    ],
)
def test_keys_that_do_not(keys: dict[str, Any]) -> None:
    assert said_in_keys({**keys, "value": [{}] * 6}, 6) is None
