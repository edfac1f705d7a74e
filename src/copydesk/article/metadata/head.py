"""Head: what a page says of itself in its meta elements, its linked data and its links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copydesk.article.metadata.jsonld import Node, article_nodes, clean, read_jsonld, types_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_SCRIPTS = 'script[type="application/ld+json" i]'
_TOLD = frozenset(("meta", "link", "title", "script"))
_MARKED = "[rel~=author],[itemprop~=author]"
_MAX_VALUES = 40  # of one meta name, and of marked elements
_MAX_LENGTH = 20_000  # characters of one meta value


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself.

    `metas` holds each meta element's values by its lower-case name, property or itemprop, in page
    order. `nodes` are the objects of its JSON-LD, `kinds` the types of each, `articles` those of
    them that are articles.
    `signed` are the texts of elements marked as author (rel, itemprop). `title` is the title
    element, `language` the `lang` of the html element; `links` the targets by rel ("canonical",
    "amphtml").
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()
    articles: tuple[Node, ...] = ()
    signed: tuple[str, ...] = ()
    title: str = ""
    language: str = ""
    links: dict[str, str] = field(default_factory=dict)
    kinds: tuple[tuple[str, ...], ...] = ()

    def first(self, *names: str) -> str:
        """The first value of the first of these meta names that has one; "" for none."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value:
                    return value
        return ""


EMPTY = Head()


def read_head(tree: LexborHTMLParser) -> Head:
    """Read a parsed page's head. Never raises on what the page holds."""
    metas: dict[str, list[str]] = {}
    links: dict[str, str] = {}
    sources: list[str] = []
    marked: list[LexborNode] = []
    title = ""
    last = 0
    # One look at the tree for all: a node comes once for each of the selectors that it meets.
    for node in tree.css(f"meta,link,title,{_SCRIPTS},{_MARKED}"):
        tag = node.tag
        again, last = node.mem_id == last, node.mem_id
        if again or tag not in _TOLD:
            marked.append(node)
        elif tag == "meta":
            _add_meta(metas, node.attributes)
        elif tag == "link":
            attributes = node.attributes
            rel = (attributes.get("rel") or "").lower()
            if rel in ("canonical", "amphtml") and (href := attributes.get("href")):
                links.setdefault(rel, href.strip())
        elif tag == "title":
            title = title or clean(node.text() or "")[:_MAX_LENGTH]
        else:
            sources.append(node.text() or "")
    nodes = read_jsonld(sources)
    kinds = tuple(map(types_of, nodes))
    signed = (_shown(node) for node in marked[:_MAX_VALUES])
    root = tree.root
    language = (
        (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else ""
    )
    return Head(
        metas,
        nodes,
        tuple(article_nodes(nodes, kinds)),
        tuple(text for text in signed if text),
        title,
        language.strip(),
        links,
        kinds,
    )


def _add_meta(metas: dict[str, list[str]], attributes: dict[str, str | None]) -> None:
    content = attributes.get("content")
    if not content:
        return
    for key in ("property", "name", "itemprop", "http-equiv"):
        name = attributes.get(key)
        if name:
            values = metas.setdefault(name.strip().lower(), [])
            if len(values) < _MAX_VALUES:
                values.append(clean(content[:_MAX_LENGTH]))
            break


def _shown(node: LexborNode) -> str:
    """The words of an element; of a meta or link the value that it carries."""
    attributes = node.attributes
    if node.tag in ("meta", "link"):
        return clean(attributes.get("content") or "")[:200] if node.tag == "meta" else ""
    name = node.css_first("[itemprop~=name]")
    if name is not None and name.attributes.get("content"):
        return clean(name.attributes["content"] or "")[:200]
    return clean((name or node).text(separator=" ") or "")[:400]
