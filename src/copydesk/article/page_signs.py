"""Page signs: what a page's build, words and address tell of its kind, as numbers.

Nothing here reads the words of one language alone: lengths, links, repeats, figures, tags, names
of classes, types of linked data, and the forms of an address.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

from copydesk.article.article import Metadata
from copydesk.article.blocks import Block, Flat
from copydesk.article.metadata.head import Head
from copydesk.article.metadata.jsonld import types_of

_SAMPLED, _SAMPLE = 12, 200  # prose blocks, and characters of each, read for their words
PROSE = 90  # letters from which a block reads as running text; a third of that in Chinese script
_PRICE = re.compile(
    r"(?:[$€£¥₹₽]|US\$|USD|EUR|Rs\.?|kr|zł)\s?\d|\d[\d.,]*\s?(?:€|£|₽|zł|kr\b|EUR|USD)"
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]|\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d\b|\b(?:19|20)\d\d\b"
)
_STOPS = frozenset(".!?…。！？।។؟۔")
_ASKS = ("?", "？", "؟")
_ITEMS = ("- ", "* ", "• ")
_APART = 5  # blocks from one of running text to the next, from which they are no run
_CLOSERS = "'\"”’»)]）」』"
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_FIRST_PERSON = frozenset("I my me ich mein je mon yo mi я мне".split())
_SECOND_PERSON = frozenset(
    "you your sie ihr ihre vous votre usted su tu вы ваш our we unser wir nous notre".split()
)
_QUOTED = re.compile(r"[“„«「『\"][^”“»」』\"]{12,}[”“»」』\"]")
# Words in class names, ids and addresses: the web's own vocabulary, whatever a page's language.
_MARKS = {
    "shop": "price prices cart product products sku checkout basket buy wishlist variant swatch",
    "forum": (
        "thread threads reply replies topic topics forum message upvote vote votes "
        "answer username postcell"
    ),
    "docs": (
        "doc docs sphinx docutils highlight toctree sidenav api wiki prism hljs codehilite code"
    ),
    "list": (
        "card cards teaser grid tile tiles listing result results pagination pager "
        "carousel slider filter facet"
    ),
    "story": (
        "article story entry byline author dateline headline standfirst lede published news post"
    ),
    "sell": (
        "hero cta pricing testimonial testimonials feature features faq contact demo "
        "trial plan plans banner accordion"
    ),
    "related": "related recommended readmore",
    "comments": "comment comments disqus respond",
}
_BETWEEN = "\0"  # stands between marks: no parser leaves one in an attribute
# What content systems write on the body element.
_BODY_PATTERNS = {
    "post": re.compile(
        r"single-post|post-template|\bsingle\b|node-type-(?:article|blog|story|news)|\bpostid|article"
    ),
    "page": re.compile(r"page-template|page-id|\bpage\b|node-type-page"),
    "list": re.compile(r"archive|category|\btag\b|collection|\bhome\b|\bblog\b|search"),
    "shop": re.compile(r"product|shop|catalog|cart"),
}
_ADDRESS = {
    "story": (
        r"news|blogs?|articles?|stor(?:y|ies)|posts?|magazine|press|insights?|opinion|"
        r"politics|world|stories|artikel|actualites?|noticias|nachrichten|guides?|learn|"
        r"resources|library"
    ),
    "forum": (
        r"forums?|threads?|topics?|questions?|discussions?|community|t|comments|"
        r"viewtopic|showthread|q|r|boards?"
    ),
    "shop": r"products?|shop|store|p|dp|item|buy|produkte?|produit|producto|listing",
    "list": (
        r"categor(?:y|ies)|tags?|collections?|c|search|archives?|topics?|browse|catalog|"
        r"genre|shop|section|all|index|best|top|jobs?|events?|directory|authors?"
    ),
    "docs": (
        r"docs?|documentation|manual|reference|api|wiki|help|support|tutorials?|guide|"
        r"stable|latest|en-us|kb|man"
    ),
    "sell": (
        r"services?|solutions?|pricing|about|contact|features|careers|platform|company|"
        r"products?|industries|software|plans?"
    ),
}
_ADDRESS_PATTERNS = {
    name: re.compile(rf"(?:^|[/.-])(?:{words})(?:$|[/.])") for name, words in _ADDRESS.items()
}
_URL_DATE = re.compile(r"/(?:19|20)\d\d/\d{1,2}|(?:19|20)\d\d-\d\d-\d\d")
_TYPES = {
    "ld_article": (
        "Article",
        "NewsArticle",
        "BlogPosting",
        "ReportageNewsArticle",
        "LiveBlogPosting",
        "Report",
        "ScholarlyArticle",
    ),
    "ld_product": ("Product", "ProductGroup", "Offer", "AggregateOffer", "IndividualProduct"),
    "ld_list": ("ItemList", "CollectionPage", "SearchResultsPage", "OfferCatalog", "Blog"),
    "ld_forum": ("DiscussionForumPosting", "QAPage", "Question", "Answer", "Comment"),
    "ld_sell": (
        "Service",
        "LocalBusiness",
        "SoftwareApplication",
        "WebApplication",
        "FAQPage",
        "ProfessionalService",
        "ContactPage",
        "AboutPage",
    ),
    "ld_docs": ("TechArticle", "APIReference", "HowTo", "SoftwareSourceCode"),
    "ld_page": ("WebPage", "ItemPage"),
}
_DATED = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "parsely-pub-date",
    "dc.date.issued",
    "publish-date",
)


def _vocabularies(marks: Iterable[str]) -> Counter[str]:
    """How many words of each vocabulary stand in classes and ids."""
    times = Counter(marks)
    known, found = _mark_words(), Counter[str]()
    joined = f" {_BETWEEN} ".join(times).lower().replace("-", " ").replace("_", " ")
    counts = iter(times.values())
    count = next(counts, 0)
    for name in [known[word] for word in joined.split() if word in known]:
        if name == _BETWEEN:
            count = next(counts)
        else:
            found[name] += count
    return found


@cache
def _mark_words() -> dict[str, str]:
    """The vocabulary of each word; what stands between marks is its own."""
    words = {word: name for name, words in _MARKS.items() for word in words.split()}
    return words | {_BETWEEN: _BETWEEN}


def weigh(text: str) -> int:
    """A text's length in letters of an alphabet: a letter of Chinese script counts for three."""
    return len(text) * 3 if not text.isascii() and _WIDE.search(text[:40]) else len(text)


