"""Block and Flat: a page as runs of text in page order, with what its markup says of each.

A page with markup and a page without give the same types, so that one decision serves both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from copydesk.article.lines import Lines

MAX_PATH = 48  # elements shown in a place; what is deeper is shown as "..."


@dataclass(slots=True)
class Block:
    """A run of text between two boundaries: block-level tags, a line break, or lines.

    `text` is what a reader sees, white space folded to single spaces, never empty.
    `tag` is the nearest block-level tag ("p", "h2", "li", "td", "div" ...), "" without markup.
    `element` is the index of that tag's element in `Flat.elements`; without markup, 0.
    `line` is the line number in a page without markup, counted from 1; else 0.
    `link` and `strong` count the characters inside links and inside bold text.
    `hidden` is True where the page hides it: `hidden`, `display:none`, `aria-hidden` ...
    `inline_mark` joins class, id, itemprop and rel of the inline elements in it.
    `hrefs` are the targets of its links, `datetimes` the machine-readable values of its `time`s.
    `part` is the number of the part within its element: text cut by a `<br>` or by children.
    """

    text: str
    tag: str = ""
    element: int = 0
    line: int = 0
    link: int = 0
    strong: int = 0
    hidden: bool = False
    inline_mark: str = ""
    hrefs: tuple[str, ...] = ()
    datetimes: tuple[str, ...] = ()
    part: int = 0


@dataclass(slots=True)
class Elements:
    """The block-level elements of a page in page order, as columns of equal length.

    `tag`: tag names. `parent`: index of the nearest block-level ancestor, -1 for the outermost.
    `mark`: class, id, role, itemprop and test ids, joined by spaces, as they are written.
    """

    tag: list[str] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    mark: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Flat:
    """A page flattened. `markup` tells whether there were tags."""

    blocks: list[Block]
    elements: Elements
    markup: bool
    _lines: Lines | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def lines(self) -> Lines:
        """The texts of the blocks as lines, made once."""
        if self._lines is None:
            self._lines = Lines.of([block.text for block in self.blocks])
        return self._lines

    def ancestors(self, block: Block) -> Iterator[int]:
        """Indexes of the block's elements, its own first, the outermost last."""
        index = block.element if self.markup else -1
        while index >= 0:
            yield index
            index = self.elements.parent[index]

    def places(self) -> list[str]:
        """Where each block stands: "html/body/article/p[3]", or "line 7"."""
        if not self.markup:
            return [f"line {block.line}" for block in self.blocks]
        elements = self.elements
        paths: list[str] = []
        depths: list[int] = []
        counts: dict[tuple[int, str], int] = {}
        for key in zip(elements.parent, elements.tag, strict=True):
            count = counts[key] = counts.get(key, 0) + 1
            parent, tag = key
            step = tag if count == 1 else f"{tag}[{count}]"  # the first needs no number
            depth = depths[parent] + 1 if parent >= 0 else 0
            depths.append(depth)
            if depth >= MAX_PATH:
                step = paths[parent] if depth > MAX_PATH else f"{paths[parent]}/..."
            elif depth:
                step = f"{paths[parent]}/{step}"
            paths.append(step)
        return [paths[block.element] for block in self.blocks]
