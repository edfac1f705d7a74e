"""What a verb governs: the words after it, before it or under it that it reports.

Each finder gives (content, cue, frame) or None: the ranges that are told, the cue with the
preposition it takes, and the frame of verbs.tsv that fits.
"""

from __future__ import annotations

from copydesk.record.statements.lexicon import Cue
from copydesk.record.statements.sources import SUBJECTS, speaker_of
from copydesk.record.statements.tree import Range, Tree, runs

Governed = tuple[list[Range], Range, str]

# What stands for a clause: said so, said the same.
_PRO_CLAUSE = {"so", "same", "that", "this", "nothing", "something", "much", "more", "what"}
# What is said or written, as an object: released a statement, told the story of it.
_TEXTS = {
    "ad", "advertisement", "anecdote", "appeal", "article", "blog", "book", "brief", "column",
    "comment", "complaint", "document", "editorial", "email", "e-mail", "excerpt", "joke",
    "lawsuit", "letter", "lie", "list", "memo", "message", "motion", "note", "op-ed", "petition",
    "photo", "picture", "piece", "plan", "pledge", "post", "question", "report", "resolution",
    "review", "statement", "story", "tale", "transcript", "truth", "tweet", "video", "warning",
}  # fmt: skip
# What shows or finds: its findings are told.
_STUDIES = {
    "poll", "survey", "study", "report", "analysis", "data", "datum", "figure", "record",
    "document", "result", "review", "investigation", "audit", "email", "e-mail", "research",
    "return", "filing", "number", "statistic", "census", "ad", "article", "video", "tally",
}  # fmt: skip
# Prepositions that carry on what a verb with an object reports: blamed them for it.
_CARRY_ON = {"for", "of", "as", "over", "to", "with", "against", "from", "about", "on", "into"}
# Verbs that report nothing but speech: what follows them is told, even if the parse is at a loss.
_PLAIN = {"say", "add", "argue", "note", "insist", "claim", "warn", "explain", "suggest", "show"}


def active(tree: Tree, i: int, entry: Cue, cue: Range) -> Governed | None:
    """What a verb in the active governs; the closest frame that fits."""
    parts = _Parts(tree, i)
    found = (
        _clause(parts, entry, cue)
        or _infinitive(parts, entry, cue)
        or _described(parts, entry, cue)
        or _prepositional(parts, entry, cue)
    )
    if found is None and parts.object is not None:
        found = _object(parts, entry, cue)
    return found


class _Parts:
    """The dependents of a verb: those right of it, those left of it, and its object."""

    def __init__(self, tree: Tree, verb: int) -> None:
        self.tree, self.verb = tree, verb
        kids = tree.kids[verb]
        self.right = [k for k in kids if k > verb]
        self.left = [k for k in kids if k < verb and ":" not in tree.lower[k:verb]]
        self.object = next(
            (k for k in self.right if tree.dep[k] in ("dobj", "dative") and tree.word[k]), None
        )


def _clause(parts: _Parts, entry: Cue, cue: Range) -> Governed | None:
    """Said (that) they would go; urged them to go, as the parser may see it."""
    tree, frames = parts.tree, entry.frames
    for k in parts.right + parts.left:
        if tree.dep[k] != "ccomp":
            continue
        if _finite(tree, k):
            if "that" in frames and (_asks(entry) or not _conditional(tree, k)):
                return runs(tree.subtree(k)), cue, "that"
            if k > parts.verb and "objto" in frames and tree.tag[k] in ("VBN", "VB"):
                return runs(tree.subtree(k)), cue, "objto"  # wants the plan scrapped
        elif k > parts.verb and "objto" in frames and has_to(tree, k):
            return runs(tree.subtree(k)), cue, "objto"
        elif k > parts.verb and "as" in frames:
            return runs(tree.subtree(k)), cue, "as"
    return None


def _infinitive(parts: _Parts, entry: Cue, cue: Range) -> Governed | None:
    """Vowed to go; urged them to go; appealed to them to go; denied going."""
    tree, frames, object_ = parts.tree, entry.frames, parts.object
    for k in parts.right:
        if tree.dep[k] in ("xcomp", "advcl") and has_to(tree, k):
            asked = _asked(parts, k) if "preto" in frames else None
            if asked is not None:
                return [(asked + 1, tree.right[k])], cue, "objto"
            if tree.dep[k] == "advcl" and object_ is None:
                continue
            if object_ is not None and "objto" in frames:
                return [(tree.left[object_], tree.right[k])], cue, "objto"
            if object_ is None and "to" in frames:
                return runs(tree.subtree(k)), cue, "to"
        if tree.dep[k] == "advcl" and "about" in entry.prepositions:
            first = tree.lower[tree.kids[k][0]] if tree.kids[k] else ""
            if first in ("if", "whether"):
                return runs(tree.subtree(k)), cue, "that"
        if tree.dep[k] in ("xcomp", "pcomp") and "ing" in frames and _is_doing(tree, k):
            return runs(tree.subtree(k)), cue, "ing"
    return None


