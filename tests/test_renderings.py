"""The fixtures in every format give the facts of their text; `make formats` prints how many, also by OCR."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from golden import FIXTURES, documents
from renderings import FORMATS, LEAST, agreement, compare, missing, render

SHORT = (
    "09-cong-van-luu-tru.txt",
    "20-tb-ket-luan-cho-dem.md",
    "21-cd-dich-ta-lon.md",
)  # OCR takes seconds a page


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("renderings")


@pytest.mark.parametrize("name", FORMATS)
def test_facts_of_the_text(name: str, folder: Path) -> None:
    if reason := missing(name):
        pytest.skip(reason)
    paths = [FIXTURES / short for short in SHORT] if name == "ocr" else documents()
    render(paths, [name], folder)
    found = compare(paths, name, folder)
    assert found
    same = sum(row.same for row in found.values())
    total = sum(row.total for row in found.values())
    lines = [f"{path.stem} {line}" for path, row in found.items() for line in row.differences]
    assert same >= LEAST[name] * total, "\n".join(lines)


def test_facts_too_many_count_as_well() -> None:
    assert agreement(Counter("aab"), Counter("ab")) == (2, 3)
    assert agreement(Counter("ab"), Counter("abcd")) == (2, 4)
    assert agreement(Counter("ab"), Counter("cd")) == (0, 2)
