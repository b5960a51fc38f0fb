"""What a stated status claims. It is a witness, not the judge: dates decide, and contradictions are reported."""

from __future__ import annotations

import attrs

from taskstats_adapters.text import words


@attrs.frozen
class Claim:
    """What a status says: completed or not, past its due date or not; None where it does not say; or withdrawn."""

    completed: bool | None
    past_due: bool | None
    withdrawn: bool = False


def claim(status: str) -> Claim | None:
    """The claim of a stated status; None for free text that begins with no phrase that is known to claim one.

    A percentage is progress, not a claim.
    """
    if "%" in status:
        return None
    said = words(status)
    for length in range(min(len(said), _LONGEST), 0, -1):  # the longer phrase first
        phrase = " ".join(said[:length])
        if phrase in _CLAIMS and (length == len(said) or phrase not in _ONLY_ALONE):
            return _CLAIMS[phrase]
    return None


_WITHDRAWN = Claim(None, None, withdrawn=True)


def _claims() -> dict[str, Claim]:
    phrases: dict[Claim, tuple[str, ...]] = {
        Claim(True, False): ("hoàn thành đúng hạn", "hoàn thành trước hạn", "hoàn thành trong hạn"),
        Claim(True, True): (
            "hoàn thành quá hạn",
            "hoàn thành trễ hạn",
            "hoàn thành chậm",
            "hoàn thành chậm hạn",
            "hoàn thành chậm tiến độ",
            "hoàn thành muộn",
            "hoàn thành sau hạn",
        ),
        Claim(True, None): ("hoàn thành", "xử lý xong", "kết thúc"),
        Claim(False, True): ("chưa hoàn thành quá hạn", "chưa hoàn thành đã quá hạn", "quá hạn chưa hoàn thành"),
        Claim(False, None): (
            "chưa hoàn thành",
            "chưa thực hiện",
            "chưa xử lý",
            "đang thực hiện",
            "đang xử lý",
            "đang triển khai",
            "còn hạn",
            "còn thời hạn",
            "trong hạn",
            "chưa đến hạn",
            "sắp đến hạn",
            "chờ duyệt",
        ),
        _WITHDRAWN: ("hủy", "rút", "hủy nhiệm vụ", "rút nhiệm vụ", "thu hồi nhiệm vụ", "chuyển cơ quan khác"),
        Claim(None, True): ("quá hạn", "trễ hạn", "đã quá hạn"),
    }
    found = {}
    for meaning, texts in phrases.items():
        for text in texts:
            found[" ".join(words(text))] = meaning
            if meaning.completed or meaning.withdrawn:
                found[" ".join(words("đã " + text))] = meaning
    return found


_CLAIMS = _claims()
_LONGEST = max(len(phrase.split()) for phrase in _CLAIMS)
_ONLY_ALONE = frozenset(
    (
        *(" ".join(words(text)) for text in ("hoàn thành", "hoàn thành chậm", "kết thúc")),
        *(phrase for phrase, meaning in _CLAIMS.items() if meaning.withdrawn),
    )
)
# "hoàn thành trước 30/6", "hoàn thành chậm nhất 30/6" are plans, "rút kinh nghiệm" is free text.