def _is_doing(tree: Tree, k: int) -> bool:
    """Going, having gone, being sent."""
    first = next((c for c in tree.kids[k] if tree.dep[c] in ("aux", "auxpass")), k)
    return tree.tag[k] == "VBG" or (tree.tag[k] == "VBN" and tree.tag[first] == "VBG")


def _asked(parts: _Parts, infinitive: int) -> int | None:
    """The preposition before those who are asked: "appealed *to* the captors to let her go"."""
    tree = parts.tree
    for k in parts.right:
        if tree.dep[k] == "prep" and tree.lower[k] in ("to", "with") and k < infinitive:
            return k if tree.kid(k, "pobj") is not None else None
    return None


def _described(parts: _Parts, entry: Cue, cue: Range) -> Governed | None:
    """Described the attack as cruel; called it cruel."""
    if "as" not in entry.frames:
        return None
    tree, object_, right = parts.tree, parts.object, parts.right
    for k in right:
        if tree.dep[k] in ("oprd", "xcomp", "acomp") or (
            tree.dep[k] == "prep" and tree.lower[k] == "as"
        ):
            start = tree.left[object_] if object_ is not None else tree.left[k]
            # "called the pact 'a trap'": the parser may take both for what it was called
            last = max(c for c in right if tree.dep[c] == tree.dep[k])
            return [(min(start, tree.left[k]), tree.right[last])], cue, "as"
    for k in () if object_ is None else tree.kids[object_]:
        if object_ is not None and tree.lower[k] == "as" and k > object_:
            return [(tree.left[object_], tree.right[k])], cue, "as"
    return None


def _prepositional(parts: _Parts, entry: Cue, cue: Range) -> Governed | None:
    """Called for a truce; asked the panel about the truce."""
    tree, object_ = parts.tree, parts.object
    for k in parts.right:
        governs = tree.dep[k] in ("prep", "agent", "dative")
        if not governs or tree.lower[k] not in entry.prepositions:
            continue
        if tree.kid(k, "pobj", "pcomp") is None:
            continue
        if k == cue[1]:
            cue = (cue[0], k + 1)
        end = tree.right[k]
        for later in parts.right:
            if later > k and tree.dep[later] in ("xcomp", "advcl") and has_to(tree, later):
                end = max(end, tree.right[later])
        return [(k + 1, end)], cue, "+"
    for k in () if object_ is None else tree.kids[object_]:
        governed = tree.dep[k] == "prep" and tree.lower[k] in ("about", "for")
        if governed and tree.lower[k] in entry.prepositions and tree.kid(k, "pobj", "pcomp"):
            return [(k + 1, tree.right[k])], cue, "+"
    return None


def _object(parts: _Parts, entry: Cue, cue: Range) -> Governed | None:
    """Condemned the attack; said so; the poll showed a lead; released a statement."""
    tree, i, object_ = parts.tree, parts.verb, parts.object
    assert object_ is not None
    if tree.lower[object_] in _PRO_CLAUSE and "quote" in entry.frames:
        return [(tree.left[object_], tree.right[object_])], cue, "obj"
    source = speaker_of(tree, i)
    if entry.act == "show" and source is not None and tree.lemma[source] in _STUDIES:
        end = max([tree.right[object_], *(tree.right[k] for k in parts.right if k > object_)])
        return [(tree.left[object_], end)], cue, "obj"
    aim = tree.dep[i] != "xcomp" or tree.tag[tree.head[i]] == "VBN"
    if entry.act == "discuss" and has_to(tree, i) and aim:
        return None  # they met to discuss it; not authorised to discuss it
    text = "text" in entry.frames and tree.lemma[object_] in _TEXTS
    if "obj" not in entry.frames and not text:
        return None
    end = tree.right[object_]
    for k in parts.right:
        if k > object_ and tree.left[k] <= end + 1:
            carried = tree.dep[k] == "prep" and tree.lower[k] in _CARRY_ON
            if carried or tree.dep[k] in ("xcomp", "oprd"):
                end = max(end, tree.right[k])
    return [(tree.left[object_], end)], cue, "obj"


def through_occasion(tree: Tree, i: int) -> int | None:
    """The clause that the parser hangs on the occasion: said in a statement that they would go."""
    for k in tree.kids[i]:
        if tree.dep[k] == "prep" and k > i and tree.lower[k] in ("in", "on", "at", "during"):
            noun = tree.kid(k, "pobj")
            for c in tree.kids[noun] if noun is not None else ():
                if tree.dep[c] in ("acl", "relcl", "ccomp") and c > k and _marked_that(tree, c):
                    return c
    return None


def _marked_that(tree: Tree, clause: int) -> bool:
    return any(tree.dep[c] == "mark" and tree.lower[c] == "that" for c in tree.kids[clause])


