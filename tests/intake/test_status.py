import pytest

from taskstats_adapters.intake.cells.status import Claim, claim

ON_TIME, LATE, DONE = Claim(True, False), Claim(True, True), Claim(True, None)
WITHDRAWN = Claim(None, None, withdrawn=True)
UNFINISHED, OVERDUE, PAST_DUE = Claim(False, None), Claim(False, True), Claim(None, True)


@pytest.mark.parametrize(
    ("status", "claimed"),
    [
        ("Hoàn thành quá hạn", LATE),  # holds "quá hạn": the longer phrase first
        ("Đã hoàn thành trễ hạn", LATE),
        ("HOÀN THÀNH (quá hạn)", LATE),
        ("Hoàn thành chậm", LATE),
        ("Hoàn thành chậm tiến độ", LATE),
        ("Hoàn thành đúng hạn", ON_TIME),
        ("hoan thanh truoc han 3 ngày", ON_TIME),
        ("Hoàn thành", DONE),
        ("Đã hoàn thành, báo cáo số 12", DONE),
        ("Kết thúc", DONE),
        ("Đã xong", DONE),
        ("Đã thực hiện xong", DONE),
        ("HT đúng hạn", ON_TIME),
        ("HT quá hạn 3 ngày", LATE),
        ("Đã HT", DONE),
        ("Chưa HT", UNFINISHED),
        ("Đã hoàn thành một phần", UNFINISHED),
        ("Chưa hoàn thành quá hạn", OVERDUE),
        ("Quá hạn chưa hoàn thành", OVERDUE),
        ("Quá hạn", PAST_DUE),
        ("Quá hạn 5 ngày", PAST_DUE),
        ("Chưa hoàn thành", UNFINISHED),
        ("Đang thực hiện, xin ý kiến các sở", UNFINISHED),
        ("Chưa đến hạn", UNFINISHED),
        ("Sắp đến hạn", UNFINISHED),
        ("Đã hủy", WITHDRAWN),
        ("Huỷ", WITHDRAWN),
        ("Đã hủy bỏ", WITHDRAWN),
        ("Đã thu hồi", WITHDRAWN),
        ("Đã rút nhiệm vụ", WITHDRAWN),
        ("Chuyển cơ quan khác", WITHDRAWN),
    ],
)
def test_what_a_status_claims(status: str, claimed: Claim) -> None:
    assert claim(status) == claimed


@pytest.mark.parametrize(
    "status",
    [
        "", "-", "Sở đã có báo cáo số 12", "Không hoàn thành", "Hoàn thành trước 30/6",
        "Hoàn thành chậm nhất 30/6/2021",
        "Hoàn thành 50% khối lượng", "Đã hoàn thành 50%", "Kết thúc năm học sẽ báo cáo",
        "Rút kinh nghiệm", "Đã rút ngắn thời gian", "Hủy nhiệm vụ số 3", "Thu hồi 5 ha đất",
        "HT cấp nước đang sửa", "Đã xong dự thảo",
    ],
)  # fmt: skip
def test_free_text_plans_and_percentages_claim_nothing(status: str) -> None:
    assert claim(status) is None
