"""Whether a text is the name of an agency, by its words: "Sở Y tế", but not "Sở Y tế báo cáo …" or "Các sở, ban"."""

from __future__ import annotations

import re

_CAPITAL = r"(?-i:[^\W\d_a-zà-ỹđ])"
BEGINS_AS_AGENCIES_DO = re.compile(
    rf"(?:Sở|Ban|Cục|Chi cục|Viện|Đài|Báo(?! cáo)|Ngân hàng|Hiệp hội|Bưu điện|"
    rf"Hội(?! (?:nghị|thảo|đồng|thi|họp|chợ|diễn|trại|đàm|nhập|ý|chẩn|trường|đặc thù|quần chúng)\b)) {_CAPITAL}|"
    r"(?:UBND|[UỦ][ỷy] ban (?:nhân dân|MTTQ|mặt trận)|UBMTTQ|Công an|Bộ chỉ huy|Bộ CHQS|BCH (?:quân sự|bộ đội)|"
    r"Bộ đội biên phòng|Thanh tra|Kho bạc|Bảo hiểm xã hội|BHXH|T[oò][àa] án|TAND|VKSND|Viện kiểm sát|"
    r"Ban quản lý|BQL|Công ty|Tổng công ty|Tập đoàn|NHNN|NHCSXH|VNPT|Viettel|Mặt trận Tổ quốc|"
    r"Liên minh (?:HTX|hợp tác xã)|Liên đoàn|Liên hiệp (?:các )?hội|"
    r"Trường (?:đại học|cao đẳng|trung cấp|chính trị|ĐH|CĐ)) |"
    r"(?:Tỉnh đoàn|Thành đoàn|Huyện đoàn|Văn phòng (?:UBND|HĐND|Đoàn ĐBQH|Tỉnh [uủ][ỷy]))\b",
    re.IGNORECASE,
)
"""How the name of an agency begins: "Sở Y tế", "Hội Nông dân tỉnh"; not "Tháng 5", "Ban hành" or "Hội nghị"."""

LONGEST = 100
"""The most characters of a name."""


def is_agency_name(text: str) -> bool:
    """Whether a text begins as the names of agencies do, and goes on as a name does."""
    return (
        len(text) <= LONGEST
        and BEGINS_AS_AGENCIES_DO.match(text) is not None
        and not is_group(text)
        and not _ASSIGNER.match(text)
        and not _SENTENCE.search(text)
    )


def may_be_agency(text: str) -> bool:
    """Whether a text begins as do the names of bodies that stand alone in one list, and below an agency in another."""
    return len(text) <= LONGEST and _BODY.match(text) is not None and not _SENTENCE.search(text)


def is_no_body(text: str) -> bool:
    """Whether a heading only says what its tasks are, when, or who gave them: "Lĩnh vực dân số", "Quý II"."""
    return _NO_BODY.match(text) is not None or _SENTENCE.search(text) is not None


def is_group(text: str) -> bool:
    """Whether a text means several agencies without their names: "Các sở, ban, ngành", "UBND các huyện"."""
    return len(text) <= LONGEST and _GROUP.match(text) is not None and not _SENTENCE.search(text)


def in_sentence_case(name: str) -> str:
    """The name of an agency as a sentence has it, where it is in capitals throughout: "UBND huyện Chi Lăng"."""
    if not name.isupper() or _NAMED_FOR_PLACES.match(name):
        return name
    words: list[str] = []
    place = False
    for word in name.split():
        before = words[-1] if words else ""
        opens = len(words) == 0 or (len(words) == 1 and before in _KINDS) or before in _JOINS or before.endswith(",")
        lower = word.lower()
        words.append(word if word.strip(",.") in _ACRONYMS else lower.capitalize() if opens or place else lower)
        place = place or (lower in _PLACES and words[0] in _OF_PLACES)
    return " ".join(words)


_BODY = re.compile(
    rf"(?:Huyện|Thành phố|TP\.?|Thị xã|TX\.?|Thị trấn|Xã|Phường|Quận|Quỹ|Đoàn|Tổ|Đội|Trạm|Hạt|Khoa) {_CAPITAL}|"
    r"(?:Bệnh viện|Trung tâm|Trường|Phòng|Chi nhánh|Xí nghiệp|Doanh nghiệp|HTX|Hợp tác xã|Ủy ban|Uỷ ban|Hội đồng|"
    r"Văn phòng|Đảng ủy|Đảng uỷ|Tổ công tác|Thư viện|Bảo tàng|Điện lực|Viễn thông|Hải quan|Thuế|Bộ) ",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:các|những|tất cả|toàn bộ|khối|nhóm) |(?:tất cả|toàn (?:tỉnh|ngành))$|"
    r"(?:UBND|[UỦ][ỷy] ban nhân dân|công an|chủ tịch UBND) (?:các|cấp) ",
    re.IGNORECASE,
)
_ASSIGNER = re.compile(r"(?:UBND|[UỦ][ỷy] ban nhân dân|HĐND) tỉnh\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:báo cáo|tham mưu|rà soát|phối hợp|chủ trì|triển khai|đề xuất|khẩn trương|hoàn thành|giao(?! thông)|chỉ đạo|"
    r"(?<!công )(?<!chương )trình|thực hiện|đã|chưa|phải|về|đề nghị|kiến nghị|xử lý|"
    r"(?-i:tổ chức|kiểm tra|ban hành|lập|họp|xin|gửi|theo|nhằm|để|tại|được|cần))\b|[:;]|\d{2}",
    re.IGNORECASE,
)
"""What a task says of an agency, and no name has."""
_NO_BODY = re.compile(
    r"(?:các|những|nhóm|khối|phần|mục|nhiệm vụ|công việc|việc|lĩnh vực|công tác|nội dung|văn bản|kế hoạch|"
    r"chương trình|đề án|dự án|tháng|quý|năm|tuần|kỳ|đợt|từ|đến|trước|sau|trong|đúng|quá|kết luận|thông báo|chỉ thị|"
    r"nghị quyết|nghị định|quyết định|công văn|đ/c|đồng chí|ông|bà|lãnh đạo|(?:phó )?chủ tịch|UBND tỉnh|HĐND tỉnh|"
    r"chính phủ|thủ tướng|tỉnh ủy|thường xuyên|đột xuất|trọng tâm|khác|định kỳ|chuyển|còn|không)\b",
    re.IGNORECASE,
)
_NAMED_FOR_PLACES = re.compile(r"(?:TỔNG )?CÔNG TY|TẬP ĐOÀN|NGÂN HÀNG|ĐÀI|BÁO|TRƯỜNG|BƯU ĐIỆN")
"""Most of their other words are names too, which nothing tells from words."""
_KINDS = frozenset(("Sở", "Ban", "Cục", "Viện", "Bộ", "Hội"))
_JOINS = frozenset(("và", "-", "–"))
_OF_PLACES = frozenset(("UBND", "HĐND", "Ủy", "Uỷ", "Công"))
_PLACES = frozenset(("huyện", "phố", "xã", "phường", "quận", "trấn"))
_ACRONYMS = frozenset(
    ("UBND", "HĐND", "MTTQ", "ĐBQH", "BHXH", "BQL", "BCH", "QLDA", "KKT", "KCN", "TP", "TX", "HTX", "CHQS")
)
