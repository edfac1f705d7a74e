"""flatten_html: a parsed page becomes blocks in page order, in one walk without recursion.

Visible text, as the ledger promises it, is the text of the document but for: what never shows as
text (`script`, `style`, `noscript`, `template`, `head`, drawings, frames, form values; see
UNSEEN), and what the page hides (`Block.hidden`). White space is folded to single spaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.article.blocks import Block, Elements, Flat

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSEEN = frozenset(
    "script style noscript template head title svg iframe object embed canvas audio video "
    "textarea select datalist meter progress map".split()
)
BREAKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html label "
    "legend li listing main menu nav ol option p plaintext pre search section summary table tbody "
    "tfoot thead tr ul xmp".split()
)
_MARKS = ("class", "id", "role", "itemprop", "data-testid", "data-component", "data-type")
_INLINE_MARKS = ("class", "itemprop", "rel")
_HIDERS = frozenset(("hidden", "aria-hidden", "style"))
_RARE = _HIDERS | frozenset(_MARKS[1:])
_RARE_INLINE = frozenset(_INLINE_MARKS[1:])
_MARK_LENGTH = 240  # characters kept: names are short, what is longer is a payload
_HIDING = ("display:none", "display: none", "visibility:hidden", "visibility: hidden")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_CELL_LENGTH = 150  # characters of a row from which its next cell begins a run of its own
_REVEALED = 20  # times as much hidden as visible text
_LINK, _BOLD, _CELL, _BR = 1, 2, 3, 4
_SPECIAL = {"a": _LINK, "b": _BOLD, "strong": _BOLD, "td": _CELL, "th": _CELL, "br": _BR}
_TEXT_ID = 2  # Lexbor's number for a text node


def flatten_html(tree: LexborHTMLParser) -> Flat:
    """Flatten a parsed page. Any depth; time linear in the number of nodes."""
    walk = _Walk()
    root = tree.root
    if root is not None:
        walk.run(root)
    _reveal(walk.blocks)
    return Flat(walk.blocks, walk.elements, True)


def _reveal(blocks: list[Block]) -> None:
    """Where nearly all text is hidden a script shows it once it runs: none counts as hidden."""
    hidden = sum(len(block.text) for block in blocks if block.hidden)
    if hidden > _REVEALED * sum(len(block.text) for block in blocks if not block.hidden):
        for block in blocks:
            block.hidden = False


# What a tag means to the walk: its name, whether its content is seen, whether it parts blocks,
# whether `Elements` lists it, and what it is to the text in it (`_LINK` ... or 0).
_Kind = tuple[str, bool, bool, bool, int]


def _kind(node: LexborNode) -> _Kind:
    tag = (node.tag or "") if node.is_element_node else ""
    seen = node.is_element_node and tag not in UNSEEN and tag != "br"
    breaks, cell = tag in BREAKS, tag in _CELLS
    return tag, seen, breaks, breaks or cell or "-" in tag, _SPECIAL.get(tag, 0)


class _Walk:
    """The state of one walk: the run of text being gathered, and where it stands."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements = Elements()
        self.texts: list[str] = []
        self.link = self.strong = self.part = 0
        self.marks: list[str] = []
        self.hrefs: list[str] = []
        self.times: list[str] = []

    def flush(self, element: int, hidden: bool) -> None:
        """End the run of text."""
        if self.texts:
            text = " ".join("".join(self.texts).split())
            self.texts.clear()
            if text:
                size = len(text)
                link, strong = self.link, self.strong
                block = Block(
                    text,
                    self.elements.tag[element] if element >= 0 else "body",
                    element if element > 0 else 0,
                    0,
                    link if link < size else size,
                    strong if strong < size else size,
                    hidden,
                    " ".join(self.marks)[:_MARK_LENGTH] if self.marks else "",
                    tuple(self.hrefs),
                    tuple(self.times),
                    self.part,
                )
                self.blocks.append(block)
                self.part += 1
            self.link = self.strong = 0
        if self.marks:
            self.marks.clear()
        if self.hrefs:
            self.hrefs.clear()
        if self.times:
            self.times.clear()

    def run(self, root: LexborNode) -> None:
        """Walk the tree below and including `root`.

        The stack holds the elements that are open, each with the state outside it: (node, does
        it break, element, hidden, in a link, in bold, part).
        """
        texts, inline, hrefs, times = self.texts, self.marks, self.hrefs, self.times
        tags, parents, marks = self.elements.tag, self.elements.parent, self.elements.mark
        kinds: dict[int, _Kind] = {}  # by Lexbor's numbers; a page's own tags have others on each
        stack: list[tuple[LexborNode, bool, int, bool, bool, bool, int]] = []
        element, hidden, linked, bold = -1, False, False, False
        node: LexborNode | None = root
        while node is not None:
            number = node.tag_id
            if number == _TEXT_ID:
                text = node.text_content
                if text and (texts or not text.isspace()):
                    texts.append(text)
                    if linked or bold:
                        length = len(text.strip())
                        self.link += length * linked
                        self.strong += length * bold
            else:
                kind = kinds.get(number)
                if kind is None:
                    kind = kinds[number] = _kind(node)
                tag, seen, breaks, listed, special = kind
                if seen:
                    attributes = node.attributes
                    plain = _RARE.isdisjoint(attributes)
                    hides = hidden or not (plain or not _hides(attributes))
                    turns = breaks or hides != hidden
                    if special == _CELL:
                        texts.append(" ")
                        if turns or sum(map(len, texts)) > _CELL_LENGTH:
                            self.flush(element, hidden)
                    elif turns and (texts or inline or hrefs or times):
                        self.flush(element, hidden)
                    child = node.first_child
                    if child is not None:
                        stack.append((node, turns, element, hidden, linked, bold, self.part))
                    if listed:
                        parents.append(element)
                        tags.append(tag)
                        if plain:
                            marks.append((attributes.get("class") or "")[:_MARK_LENGTH])
                        else:
                            marks.append(_mark(attributes, _MARKS))
                    elif attributes:
                        self.note(tag, attributes)
                    if child is not None:
                        if listed:
                            element = len(tags) - 1
                            if breaks:
                                self.part = 0
                        elif special == _LINK:
                            linked = True
                        elif special == _BOLD:
                            bold = True
                        hidden = hides
                        node = child
                        continue
                elif special == _BR:
                    if element >= 0 and tags[element] in _HEADINGS:
                        texts.append(" ")
                    elif texts or inline or hrefs or times:
                        self.flush(element, hidden)
            following = node.next
            while following is None and stack:
                node, turned, outer, outer_hidden, linked, bold, part = stack.pop()
                if turned:
                    if texts or inline or hrefs or times:
                        self.flush(element, hidden)
                    self.part = part
                element, hidden = outer, outer_hidden
                following = node.next
            node = following if stack else None
        self.flush(element, hidden)

    def note(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Keep what an inline element tells of the text in it."""
        if _RARE_INLINE.isdisjoint(attributes):
            mark = (attributes.get("class") or "")[:_MARK_LENGTH]
        else:
            mark = _mark(attributes, _INLINE_MARKS)
        if mark:
            self.marks.append(mark)
        if tag == "a":
            href = attributes.get("href")
            if href:
                self.hrefs.append(href)
        elif tag == "time":
            value = attributes.get("datetime")
            if value:
                self.times.append(value)


def _mark(attributes: dict[str, str | None], names: tuple[str, ...]) -> str:
    """The values of the attributes that name an element, joined."""
    return " ".join([value for name in names if (value := attributes.get(name))])[:_MARK_LENGTH]


def _hides(attributes: dict[str, str | None]) -> bool:
    """Whether an element says that it is not shown."""
    if _HIDERS.isdisjoint(attributes):
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if not style:
        return False
    style = style[:_MARK_LENGTH].lower()
    return any(sign in style for sign in _HIDING)
