"""The vocabulary of the example list. The agencies are those of Lạng Sơn in 2021; their tasks are invented."""

from __future__ import annotations

from typing import NamedTuple


class Agency(NamedTuple):
    """A lead agency: its mark in document numbers, the desk of the Office that follows it, its share of the tasks."""

    name: str
    mark: str
    desk: str
    weight: int
    subjects: tuple[str, ...]


_DEPARTMENTS = """
Sở Tài nguyên và Môi trường | STNMT | KT | 9
    công tác bồi thường, giải phóng mặt bằng các dự án trọng điểm
    việc lập kế hoạch sử dụng đất năm 2021 cấp huyện
    công tác cấp giấy chứng nhận quyền sử dụng đất lần đầu
    công tác quản lý hoạt động khai thác khoáng sản làm vật liệu xây dựng thông thường
    việc thu gom, xử lý chất thải rắn sinh hoạt tại khu vực nông thôn
Sở Giáo dục và Đào tạo | SGDĐT | KGVX | 6
    công tác chuẩn bị Kỳ thi tốt nghiệp trung học phổ thông năm 2021
    công tác phòng, chống dịch Covid-19 trong các cơ sở giáo dục
    việc triển khai chương trình giáo dục phổ thông mới đối với lớp 2 và lớp 6
    công tác xây dựng trường đạt chuẩn quốc gia giai đoạn 2021 - 2025
Sở Văn hóa, Thể thao và Du lịch | SVHTTDL | KGVX | 5
    công tác quản lý, tổ chức lễ hội trên địa bàn tỉnh
    việc tu bổ, tôn tạo các di tích lịch sử cấp quốc gia
    công tác phát triển du lịch cộng đồng gắn với Công viên địa chất
    công tác tuyên truyền cổ động trực quan phục vụ bầu cử
Sở Tài chính | STC | TH | 8
    việc phân bổ nguồn dự phòng ngân sách tỉnh năm 2021
    công tác quản lý, sắp xếp lại nhà, đất thuộc sở hữu nhà nước
    công tác quyết toán vốn đầu tư dự án hoàn thành
    việc bố trí kinh phí phòng, chống dịch Covid-19
    việc giao quyền tự chủ tài chính cho các đơn vị sự nghiệp công lập
Sở Kế hoạch và Đầu tư | SKHĐT | TH | 9
    việc giải ngân kế hoạch vốn đầu tư công năm 2021
    việc xây dựng Kế hoạch đầu tư công trung hạn giai đoạn 2021 - 2025
    công tác thẩm định chủ trương đầu tư các dự án ngoài ngân sách
    việc thực hiện Nghị quyết số 01/NQ-CP của Chính phủ
    công tác cải thiện môi trường kinh doanh, nâng cao năng lực cạnh tranh cấp tỉnh
Sở Xây dựng | SXD | KT | 6
    việc lập quy hoạch chung các đô thị trên địa bàn tỉnh
    công tác quản lý trật tự xây dựng tại các khu đô thị mới
    việc phát triển nhà ở xã hội giai đoạn 2021 - 2025
    công tác quản lý chất lượng công trình sử dụng vốn ngân sách
Sở Giao thông vận tải | SGTVT | KT | 6
    công tác bảo đảm trật tự, an toàn giao thông
    công tác kiểm soát tải trọng phương tiện trên các tuyến đường tỉnh
    việc triển khai dự án đường cao tốc Hữu Nghị - Chi Lăng
    công tác bảo trì hệ thống đường bộ do địa phương quản lý
Sở Công Thương | SCT | KT | 6
    công tác xuất nhập khẩu hàng hóa qua các cửa khẩu
    việc phát triển các cụm công nghiệp trên địa bàn tỉnh
    công tác bình ổn thị trường, bảo đảm cung ứng hàng hóa thiết yếu
    việc đầu tư lưới điện cho các thôn chưa có điện
Sở Nông nghiệp và Phát triển nông thôn | SNN | KT | 8
    công tác phòng, chống bệnh viêm da nổi cục trên trâu, bò
    công tác phòng cháy, chữa cháy rừng mùa khô
    việc thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới
    công tác phòng, chống thiên tai và tìm kiếm cứu nạn năm 2021
    việc triển khai Chương trình mỗi xã một sản phẩm
Sở Y tế | SYT | KGVX | 8
    công tác quản lý các khu cách ly y tế tập trung
    việc tiêm vắc-xin phòng Covid-19 cho các đối tượng ưu tiên
    công tác bảo đảm an toàn thực phẩm trong Tháng hành động năm 2021
    việc mua sắm trang thiết bị, vật tư y tế phòng, chống dịch
    việc quản lý người nhập cảnh trái phép qua biên giới
Sở Lao động - Thương binh và Xã hội | SLĐTBXH | KGVX | 6
    việc hỗ trợ người dân gặp khó khăn do đại dịch Covid-19
    công tác giảm nghèo bền vững năm 2021
    công tác đào tạo nghề cho lao động nông thôn
    việc thực hiện chính sách đối với người có công với cách mạng
Sở Nội vụ | SNV | NC | 6
    công tác chuẩn bị bầu cử đại biểu Quốc hội khóa XV và Hội đồng nhân dân các cấp
    việc sắp xếp tổ chức bộ máy các đơn vị sự nghiệp công lập
    công tác cải cách hành chính năm 2021
    công tác thi đua, khen thưởng trên địa bàn tỉnh
Sở Tư pháp | STP | NC | 4
    việc rà soát, hệ thống hóa văn bản quy phạm pháp luật
    công tác phổ biến, giáo dục pháp luật về bầu cử
    công tác theo dõi tình hình thi hành pháp luật năm 2021
Sở Khoa học và Công nghệ | SKHCN | KGVX | 3
    việc thực hiện các nhiệm vụ khoa học và công nghệ cấp tỉnh
    công tác đăng ký, bảo hộ chỉ dẫn địa lý sản phẩm chủ lực
    việc áp dụng hệ thống quản lý chất lượng trong cơ quan hành chính
Sở Thông tin và Truyền thông | STTTT | KGVX | 5
    việc cung cấp dịch vụ công trực tuyến mức độ 3, mức độ 4
    công tác chuyển đổi số trên địa bàn tỉnh
    công tác bảo đảm an toàn thông tin mạng phục vụ bầu cử
    việc liên thông văn bản điện tử giữa các cơ quan nhà nước
Sở Ngoại vụ | SNgV | NC | 3
    công tác đối ngoại với Quảng Tây, Trung Quốc
    việc quản lý đoàn ra, đoàn vào trong thời gian phòng, chống dịch
    công tác phi chính phủ nước ngoài trên địa bàn tỉnh
Thanh tra tỉnh | TTr | NC | 4
    việc thực hiện các kết luận thanh tra đã có hiệu lực
    công tác tiếp công dân, giải quyết khiếu nại, tố cáo
    công tác phòng, chống tham nhũng quý I năm 2021
Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn | BQLKKTCK | KT | 5
    công tác điều tiết phương tiện chở hàng tại các cửa khẩu
    việc xây dựng Nền tảng cửa khẩu số
    công tác giải phóng mặt bằng Khu trung chuyển hàng hóa
    công tác phòng, chống dịch đối với lái xe đường dài qua cửa khẩu
Ban Dân tộc | BDT | KGVX | 3
    việc thực hiện chính sách đối với người có uy tín trong đồng bào dân tộc thiểu số
    việc rà soát các xã đặc biệt khó khăn vùng dân tộc thiểu số và miền núi
    công tác phòng, chống tảo hôn và hôn nhân cận huyết thống
Công an tỉnh | CAT | NC | 5
    việc cấp căn cước công dân gắn chíp điện tử
    công tác đấu tranh phòng, chống tội phạm và tệ nạn ma túy
    công tác bảo đảm an ninh, trật tự phục vụ bầu cử
    công tác phòng cháy, chữa cháy tại các khu dân cư, chợ, trung tâm thương mại
Bộ Chỉ huy Quân sự tỉnh | BCHQS | NC | 2
    công tác tuyển chọn, gọi công dân nhập ngũ năm 2021
    việc xây dựng khu vực phòng thủ tỉnh
    công tác phục vụ cách ly y tế tại các đơn vị quân đội
Bộ Chỉ huy Bộ đội Biên phòng tỉnh | BĐBP | NC | 3
    công tác kiểm soát đường mòn, lối mở khu vực biên giới
    công tác đấu tranh phòng, chống xuất nhập cảnh trái phép
    việc duy trì các tổ, chốt phòng, chống dịch trên tuyến biên giới
Cục Thuế tỉnh | CTLS | TH | 3
    công tác chống thất thu, thu hồi nợ đọng thuế
    việc gia hạn nộp thuế và tiền thuê đất năm 2021
    công tác thu ngân sách nội địa
Cục Hải quan tỉnh | HQLS | TH | 3
    công tác thu thuế xuất khẩu, nhập khẩu qua các cửa khẩu
    công tác đấu tranh chống buôn lậu, gian lận thương mại
    việc thông quan nông sản xuất khẩu trong cao điểm mùa vụ
Cục Thống kê | CTK | TH | 2
    công tác Tổng điều tra kinh tế năm 2021
    việc ước tính các chỉ tiêu kinh tế - xã hội chủ yếu
    công tác điều tra lao động, việc làm năm 2021
Kho bạc Nhà nước tỉnh | KBLS | TH | 2
    công tác kiểm soát chi, thanh toán vốn đầu tư công
    việc thanh toán không dùng tiền mặt trong khu vực công
    việc thu hồi tạm ứng vốn đầu tư quá hạn
"""

