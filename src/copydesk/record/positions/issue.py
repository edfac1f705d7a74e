"""Issue: a short name for what a stance is about, the same throughout an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from copydesk.record.actors.cast import Cast
from copydesk.record.meetings.parties import of_word, side_of
from copydesk.record.positions.lexicon import lexicon
from copydesk.record.record import Event, Stance

_LONGEST = 9  # words of an issue's name
_SMALL = frozenset(
    "the a an this that these those any some its their his her our such so no any".split()
)
_CUT = re.compile(
    r",(?!\d)|\bon condition\b|[;:—–()]"
    r"|\b(?:that|which|who|because|while|although|though|but|after|when|if|unless|until|provided)\b"
)
_LEFT_OVER = frozenset(
    "is are was were be been will would has have had must should from by put".split()
)
# A time at the end of a name: "truce by Friday", "meeting in Oslo next week", "Friday".
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tonight|yesterday"
    r"|(?:next|last|this|coming) (?:week|month|year|spring|summer|autumn|winter|weekend)"
    r"|(?:\d{1,2} )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?: \d{1,4})?|20\d\d)"
)
_WHEN = re.compile(
    r"(?:(?:^|\s+)(?:as (?:early|late|soon) as|on|by|until|till|in|since|from|for|late|early"
    r"|the end of|end of|next|last))*"
    rf"(?:^|\s+){_DAY}(?:\s+(?:morning|afternoon|evening|night))?$",
    re.IGNORECASE,
)
# Before these a name that is too long may be cut.
_LINKS = frozenset(
    "about after against as at before between by for from in into of on over to under with".split()
)
_STOP = frozenset("of the a an and for in to on with by".split())

# Who is to take or sign a thing is to be for it: the thing is the issue.
TAKING = frozenset("take accept back support sign approve adopt ratify endorse pass".split())

# Verbs that alone name no issue: "promised to begin".
_ALONE = frozenset(("begin", "start", "continue", "go", "proceed", "act", "do so", "play a part"))


@dataclass(slots=True)
class Issues:
    """The issues named so far in an article, in order, with who put them forward and how."""

    named: list[tuple[str, str, str, int]] = field(default_factory=list)

    def add(self, name: str, actor: str, how: str, at: int) -> None:
        """Remember that `actor` offered or demanded `name` at token `at`."""
        self.named.append((name, actor, how, at))

    def last(self, how: str | None, at: int, owner: str | None = None) -> str | None:
        """The issue put forward last before token `at`, by `owner` where one is told."""
        fitting = [n for n in self.named if n[3] < at and (how is None or n[2] == how)]
        owned = [n for n in fitting if owner is not None and n[1] == owner]
        best = owned or ([] if owner is not None and how is None else fitting)
        return best[-1][0] if best else None

    def just_named(self, token: Token) -> str | None:
        """The issue offered or demanded in the sentence before a token's, or in its own."""
        start = token.sent.start
        before = token.doc[start - 1].sent.start if start else 0
        fitting = [n for n in self.named if before <= n[3] < token.i and n[2]]
        return fitting[-1][0] if fitting else None

    def last_measure(self, at: int) -> str | None:
        """The plan, bill or deal that an issue before token `at` was named after, the last one."""
        known = lexicon().offered | lexicon().measures
        fitting = [n for n, *_, i in self.named if i < at and set(n.lower().split()) & known]
        return fitting[-1] if fitting else None

    def same(self, name: str) -> str:
        """A name used already for what seems the same thing; else `name`."""
        mine = _content(name)
        for known, *_ in self.named:
            theirs = _content(known)
            if mine and theirs and len(mine & theirs) * 2 >= max(len(mine), len(theirs)) + 1:
                return known
        return name


# Words that news prose changes about for one thing.
_SAME = {
    "negotiations": "talks", "negotiation": "talks", "discussions": "talks", "dialogue": "talks",
    "cease": "ceasefire", "truce": "ceasefire", "pause": "ceasefire", "tariff": "tariffs",
    "levy": "tariffs", "levies": "tariffs", "duties": "tariffs", "sanction": "sanctions",
}  # fmt: skip


def _content(name: str) -> set[str]:
    words = (w for w in re.findall(r"[^\W_]+", name.casefold()) if w not in _STOP)
    return {_SAME.get(w, w) for w in words}


def asked_of(cast: Cast, words: Words) -> str | None:
    """What somebody is asked to do: "urged *the panel that reviews it* to reject the deal"."""
    head = words.root
    if cast.of_head(head.i) is None:
        return None
    for token in words:
        if token.tag_ == "TO" and head.i < token.i < words.end - 1:
            return str(words.doc[token.i + 1 : words.end].text)
    return None


def with_verb(verb: Token, issue: str) -> str:
    """What is done to a thing as an issue: "call off strike"; the verb once only."""
    particle = "".join(f" {c.lower_}" for c in verb.children if c.dep_ == "prt")
    lead = f"{verb.lemma_.lower()}{particle}"
    return issue if issue.lower().startswith(lead + " ") else f"{lead} {issue}"