def text_signs(blocks: Sequence[Block]) -> dict[str, float]:
    """Signs that a page with or without markup has: its words alone. Values by name.

    `blocks` are those that are not hidden.
    """
    texts = [block.text for block in blocks]
    weights = list(map(weigh, texts))
    starts = [
        place
        for place, (block, weight) in enumerate(zip(blocks, weights, strict=True))
        if weight >= PROSE and block.link * 3 < len(block.text)
    ]
    told = [texts[place] for place in starts]
    lengths = [weights[place] for place in starts]
    samples = [text[:_SAMPLE] for text in told[:_SAMPLED]]
    total, prose = sum(weights), sum(lengths)
    ends = sum(text.rstrip(_CLOSERS)[-1:] in _STOPS for text in told)
    short = sum(weight < 30 for weight in weights)
    listed = _starting(texts, _ITEMS) - _starting(told, _ITEMS)
    figures = [text for text in texts if len(text) < 80 and _DIGIT.search(text)]
    prices = sum(_PRICE.search(text) is not None for text in figures)
    dates = sum(len(text) < 60 and _DATE.search(text) is not None for text in figures)
    questions = sum([text.endswith(_ASKS) for text in texts])
    count = len(blocks)
    said = _WORD.findall("\n".join(samples))
    first = sum(map(_FIRST_PERSON.__contains__, said))
    second = sum(word.casefold() in _SECOND_PERSON for word in said)
    quoted = sum(_QUOTED.search(sample) is not None for sample in samples)
    words = sum(map(len, samples)) / 6 or 1.0
    middle = sorted(lengths)[len(lengths) // 2] if lengths else 0
    spread = (starts[-1] - starts[0] + 1) if starts else 0
    return {
        "blocks": math.log1p(count),
        "letters": math.log1p(total),
        "prose": math.log1p(prose),
        "prose_blocks": math.log1p(len(lengths)),
        "prose_share": prose / max(1, total),
        "prose_middle": math.log1p(middle),
        "prose_ends": ends / max(1, len(lengths)),
        "prose_longest": math.log1p(max(lengths, default=0)),
        "prose_run": math.log1p(_longest_run(starts)),
        "prose_dense": len(lengths) / max(1, spread),
        "prose_start": (starts[0] / count) if starts else 1.0,
        "short_share": short / max(1, count),
        "listed_share": listed / max(1, count),
        "prices": math.log1p(prices),
        "dates": math.log1p(dates),
        "dates_share": dates / max(1, count),
        "questions": math.log1p(questions),
        "first_person": first / words,
        "second_person": second / words,
        "quoted": quoted / max(1, min(_SAMPLED, len(lengths))),
    }


def _starting(texts: Sequence[str], signs: tuple[str, ...]) -> int:
    return sum([text.startswith(signs) for text in texts])


def _longest_run(places: Sequence[int]) -> int:
    """The most places in a row with at most three others between two of them."""
    longest = run = 0
    for before, place in pairwise((-_APART, *places)):
        run = run + 1 if place - before < _APART else 1
        longest = max(longest, run)
    return longest


def page_signs(head: Head, flat: Flat, url: str | None, metadata: Metadata) -> dict[str, float]:
    """All signs of a page: of its words and its metadata; with markup, of its build, its head and
    its address too.
    """
    blocks = [block for block in flat.blocks if not block.hidden]
    signs = text_signs(blocks)
    signs.update(_told_signs(metadata))
    if not flat.markup:
        return signs
    signs.update(_build_signs(flat, blocks))
    signs.update(_head_signs(head))
    signs.update(
        _address_signs(url or head.links.get("canonical") or head.first("og:url"), head.title)
    )
    return signs


def _told_signs(metadata: Metadata) -> dict[str, float]:
    """What was found of title, date and authors, and where."""
    published, origins = metadata.published, metadata.origins
    told = published is not None and not published.method.startswith("capture")
    people = bool(metadata.authors) and "not a person" not in origins.get("authors", "")
    return {
        "told_title": float(bool(metadata.title)),
        "told_date": published.confidence if published and told else 0.0,
        "told_authors": float(bool(metadata.authors)) + float(people),
        "told_byline": float(origins.get("authors", "").startswith("byline")),
        "told_lead": float(bool(metadata.dateline)) + float(origins.get("agency") == "lead"),
        "told_standfirst": float(bool(metadata.standfirst)),
        "told_shown_date": float(
            published is not None
            and any(c.method in ("text", "time element") for c in published.candidates)
        ),
    }


def _build_signs(flat: Flat, blocks: Sequence[Block]) -> dict[str, float]:
    tags = Counter([block.tag for block in blocks])
    sizes = [len(block.text) for block in blocks]
    links = [block.link for block in blocks]
    letters, linked = sum(sizes), sum(links)
    link_blocks = sum([link * 2 > size for link, size in zip(links, sizes, strict=True)])
    bold = sum([block.strong for block in blocks])
    elements = Counter(flat.elements.tag)
    marks = _vocabularies(flat.elements.mark)
    named = len(flat.elements.mark) - flat.elements.mark.count("") or 1
    parents = Counter(
        [
            flat.elements.parent[block.element]
            for block, size in zip(blocks, sizes, strict=True)
            if size >= PROSE and block.link * 3 < size
        ]
    )
    prose = sum(parents.values()) or 1
    count = len(blocks) or 1
    signs = {
        "link_share": linked / max(1, letters),
        "link_blocks": link_blocks / count,
        "bold_share": bold / max(1, letters),
        "p_share": tags["p"] / count,
        "li_share": tags["li"] / count,
        "td_share": tags["td"] / count,
        "div_share": tags["div"] / count,
        "h1": min(tags["h1"], 4),
        "h2": math.log1p(tags["h2"]),
        "h3": math.log1p(tags["h3"]),
        "pre": math.log1p(elements["pre"]),
        "code_marked": math.log1p(sum(["code" in block.inline_mark for block in blocks])),
        "article_tags": math.log1p(elements["article"]),
        "figures": math.log1p(elements["figure"]),
        "buttons": math.log1p(elements["button"]),
        "forms": math.log1p(elements["form"]),
        "labels": math.log1p(elements["label"]),
        "quotes": math.log1p(elements["blockquote"]),
        "times": math.log1p(sum([bool(block.datetimes) for block in blocks])),
        "one_parent": max(parents.values(), default=0) / prose,
        "parents": math.log1p(len(parents)),
    }
    outer = " ".join(
        mark
        for tag, mark in zip(flat.elements.tag[:3], flat.elements.mark[:3], strict=True)
        if tag in ("html", "body") and mark
    ).lower()
    for name, pattern in _BODY_PATTERNS.items():
        signs[f"body_{name}"] = float(bool(pattern.search(outer)))
    around = _marks_around(flat, max(parents, key=lambda parent: parents[parent], default=-1))
    for name in ("story", "forum", "shop", "docs", "sell", "list", "comments"):
        signs[f"around_{name}"] = float(around[name])
    for name in _MARKS:
        signs[f"mark_{name}"] = math.log1p(marks[name])
        signs[f"mark_{name}_share"] = marks[name] / named
    return signs


def _marks_around(flat: Flat, element: int) -> Counter[str]:
    """How many words of each vocabulary name an element and the elements around it."""
    marks = []
    while element >= 0 and flat.elements.tag[element] not in ("body", "html"):
        marks.append(flat.elements.mark[element])
        element = flat.elements.parent[element]
    return _vocabularies(marks)


def _head_signs(head: Head) -> dict[str, float]:
    kinds = Counter(kind for node in head.nodes for kind in types_of(node))
    signs = {name: math.log1p(sum(kinds[kind] for kind in types)) for name, types in _TYPES.items()}
    kind = head.first("og:type").casefold()
    signs["og_article"] = float(kind.endswith("article") or "article" in kind)
    signs["og_product"] = float("product" in kind)
    signs["og_website"] = float(kind == "website")
    node = head.articles[0] if head.articles else {}
    signs["dated"] = float("datePublished" in node) + float(bool(head.first(*_DATED)))
    signs["signed"] = float("author" in node) + float(bool(head.first("author", "article:author")))
    signs["headline"] = float("headline" in node)
    signs["described"] = math.log1p(len(head.first("description", "og:description")))
    signs["title_words"] = math.log1p(len(head.title.split()))
    return signs


def _address_signs(url: str, title: str) -> dict[str, float]:
    try:
        parts = urlsplit(url.lower()) if url else None
    except ValueError:
        parts = None
    path = parts.path if parts else ""
    steps = [step for step in path.split("/") if step]
    last = re.sub(r"\.\w{2,5}$", "", steps[-1]) if steps else ""
    signs = {
        "path_steps": float(len(steps)),
        "slug_words": float(len(re.findall(r"[a-z]{2,}", last))),
        "slug_digits": float(sum(c.isdigit() for c in last)),
        "root": float(bool(url) and not steps),
        "query": float(bool(parts and parts.query)),
        "url_date": float(bool(_URL_DATE.search(path))),
        "slash": float(path.endswith("/") and bool(steps)),
        "no_url": float(not url),
    }
    slug = {word[:6] for word in re.findall(r"[a-z0-9]{3,}", last)}
    named = {word[:6] for word in re.findall(r"[a-z0-9]{3,}", title.lower())}
    signs["slug_in_title"] = len(slug & named) / max(1, len(slug))
    signs["title_in_slug"] = len(slug & named) / max(1, len(named))
    host = parts.hostname or "" if parts else ""
    place = f"{host.split('.')[0]}/{'/'.join(steps)}"
    holder = f"{host.split('.')[0]}/{'/'.join(steps[:-1])}/"
    for name, pattern in _ADDRESS_PATTERNS.items():
        signs[f"at_{name}"] = float(bool(pattern.search(holder)))
        signs[f"is_{name}"] = float(bool(pattern.search(place)) and not signs[f"at_{name}"])
    return signs
