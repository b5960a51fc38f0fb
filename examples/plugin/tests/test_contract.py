"""Run the taskstats conformance kit on both adapters."""

from pathlib import Path

import pytest
from phieu_giao_viec import message, slips

from taskstats_adapters.contract import Renderer, Sheet, Source
from taskstats_adapters.testing.renderers import RendererContract
from taskstats_adapters.testing.sources import Sample, SourceContract

SLIPS = Path(__file__).parent.parent / "thang-5.phieu.xml"


class TestSlips(SourceContract):
    @pytest.fixture
    def source(self) -> Source:
        return slips.SOURCE

    @pytest.fixture
    def sample(self) -> Sample:
        rows = [
            ["Số ký hiệu", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"],
            [
                "512/UBND-KT",
                "Rà soát quy hoạch đất",
                "Sở Tài nguyên và Môi trường",
                "4/5/2021",
                "20/5/2021",
                "20/5/2021",
            ],
            ["518/UBND-TH", "Báo cáo tiến độ giải ngân", "Sở Tài chính", "5/5/2021", "14/5/2021", "17/5/2021"],
            ["530/UBND-VX", "Tổng hợp ý kiến cử tri", "UBND huyện Chi Lăng", "10/5/2021", "31/5/2021", None],
        ]
        return Sample(origin=str(SLIPS), sheets=[Sheet("thang-5.phieu.xml", rows)])


class TestMessage(RendererContract):
    promised = ("due.total", "due.on_time", "due.late", "due.overdue")

    @pytest.fixture
    def renderer(self) -> Renderer:
        return message.RENDERER