_DISTRICTS = {
    "thành phố Lạng Sơn": 7,
    "huyện Tràng Định": 4,
    "huyện Bình Gia": 4,
    "huyện Văn Lãng": 5,
    "huyện Cao Lộc": 7,
    "huyện Văn Quan": 4,
    "huyện Bắc Sơn": 4,
    "huyện Hữu Lũng": 6,
    "huyện Chi Lăng": 5,
    "huyện Lộc Bình": 5,
    "huyện Đình Lập": 3,
}

_DISTRICT_SUBJECTS = (
    "công tác giải phóng mặt bằng các dự án trên địa bàn {place}",
    "việc giải quyết kiến nghị của công dân về đất đai tại {place}",
    "việc xử lý khai thác khoáng sản trái phép tại {place}",
    "công tác phòng, chống dịch Covid-19 trên địa bàn {place}",
    "công tác xây dựng nông thôn mới của {place} năm 2021",
    "công tác chuẩn bị bầu cử tại {place}",
    "việc xử lý lấn chiếm hành lang an toàn đường bộ qua {place}",
    "việc giải ngân vốn đầu tư công do {place} làm chủ đầu tư",
)


def _agencies() -> list[Agency]:
    found: list[Agency] = []
    for line in _DEPARTMENTS.strip().splitlines():
        if line.startswith(" "):
            found[-1] = found[-1]._replace(subjects=(*found[-1].subjects, line.strip()))
        else:
            name, mark, desk, weight = line.split(" | ")
            found.append(Agency(name, mark, desk, int(weight), ()))
    for place, frequency in _DISTRICTS.items():
        subjects = tuple(subject.format(place=place) for subject in _DISTRICT_SUBJECTS)
        found.append(Agency(f"UBND {place}", "UBND", "TH", frequency, subjects))
    return found


