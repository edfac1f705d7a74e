"""Score stories on the labelled look-alikes of this folder.

    python bench/stories/score.py [--collection FILE]    read, annotate, add, group, score
    python bench/stories/score.py --pages DIR            write the pages alone

FILE is kept where one is named and used again where it exists. Figures: B-cubed precision, recall
and F1 over articles (Bagga and Baldwin 1998) and the pairs put together that belong apart, by
family.
"""

from __future__ import annotations

import argparse
import html
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.stories.expand import Labelled, labelled

from copydesk.collection.add import AddOptions, add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.stories.stories import stories
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.page.page import Form, Page


def page(article: Labelled) -> Page:
    """An article as a page of some outlet."""
    esc = html.escape
    day = f"<time datetime='{article.published}'>{article.published}</time>"
    meta = "<meta property='og:type' content='article'>"
    if article.published:
        meta += f"<meta property='article:published_time' content='{article.published}'>"
    about = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title}
    meta += f"<script type='application/ld+json'>{json.dumps(about)}</script>"
    body = "".join(f"<p>{esc(paragraph)}</p>" for paragraph in article.paragraphs)
    return Page(
        f"{article.name}.html",
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{esc(article.title)}"
        f"</title>{meta}</head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{esc(article.title)}</h1>{day if article.published else ''}{body}</article>"
        "</body></html>".encode(),
        form=Form.HTML,
    )


def b_cubed(
    gold: Mapping[str, str], groups: Iterable[Sequence[str]]
) -> tuple[float, float, list[tuple[str, str]]]:
    """Precision, recall and the wrong pairs of groups of articles; what is in none is alone."""
    of = {item: group for group in groups for item in group}
    size = Counter(gold.values())
    precision = recall = 0.0
    for item, label in gold.items():
        mates = of.get(item, [item])
        same = sum(gold[mate] == label for mate in mates)
        precision += same / len(mates)
        recall += same / size[label]
    wrong = [
        (one, other)
        for one, group in of.items()
        for other in group
        if one < other and gold[one] != gold[other]
    ]
    return precision / len(gold), recall / len(gold), wrong


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--collection", type=Path)
    parser.add_argument("--pages", type=Path)
    options = parser.parse_args()
    articles = labelled()
    if options.pages:
        options.pages.mkdir(parents=True, exist_ok=True)
        for article in articles:
            content = page(article).content
            assert isinstance(content, bytes)
            (options.pages / f"{article.name}.html").write_bytes(content)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.collection or Path(folder) / "stories.copydesk"
        with Collection.open(path, create=True) as collection:
            add_pages(collection, map(page, articles), sources=["bench"], options=AddOptions())
            bring_up_to_date(collection)
            groups = [
                [article.location.removesuffix(".html") for article in story.articles]
                for story in stories(collection)
            ]
    gold = {article.name: article.story for article in articles}
    precision, recall, wrong = b_cubed(gold, groups)
    print(
        f"{len(articles)} articles, {len(set(gold.values()))} stories: B-cubed P {precision:.3f}"
        f" R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f},"
        f" wrong pairs {len(wrong)}"
    )
    family = {article.name: article.family for article in articles}
    for name, count in Counter(family[one] for one, _ in wrong).most_common():
        print(f"  {count:4} {name}")


if __name__ == "__main__":
    main()
