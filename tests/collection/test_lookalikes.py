"""Look-alike stories stay apart: a floor on some families of the labelled set in bench/stories."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from copydesk.collection.across import bring_up_to_date
from copydesk.collection.add import AddOptions, add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.stories import stories

BENCH = Path(__file__).parents[2] / "bench" / "stories"
FAMILIES = {
    "earthquake in Turkey",
    "bombing in Quetta",
    "strike at Frankfurt airport",
    "summit of Kenya and Tanzania",
}


def bench_module(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module of the bench, which is no package."""
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


def test_look_alikes_stay_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of twenty stories in four families that share their wordings, no two are put together and
    hardly one is split (2026-11: no wrong pair, F1 1.0)."""
    expand = bench_module("expand", monkeypatch)
    score = bench_module("score", monkeypatch)
    articles = [a for a in expand.labelled() if a.family in FAMILIES]
    with Collection.open(tmp_path / "alike.copydesk", create=True) as collection:
        options = AddOptions(workers=1)
        add_pages(collection, map(score.page, articles), sources=["bench"], options=options)
        bring_up_to_date(collection)
        groups = [
            [a.location.removesuffix(".html") for a in s.articles] for s in stories(collection)
        ]
    gold = {article.name: article.story for article in articles}
    assert len(gold) > 90
    precision, recall, wrong = score.b_cubed(gold, groups)
    assert not wrong
    assert 2 * precision * recall / (precision + recall) >= 0.97


def test_the_set_is_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """At least 200 articles in 60 stories, most of them dated; the same at every expansion."""
    expand = bench_module("expand", monkeypatch)
    articles = expand.labelled()
    assert len(articles) >= 200
    assert len({a.story for a in articles}) >= 60
    assert len({a.name for a in articles}) == len(articles)
    assert sum(a.published is not None for a in articles) > 0.8 * len(articles)
    assert articles == expand.labelled()
