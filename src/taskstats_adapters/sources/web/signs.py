"""What a page shows without text: rows that are hidden or struck through, icons and pictures that are ticks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

STRIKING = frozenset(("s", "strike", "del"))
"""Elements whose text is struck through."""
_DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse", re.IGNORECASE)
_HIDING = frozenset(("d-none", "hidden", "hide", "ng-hide"))
_LINE_THROUGH = "line-through"

_FONTS = "fa|glyphicon|bi|mdi|la|ti|icon|icofont|ion|fi|pi|feather|lucide|anticon|el-icon"
_SHAPES = "circle|square|box|outline|outlined|fill|lg|all|alt|bold|o|2|light|solid|regular|sign"
_TICK = re.compile(
    rf"(?:{_FONTS})-(?:(?:{_SHAPES}|md|ios|android)-)*(?:check|checkmark|tick|ok|done)(?:-(?:{_SHAPES}))*"
)
_TICK_FILE = re.compile(
    r"(?:^|[/_-])(?:icon[_-]?)?(?:check|checked|checkmark|tick|ok|done)[_-]?\d{0,3}\.\w{3,4}$", re.IGNORECASE
)
_BADGES = frozenset(("badge", "label", "tag", "chip", "pill", "status", "state", "dot", "indicator"))


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element is hidden by an attribute or its own style."""
    return "hidden" in attributes or ("style" in attributes and bool(_DISPLAY_NONE.search(attributes["style"])))


def is_hidden_row(attributes: Mapping[str, str]) -> bool:
    """Whether a row is hidden, also by the usual names of classes, unless another one shows it on some screens."""
    if is_hidden(attributes):
        return True
    names = frozenset(attributes.get("class", "").split())
    return not names.isdisjoint(_HIDING) and not any(name.startswith("d-") and name != "d-none" for name in names)


def strikes(attributes: Mapping[str, str]) -> bool:
    """Whether an element strikes its text through by its own style or the usual name of a class."""
    return ("style" in attributes and _LINE_THROUGH in attributes["style"].lower()) or (
        "class" in attributes and _LINE_THROUGH in attributes["class"]
    )


def sign(tag: str, attributes: Mapping[str, str]) -> bool | str | None:
    """What an element without text shows: True for a tick, the title of a badge; None for anything else.

    Other icons, such as a pencil or a cross, are there to click on, or say that nothing is done.
    """
    if tag == "img":
        return True if _TICK_FILE.search(attributes.get("src", "")[-200:]) else None
    classes = attributes.get("class", "")
    if not classes or len(classes) > _LONGEST:
        return None
    ticks, badge = _by_class(classes)
    return ticks or (attributes.get("title") or attributes.get("aria-label") if badge else None) or None


_LONGEST = 300


@lru_cache(1000)
def _by_class(classes: str) -> tuple[bool, bool]:
    """Whether classes are those of a tick, and whether they are those of a badge."""
    names = classes.lower().split()
    return any(map(_TICK.fullmatch, names)), any(name.partition("-")[0] in _BADGES for name in names)
