"""No regular expression of the package stalls on a long text: twice the text takes about twice the time."""

import importlib
import inspect
import itertools
import pkgutil
import re
import re._parser as sre  # type: ignore[import-not-found]
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import taskstats
import taskstats_adapters

pytestmark = pytest.mark.heavy

TINY, SMALL, SHORT, LONG = (20, 30, 40, 50, 60), 1_000, 10_000, 20_000
NEGLIGIBLE = 0.005
"""Seconds. A linear pattern needs about one millisecond for SHORT; a quadratic one at least ten times as long."""
MOST = 2.5

CLASSES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_SPACE": "a"}
METHODS = r"(match|fullmatch|search|sub|split|findall|finditer)\b"
ANY = frozenset(("fullmatch", "sub"))
PACKAGES = (taskstats, taskstats_adapters)
SOURCE = "\n".join(
    path.read_text("utf-8") for package in PACKAGES for path in Path(str(package.__file__)).parent.rglob("*.py")
)


def patterns() -> Iterator[Any]:
    """Every compiled pattern that a module of the package holds, also in tables, with the methods that are called."""
    seen = set()
    for package in PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith("__main__"):
                continue
            module = importlib.import_module(found.name)
            for name, value in [*vars(module).items(), *lazily(vars(module))]:
                for pattern in held(value):
                    if pattern not in seen:
                        seen.add(pattern)
                        uses = used(name, inspect.getsource(module))
                        yield pytest.param(pattern, uses, id=f"{module.__name__}.{name}-{len(seen)}")


def lazily(names: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The patterns that a module compiles when it first needs them: by a function that remembers what it made."""
    for function in [value for value in names.values() if hasattr(value, "cache_info")]:
        match list(inspect.signature(function).parameters.values()):
            case []:
                yield function.__name__, function()
            case [inspect.Parameter(name="pattern")]:
                yield from ((name, function(text)) for name, text in list(names.items()) if is_pattern(name, text))


def is_pattern(name: str, text: object) -> bool:
    return isinstance(text, str) and not name.startswith("__") and "\\" in text


def held(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from held(tuple(value.values()))
    elif isinstance(value, (tuple, list, frozenset)):
        yield from itertools.chain.from_iterable(map(held, value))


def used(name: str, source: str) -> frozenset[str]:
    """The methods by which a pattern is used: one that is only matched at the start need not be searchable."""
    directly = re.findall(rf"\b{name}\.{METHODS}", source if name.startswith("_") else SOURCE)
    by_another_name = rf"\b(?!re\.)[a-z]+\.{METHODS[:-2]}\("
    return frozenset(directly or re.findall(by_another_name, source.replace(".split(", ""))) or ANY


def alphabet(parsed: Iterable[Any]) -> Iterator[str]:
    """One character of every kind that a pattern tells apart."""
    for operation, argument in parsed:
        name = str(operation)
        if name in ("LITERAL", "NOT_LITERAL"):
            yield chr(argument)
        elif name == "RANGE":
            yield chr(argument[0])
        elif name == "CATEGORY":
            yield CLASSES.get(str(argument), "-")
        elif name == "ANY":
            yield "a"
        elif name == "IN":
            yield from alphabet(argument)
        else:
            yield from itertools.chain.from_iterable(map(alphabet, parts(argument)))


def parts(argument: Any) -> Iterator[Any]:
    if isinstance(argument, sre.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        yield from itertools.chain.from_iterable(map(parts, argument))


def example(parsed: Iterable[Any]) -> str:
    """A text that a pattern matches, or nearly: repetitions once at least, the first alternative."""
    text = ""
    for operation, argument in parsed:
        name = str(operation)
        if name.endswith("REPEAT"):
            text += example(argument[2]) * max(1, argument[0])
        elif name == "BRANCH":
            text += example(argument[1][0])
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            text += "".join(map(example, parts(argument)))
        elif name not in ("ASSERT", "ASSERT_NOT", "AT", "GROUPREF", "GROUPREF_EXISTS"):
            text += next(alphabet([(operation, argument)]), "")
    return text


def repetitions(parsed: Iterable[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """What a pattern repeats, each with a text that leads there."""
    for operation, argument in parsed:
        if str(operation).endswith("REPEAT"):
            yield from ((before, char) for char in {*alphabet(argument[2])})
            yield before, example(argument[2])
        for part in parts(argument):
            yield from repetitions(part, before)
        before += example([(operation, argument)])


def attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """What a text begins with, and what is repeated: what a pattern repeats, tells apart, and begins a match with."""
    parsed = sre.parse(pattern.pattern, pattern.flags)
    match, kinds = example(parsed), {*alphabet(parsed), "a", "1", " "}
    units = {*kinds, *(f"{one} " for one in kinds), *(f"1{one}" for one in kinds), match, match[: len(match) // 2]}
    begins = {match[:length] for length in range(min(len(match), 12))} | {"1/", "a: "}
    ends = ("a", "1", " ", "-", "a ", "1 ", "/", match)
    found = {*repetitions(parsed), *itertools.product(("",), units), *itertools.product(begins, ends)}
    return ((begin, unit) for begin, unit in sorted(found) if unit)


def seconds(pattern: re.Pattern[Any], uses: Iterable[str], begin: str, unit: str, length: int) -> float:
    """Of applying a pattern as the package does, at best."""
    text = begin + (unit * (length // len(unit) + 1))[:length] + "\n!"
    target = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    taken = []
    for _ in range(2):
        begun = time.process_time()
        for use in uses:
            if use in ("match", "fullmatch"):
                getattr(pattern, use)(target)
            else:
                pattern.sub(target[:0], target)  # searches on to the end
        taken.append(time.process_time() - begun)
        if not NEGLIGIBLE / 10 < taken[0] < NEGLIGIBLE * 20:  # other work of the machine would not matter
            break
    return min(taken)


@pytest.mark.parametrize(("pattern", "uses"), list(patterns()))
def test_twice_the_text_takes_twice_the_time(pattern: re.Pattern[Any], uses: frozenset[str]) -> None:
    for begin, unit in attacks(pattern):
        said = f"{begin!r}, then {unit!r} again and again"
        for length in TINY:
            assert seconds(pattern, uses, begin, unit, length) < NEGLIGIBLE, f"exponential: {said}"
        small = seconds(pattern, uses, begin, unit, SMALL)
        assert small < NEGLIGIBLE * 10, f"{small:.3f} s for {SMALL}: {said}"
        if small > NEGLIGIBLE / 50 and seconds(pattern, uses, begin, unit, 4 * SMALL) > 7 * small:  # suspect
            assert any(twice(pattern, uses, begin, unit) for _ in range(3)), said


def twice(pattern: re.Pattern[Any], uses: Iterable[str], begin: str, unit: str) -> bool:
    short = seconds(pattern, uses, begin, unit, SHORT)
    return short < NEGLIGIBLE or seconds(pattern, uses, begin, unit, LONG) <= MOST * short


@pytest.mark.parametrize("slow", [r"(?:[._]\w{1,3})+", r"a.*b.*c"])
def test_a_slow_pattern_is_found(slow: str) -> None:
    with pytest.raises(AssertionError, match="again and again"):
        test_twice_the_text_takes_twice_the_time(re.compile(slow), ANY)