def relative(tree: Tree, i: int, entry: Cue, cue: Range) -> Governed | None:
    """What a relative clause takes up: the plan that she opposes; the judge he was referring to."""
    if tree.dep[i] != "relcl" or tree.kid(i, *SUBJECTS) is None:
        return None
    kids = tree.kids[i]
    pronoun = next((k for k in kids if k < i and tree.tag[k] in ("WDT", "WP")), None)
    if pronoun is not None and tree.dep[pronoun] in SUBJECTS:
        return None
    stranded = next((k for k in kids if k > i and tree.dep[k] == "prep" and not tree.kids[k]), None)
    if stranded is not None and tree.lower[stranded] in entry.prepositions:
        cue = (cue[0], stranded + 1) if stranded == cue[1] else cue
    elif "obj" not in entry.frames or tree.kid(i, "ccomp", "xcomp") is not None:
        return None
    if pronoun is not None and tree.dep[pronoun] in ("dobj", "pobj"):
        return [(pronoun, pronoun + 1)], cue, "obj"
    noun = tree.head[i]
    return [(tree.left[noun], min(tree.left[i], tree.right[noun]))], cue, "obj"


def rest(tree: Tree, i: int, entry: Cue, cue: Range) -> Governed | None:
    """The rest of the sentence after a plain verb of speech, where it holds a clause."""
    if entry.lemma not in _PLAIN and "say" not in entry.lemma.split("|"):
        return None
    last = tree.sentences[tree.sentence[i]][1]
    start = cue[1]
    if tree.kid(i, *SUBJECTS) is None or start >= last or not tree.word[start]:
        return None
    if tree.pos[start] in ("ADP", "SCONJ", "PUNCT") and tree.lower[start] != "that":
        return None
    end = next((t for t in range(start, last) if tree.quote[t] != tree.quote[i]), last)
    clause = any(tree.tag[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(start + 1, end))
    return ([(start, end)], cue, "that") if clause else None


def passive(tree: Tree, i: int, entry: Cue, cue: Range) -> Governed | None:
    frames = entry.frames
    subject = tree.kid(i, "nsubjpass", "nsubj")
    for k in tree.kids[i]:
        if tree.dep[k] == "xcomp" and has_to(tree, k) and "passto" in frames:
            own = [] if subject is None else [(tree.left[subject], tree.right[subject])]
            return own + runs(tree.subtree(k)), cue, "passto"
        told = tree.dep[k] == "ccomp" and _finite(tree, k) and k > i
        if told and frames & {"passthat", "that"}:
            return runs(tree.subtree(k)), cue, "passthat"
        if tree.dep[k] == "xcomp" and has_to(tree, k) and "objto" in frames:
            return runs(tree.subtree(k)), cue, "objto"
    if subject is None and tree.dep[i] == "acl" and tree.kid(i, "agent") is not None:
        noun = tree.head[i]
        if "was" in frames:
            by = tree.kid(i, "agent")
            cue = (cue[0], by + 1) if by == cue[1] else cue
            return [(tree.left[noun], min(tree.left[i], tree.right[noun]))], cue, "was"
    own = [] if subject is None else [(tree.left[subject], tree.right[subject])]
    for k in tree.kids[i]:
        if k < i:
            continue
        described = tree.dep[k] in ("oprd", "prep") and (
            tree.dep[k] == "oprd" or tree.lower[k] == "as"
        )
        if described and "as" in frames:
            start = k + 1 if tree.dep[k] == "prep" else tree.left[k]
            if start == cue[1] + 1:
                cue = (cue[0], start)
            return [*own, (start, tree.right[k])], cue, "as"
        governed = tree.dep[k] == "prep" and tree.lower[k] in entry.prepositions
        if governed and tree.kid(k, "pobj", "pcomp") is not None:
            if k == cue[1]:
                cue = (cue[0], k + 1)
            return [(k + 1, tree.right[k])], cue, "+"
    if "was" in frames and own:
        by = tree.kid(i, "agent")
        if by == cue[1]:
            cue = (cue[0], by + 1)
        carried = [
            (k, tree.right[k])
            for k in tree.kids[i]
            if k > i and tree.dep[k] == "prep" and tree.lower[k] in ("for", "of", "over")
        ]
        return own + carried, cue, "was"
    return None


def _finite(tree: Tree, k: int) -> bool:
    """Whether a clause has a finite verb or a subject, and is no infinitive."""
    return not has_to(tree, k) and (
        any(tree.dep[c] in SUBJECTS or tree.dep[c] in ("mark", "expl", "aux") for c in tree.kids[k])
        or tree.tag[k] in ("VBD", "VBZ", "VBP", "MD")
    )


def _conditional(tree: Tree, k: int) -> bool:
    """Whether a clause begins with "if", which the parser may leave outside it."""
    first = tree.left[k]
    return any(tree.lower[t] in ("if", "unless") for t in (max(first - 1, 0), first))


def _asks(entry: Cue) -> bool:
    """Whether "if" after the verb means "whether"."""
    return entry.act in ("ask", "doubt", "say", "believe", "tell", "decide", "learn", "show")


def has_to(tree: Tree, k: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(tree.tag[c] == "TO" and tree.dep[c] == "aux" for c in tree.kids[k])
