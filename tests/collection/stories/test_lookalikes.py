"""Look-alike stories stay apart: a floor on some families of the labelled set in bench/stories."""

from __future__ import annotations

from pathlib import Path

from bench.stories import expand, score

from copydesk.collection.add import AddOptions, add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.stories.stories import stories
from copydesk.collection.up_to_date import bring_up_to_date

FAMILIES = {
    "earthquake in Turkey",
    "bombing in Quetta",
    "strike at Frankfurt airport",
    "summit of Kenya and Tanzania",
}


def test_look_alikes_stay_apart(tmp_path: Path) -> None:
    """Of twenty stories in four families that share their wordings, no two are put together and
    hardly one is split (2026-11: no wrong pair, F1 1.0)."""
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


def test_the_set_is_as_it_says() -> None:
    """At least 200 articles in 60 stories, most of them dated; the same at every expansion."""
    articles = expand.labelled()
    assert len(articles) >= 200
    assert len({a.story for a in articles}) >= 60
    assert len({a.name for a in articles}) == len(articles)
    assert sum(a.published is not None for a in articles) > 0.8 * len(articles)
    assert articles == expand.labelled()
