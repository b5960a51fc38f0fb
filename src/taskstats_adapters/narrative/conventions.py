"""How an office counts, in words: its rules where they are not the usual ones."""

from __future__ import annotations

from taskstats import ExtensionPolicy, Rules, UndatedPolicy
from taskstats_adapters.narrative.numbers import NumberStyle

_EXTENSIONS = {
    ExtensionPolicy.IN_TIME: "chỉ tính gia hạn được chấp thuận khi chưa hết thời hạn",
    ExtensionPolicy.IGNORED: "không tính gia hạn",
}


def named_rules(rules: Rules, say: NumberStyle, left_out: int) -> list[str]:
    """Each rule that changes a count and differs from the default.

    Undated tasks are told with their number, those counted apart and the `left_out`: their rule needs no words then.
    """
    named = []
    if rules.grace_days:
        named.append(f"quá thời hạn không quá {say.count(rules.grace_days)} ngày chưa tính là quá hạn")
    if rules.day_running:
        named.append("nhiệm vụ có thời hạn vào ngày chốt số liệu chưa tính là quá hạn")
    if rules.extensions in _EXTENSIONS:
        named.append(_EXTENSIONS[rules.extensions])
    if rules.undated is UndatedPolicy.LEFT_OUT and not left_out:
        named.append("không tính nhiệm vụ không có thời hạn")
    return named