AGENCIES = _agencies()

TITLES = (
    "Báo cáo kết quả thực hiện {}",
    "Báo cáo tiến độ và những khó khăn, vướng mắc trong {}",
    "Kiểm tra, rà soát {}, báo cáo UBND tỉnh",
    "Tham mưu UBND tỉnh ban hành Kế hoạch triển khai {}",
    "Tham mưu UBND tỉnh văn bản chỉ đạo {}",
    "Tham mưu UBND tỉnh trả lời ý kiến của Bộ, ngành Trung ương về {}",
    "Chủ trì, phối hợp với các cơ quan liên quan xem xét, đề xuất giải pháp đối với {}",
    "Trình Chủ tịch UBND tỉnh phương án xử lý vướng mắc đối với {}",
    "Chuẩn bị nội dung họp giao ban UBND tỉnh về {}",
    "Xây dựng báo cáo chuyên đề trình UBND tỉnh về {}",
    "Làm rõ nội dung báo chí phản ánh liên quan đến {}",
    "Tiếp thu ý kiến các thành viên UBND tỉnh, hoàn thiện dự thảo văn bản về {}",
    "Đánh giá kết quả, đề xuất nhiệm vụ trọng tâm thời gian tới đối với {}",
    "Thực hiện ý kiến chỉ đạo của Thủ tướng Chính phủ về {}",
)

ASSIGNERS = {
    "UBND tỉnh": 30,
    "Chủ tịch UBND tỉnh": 30,
    "Phó Chủ tịch Thường trực UBND tỉnh": 22,
    "Phó Chủ tịch UBND tỉnh": 18,
}

URGENCY = {"Thường": 80, "Khẩn": 16, "Hỏa tốc": 4}

SPECIALISTS = {  # by desk of the Office
    "KT": ("N.V. Hải", "L.T. Hương", "H.M. Đức"),
    "KGVX": ("V.T. Lan", "H.V. Thắng", "N.T. Thu"),
    "NC": ("Đ.V. Nam", "L.V. Bình"),
    "TH": ("P.T. Mai", "N.Đ. Tuấn", "T.V. Long"),
}

REASONS = (
    "Chờ ý kiến của Bộ chuyên ngành",
    "Các đơn vị phối hợp gửi báo cáo chậm",
    "Nội dung phức tạp, cần kiểm tra thực địa",
    "Tập trung phòng, chống dịch Covid-19",
)

ABBREVIATIONS = {
    "Sở Tài nguyên và Môi trường": "Sở TN&MT",
    "Sở Giáo dục và Đào tạo": "Sở GD&ĐT",
    "Sở Kế hoạch và Đầu tư": "Sở KH&ĐT",
}

FINDINGS = {  # agency -> documents, named and ordered as in the published report
    "Sở Tài nguyên và Môi trường": ("468/BC-STNMT",),
    "Sở Giáo dục và Đào tạo": ("1127/BC-SGDĐT",),
    "Sở Văn hóa, Thể thao và du lịch": ("312/BC-SVHTTDL", "86/TTr-SVHTTDL"),
    "Cục Thuế tỉnh": ("745/BC-CTLS",),
    "Cục Hải quan tỉnh": ("519/BC-HQLS",),
    "Cục Thống kê": ("204/BC-CTK",),
    "UBND huyện thành phố": ("391/BC-UBND",),
    "UBND huyện Chi Lăng": ("276/BC-UBND",),
    "UBND huyện Lộc Bình": ("258/BC-UBND", "64/TTr-UBND"),
}