def turned(issue: str, stance: Stance) -> tuple[str, Stance] | None:
    """The issue and stance of who is for leaving or blocking something: he is against it.

    None where nothing is left to be for or against.

    >>> turned("abandon the talks", Stance.AGAINST)
    ('talks', <Stance.FOR: 'for'>)
    >>> turned("not to leave without a deal", Stance.FOR)
    ('leave without a deal', <Stance.AGAINST: 'against'>)
    >>> turned("plan scrapped altogether", Stance.FOR)
    ('plan', <Stance.AGAINST: 'against'>)
    """
    if stance not in _OTHER:
        return issue, stance
    low = issue.lower()
    for lead in ("not to ", "never to "):
        if low.startswith(lead):
            issue, low, stance = issue[len(lead) :], low[len(lead) :], _OTHER[stance]
    lists = lexicon()
    for verbs, back in ((lists.leaving, Stance.FOR), (lists.opposing, Stance.OPEN)):
        for verb in verbs:
            if low == verb and verb in lists.opposing:
                return None
            if low.startswith(verb + " "):
                rest = shorten(issue[len(verb) :])
                if rest is None or rest.split()[0].lower() in _STOP | {"without", "if", "at"}:
                    return issue, stance
                return rest, Stance.AGAINST if stance is Stance.FOR else back
    for word in lists.left:
        found = re.search(rf"^(.+?) (?:to be |be )?{word}\b", issue)
        if found is not None and stance is Stance.FOR:
            return found[1], Stance.AGAINST  # "wants the plan scrapped"
    return issue, stance


_OTHER = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}


def share(one: str, other: str) -> bool:
    """Whether two names have a word of content in common."""
    return bool(_content(one) & _content(other))


def without_next_deed(words: Words) -> str:
    """The words of an object, cut where what is done next is hung on it.

    "To concede defeat and called for a count": the calling is another deed. "Stop its patrols and
    honour the pact": two things are asked for, and the first names the issue.
    """
    for token in words:
        above = token.head
        if token.dep_ != "conj" or above.tag_ != "VB" or not words.start <= above.i < token.i:
            continue
        finite = token.tag_ in ("VBD", "VBZ", "VBP")
        second = token.tag_ == "VB" and any(
            c.i > above.i and c.dep_ == "dobj" for c in above.children
        )
        marks = [c.i for c in above.children if c.dep_ == "cc" and c.i < token.i]
        if finite or (second and marks):
            return str(words.doc[words.start : max([*marks[-1:], words.start + 1])].text)
    return str(words.text)


def object_of(doc: Doc, event: Event, trigger: Token) -> Words | None:
    """The object of an event, if it has one, with the subject of its own where it is a clause.

    "Wants drone flights to stop": the flights belong to what is wanted.
    """
    if event.object is None:
        return None
    span = doc.char_span(event.object.start, event.object.end, alignment_mode="expand")
    if span is None or span.end - span.start < 1:
        return None
    if doc[span.start].tag_ == "TO" and span.root.pos_ in ("VERB", "AUX"):
        wants = trigger.lemma_.lower() in ("want", "need", "expect")
        between = [*span.root.children, *(trigger.children if wants else ())]
        for child in between:
            taken = child.dep_ in ("nsubj", "nsubjpass", "dobj")
            if taken and trigger.i < child.left_edge.i < span.start:
                return doc[child.left_edge.i : span.end]
    return span


def name_of(doc: Doc, cast: Cast, issues: Issues, head: Token, words: str) -> str | None:
    """The issue that an object names: its noun phrase, or what it refers back to."""
    lemma = head.lemma_.lower()
    lists = lexicon()
    if head.dep_ == "attr" and head.lower_ in ("something", "anything", "matter", "issue"):
        # "Enrichment is not something we will discuss": the subject is the issue.
        for child in head.head.children:
            if child.dep_ == "nsubj":
                return shorten(doc[child.left_edge.i : child.right_edge.i + 1].text)
    taken = next((c for c in head.children if c.dep_ == "dobj" and c.lower_ == "it"), None)
    if head.pos_ == "VERB" and taken is not None:
        known = name_of(doc, cast, issues, taken, taken.text)
        return with_verb(head, known) if known and lemma not in TAKING else known
    if lemma in lists.vague:
        owner = _owner(cast, head)
        if owner is not None and any(c.dep_ == "poss" and c.pos_ != "PRON" for c in head.children):
            return issues.last(None, head.i, owner)  # "Serbia's position": what Serbia wants
        return issues.last("offer", head.i) or issues.last(None, head.i) or shorten(words)
    if head.lower_ in ("nothing", "anything", "everything", "everyone", "nobody"):
        return None
    if head.lower_ in ("this", "that", "these", "those"):
        # it stands for a whole sentence, or for what has just been asked
        answered = head.dep_ == "dobj" and lemma == "that"
        return issues.just_named(head) if answered else None
    if head.pos_ == "PRON" or _refers(head):
        how = "demand" if lemma in lists.demanded else "offer" if lemma in lists.offered else None
        before = _measure_before(head) if head.lower_ == "it" else None
        if before is not None:
            named = doc[before.left_edge.i : before.right_edge.i + 1].text
            return issues.same(name_of(doc, cast, issues, before, named) or before.text)
        known = issues.last(how, head.i, _owner(cast, head))
        if known is not None:
            return known
        if head.pos_ == "PRON":
            return None
    relative = any(c.dep_ == "relcl" for c in head.children)
    told = None if relative else re.search(r"(?<!condition )\bthat\s+(.+)", words)
    if lemma in lists.offered | lists.demanded and told is not None:
        return shorten(told[1])  # "a proposal that quotas be frozen"
    if lemma in lists.hollow or head.lower_ in lists.hollow:
        return None
    name = shorten(words)
    cut = name is not None and " " not in name and head.pos_ == "VERB"
    if cut and any(c.dep_ == "dobj" for c in head.children):
        return None  # "to provide that list": what is left says nothing
    return name


def _measure_before(pronoun: Token) -> Token | None:
    """What "it" stands for: the plan, bill or deal of a clause before it, in its sentence or the
    last."""
    start = pronoun.sent.start
    roots = [pronoun.sent.root]
    if start > 0 and not pronoun.doc[start - 1].is_space:
        roots.append(pronoun.doc[start - 1].sent.root)
    known = lexicon().offered | lexicon().measures
    for root in (r for first in roots for r in (first, *first.children)):
        for child in root.children if root.pos_ in ("VERB", "AUX") else ():
            fits = child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.i < pronoun.i
            if fits and child.lemma_.lower() in known:
                return child
    return None


def is_order(verb: Token) -> bool:
    """Whether a clause asks for something: "that he attend", "that he must attend"."""
    aux = {c.lemma_.lower() for c in verb.children if c.dep_ in ("aux", "auxpass")}
    aux |= {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if aux & lexicon().orders:
        return True
    if any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in verb.children):
        return not any(c.dep_ == "aux" for c in verb.children)  # "that it be put to a vote"
    if verb.tag_ == "VB":
        return not aux & {"will", "would", "can", "could", "may", "might", "do", "does", "did"}
    # The parser takes "that she attend" for a present tense.
    subject = [c for c in verb.children if c.dep_ == "nsubj"]
    single = any(c.tag_ in ("NN", "NNP") or c.lower_ in ("he", "she", "it") for c in subject)
    return verb.tag_ == "VBP" and not aux and single


def _refers(head: Token) -> bool:
    """Whether a noun stands for what was put forward: "the proposal", "an ultimatum"."""
    lists = lexicon()
    lemma = head.lemma_.lower()
    if lemma not in lists.offered | lists.demanded or head.pos_ not in ("NOUN", "PRON"):
        return False
    if head.tag_ == "NNS" and not any(c.dep_ in ("det", "poss") for c in head.children):
        return False  # "open to ideas"
    if any(c.lower_ in ("any", "no", "every") for c in head.children):
        return False
    after = [c for c in head.children if c.i > head.i and c.lower_ != "as"]
    return not any(c.dep_ in ("prep", "acl", "compound") for c in after)


def _owner(cast: Cast, head: Token) -> str | None:
    """Whose proposal it is: "the Russian proposal", "Kyiv's demand"."""
    for child in head.children:
        if child.i < head.i and child.dep_ in ("amod", "poss", "compound", "nmod"):
            for actor in of_word(cast, child.text):
                return actor
            found = cast.of_head(child.i)
            if found:
                return side_of(cast, found)
    return None


def _last_phrase(parts: list[str]) -> int:
    """Where a name that is too long is cut: before a phrase, else at the longest."""
    cuts = (i for i in range(_LONGEST, 2, -1) if parts[i].lower() in _LINKS)
    return next(cuts, _LONGEST)


def shorten(words: str) -> str | None:
    """A phrase cut to a name: no article, no clause after it, at most so many words."""
    text = " ".join(re.sub(r"[“”\"«»]", "", words).split())
    text = re.sub(r"^(?:that|to|for|on|of|in|against|with)\s+", "", text)
    text = re.sub(r"^(?:it|he|she|they|we) (?:would|will|could|can|might|may) ", "", text)
    cut = _CUT.search(text)
    if cut is not None and cut.start() > 2:
        text = text[: cut.start()]
    text = _WHEN.sub("", text.strip(" ,.;:'’"))
    parts = text.split()
    while parts and parts[0].lower() in _SMALL:
        parts = parts[1:]
    if len(parts) > _LONGEST:
        parts = parts[: _last_phrase(parts)]
    while parts and parts[-1].lower() in _STOP | _SMALL | _LEFT_OVER:
        parts = parts[:-1]
    name = " ".join(parts)
    lists = lexicon()
    if parts and parts[0].lower() in (
        "whether",
        "if",
        "how",
        "who",
        "why",
        "what",
        "where",
        "when",
    ):
        return None  # a question is no issue yet
    if name.lower() in lists.hollow | _ALONE or name.lower().removeprefix("not ").startswith(
        lists.reticent
    ):
        return None
    return name or None
