"""Verbs as cues: what they govern is the content."""

from __future__ import annotations

from copydesk.record.statements.draft import Draft
from copydesk.record.statements.lexicon import Cue, verbs
from copydesk.record.statements.negation import is_negated
from copydesk.record.statements.sources import SUBJECTS, is_passive, speaker_of, words_of
from copydesk.record.statements.tree import Range, Tree, clean, runs, without

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
# Verbs that lead up to a cue: went on to say, began criticising, continued to insist.
_LEADING = {"go", "continue", "begin", "start", "proceed", "try", "help", "use", "keep", "stop"}
_LEFT_OF_CUE = {"aux", "auxpass", "neg", "advmod"}
# Prepositions that carry on what a verb with an object reports: blamed them for it.
_CARRY_ON = {"for", "of", "as", "over", "to", "with", "against", "from", "about", "on", "into"}


def entry_of(tree: Tree, i: int) -> tuple[Cue, int | None] | None:
    """The lexicon's entry for a verb and its particle, if it has one."""
    if tree.pos[i] not in ("VERB", "AUX") or tree.dep[i] in ("aux", "auxpass"):
        return None
    lexicon = verbs()
    for k in tree.kids[i]:
        if tree.dep[k] == "prt" or (tree.dep[k] in ("prep", "advmod", "dobj") and k == i + 1):
            entry = lexicon.get((tree.lemma[i], tree.lower[k]))
            if entry:
                return entry, k
    entry = lexicon.get((tree.lemma[i], ""))
    return (entry, None) if entry else None


def cue_of(tree: Tree, verb: int, particle: int | None = None) -> Range:
    """The words of a cue in one run: the verb with its auxiliaries, adverbs and particle.

    Verbs that lead up to it belong to it: was quoted as saying, went on to say.
    """
    end = verb + 2 if particle is not None and particle == verb + 1 else verb + 1
    start = _run_up(tree, verb)
    for _ in range(2):
        above = tree.head[verb]
        if tree.dep[verb] == "pcomp" and tree.lower[above] == "as":
            quoting = tree.head[above]
            if tree.lemma[quoting] not in ("quote", "cite") or above != start - 1:
                break
            above = quoting
        elif (
            tree.dep[verb] != "xcomp"
            or tree.tag[verb] not in ("VB", "VBG")
            or tree.lemma[above] not in _LEADING
            or not above < start <= above + 2
        ):
            break
        start, verb = _run_up(tree, above), above
    return (start, end)


def _run_up(tree: Tree, verb: int) -> int:
    start = verb
    while start > 0 and tree.head[start - 1] == verb and tree.dep[start - 1] in _LEFT_OF_CUE:
        start -= 1
    return start


def verb_drafts(tree: Tree, i: int, entry: Cue, particle: int | None) -> list[Draft]:
    """The statement that a verb makes by what it governs; at most one, none if no frame fits."""
    if _tells_nothing(tree, i, entry):
        return []
    passive = is_passive(tree, i)
    cue = cue_of(tree, i, particle)
    found = _passive(tree, i, entry, cue) if passive else _active(tree, i, entry, cue)
    if found is None and not passive:
        clause = _through_occasion(tree, i) if "that" in entry.frames else None
        if clause is not None:
            found = runs(tree.subtree(clause)), cue, "that"
    if found is None and not passive:
        found = _relative(tree, i, entry, cue) or _rest(tree, i, entry, cue)
    if found is None:
        return []
    content, cue, frame = found
    content = clean(tree, content, cue)
    if not content:
        return []
    source_token = speaker_of(tree, i)
    if entry.act == "appear":
        # Nobody is named to whom it appears; who appears to do it is part of what is told.
        own = None if source_token is None else words_of(tree, source_token, cue)
        content = clean(tree, [own, *content], cue) if own and frame == "to" else content
        return [Draft(cue, i, None, None, content, entry.lemma, entry.act, frame=frame)]
    if source_token is None and not passive and (_to(tree, i) or tree.dep[i] == "csubj"):
        return []  # it is hard to see that: nobody sees it
    content = _cut_short(tree, i, content, source_token)
    if frame == "that" and source_token is not None:
        content = _until_next_cue(tree, i, content, source_token)
    source = words_of(tree, source_token, cue) if source_token is not None else None
    if source:
        content = without(content, source)
        content = clean(tree, content, cue)
        if not content:
            return []
    return [
        Draft(
            cue,
            i,
            source,
            source_token,
            content,
            entry.lemma,
            entry.act,
            frame=frame,
            negated=is_negated(tree, i),
        )
    ]


def _tells_nothing(tree: Tree, i: int, entry: Cue) -> bool:
    """Whether nothing is told at all: answered questions; the minister, asked about it, ..."""
    if entry.act == "reply":
        object_ = tree.kid(i, "dobj")
        return object_ is not None and tree.lemma[object_] == "question"
    return (
        tree.lower[i - 1 : i] == [","]
        and tree.lower[i] in ("asked", "pressed")
        and tree.lower[i + 1 : i + 2] != []
        and tree.lower[i + 1] in ("about", "whether", "if", "why", "how", "what", "when", "on")
    )


# Verbs whose participle after a comma goes on with what the sentence's speaker says.
_GOING_ON = {"say", "add", "note", "warn", "stress", "insist", "argue", "explain"}


_UNNAMED = {"anonymity", "identified", "named", "quoted", "anonymous"}


def _cut_short(tree: Tree, i: int, content: list[Range], speaker: int | None) -> list[Range]:
    """Content cut where the parser has hung on it what the speaker does next.

    "Refused to yield and called for talks", "denied that he had paid, saying that ...".
    """
    for k in range(max(content[0][0], i + 1), content[-1][1]):
        if tree.quote[k] >= 0 or tree.pos[k] != "VERB" or tree.kid(k, *SUBJECTS) is not None:
            continue
        above = tree.head[k]
        joined = (
            tree.dep[k] == "conj"
            and tree.tag[k] == tree.tag[i] in ("VBD", "VBZ", "VBP")
            and tree.tag[above] == "VB"
            and tree.dep[above] == "xcomp"
            and tree.head[above] == i
        )
        going_on = (
            tree.dep[k] == "advcl"
            and tree.tag[k] == "VBG"
            and tree.lemma[k] in _GOING_ON
            and tree.lower[k - 1] == ","
            and tree.kid(k, "ccomp") is not None
            and above != i
        )
        hidden = (
            tree.dep[k] == "advcl"
            and tree.tag[k] == "VBG"
            and tree.lower[k] in ("asking", "speaking", "requesting")
            and tree.lower[k - 1] == ","
            and any(tree.lower[t] in _UNNAMED for t in range(k, tree.right[k]))
        )
        if not (joined or going_on or hidden):
            continue
        if speaker is not None:
            tree.shared[k] = speaker
        cut = k
        while cut > i and (tree.dep[cut - 1] in ("cc", "advmod") or not tree.word[cut - 1]):
            cut -= 1
        return [(start, min(stop, cut)) for start, stop in content if start < cut]
    return content


def _until_next_cue(tree: Tree, i: int, content: list[Range], speaker: int) -> list[Range]:
    """Content cut where the same speaker goes on: said it was wrong and warned that ...

    The parser hangs the second verb on the first clause; here it shares the speaker instead.
    """
    end = content[-1][1]
    for k in range(max(content[0][0], i + 1), end):
        if tree.dep[k] != "conj" or tree.tag[k] != tree.tag[i] or tree.quote[k] >= 0:
            continue
        found = entry_of(tree, k)
        if found is None or "that" not in found[0].frames or tree.kid(k, *SUBJECTS) is not None:
            continue
        if tree.head[k] < i or entry_of(tree, tree.head[k]) is not None:
            continue
        if tree.kid(k, "ccomp", "dobj", "xcomp", "prep") is None:
            continue
        tree.shared[k] = speaker
        cut = k
        while cut > i and (tree.dep[cut - 1] in ("cc", "advmod") or not tree.word[cut - 1]):
            cut -= 1
        return [(start, min(stop, cut)) for start, stop in content if start < cut]
    return content


def _active(tree: Tree, i: int, entry: Cue, cue: Range) -> tuple[list[Range], Range, str] | None:
    frames, kids = entry.frames, tree.kids[i]
    right = [k for k in kids if k > i]
    object_ = next((k for k in right if tree.dep[k] in ("dobj", "dative") and tree.word[k]), None)
    left = [k for k in kids if k < i and ":" not in tree.lower[k:i]]
    for k in right + left:
        if tree.dep[k] == "ccomp" and _finite(tree, k):
            if "that" in frames and (_asks(entry) or not _conditional(tree, k)):
                return runs(tree.subtree(k)), cue, "that"
        elif tree.dep[k] == "ccomp" and k > i and "objto" in frames and _to(tree, k):
            return runs(tree.subtree(k)), cue, "objto"
        elif tree.dep[k] == "ccomp" and k > i and "as" in frames:
            return runs(tree.subtree(k)), cue, "as"
    for k in right:
        if tree.dep[k] in ("xcomp", "advcl") and _to(tree, k):
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
        if tree.dep[k] in ("xcomp", "pcomp") and tree.tag[k] == "VBG" and "ing" in frames:
            return runs(tree.subtree(k)), cue, "ing"
    if "as" in frames:
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
    for k in right:
        if tree.dep[k] in ("prep", "agent", "dative") and tree.lower[k] in entry.prepositions:
            target = tree.kid(k, "pobj", "pcomp")
            if target is None:
                continue
            if k == cue[1]:
                cue = (cue[0], k + 1)
            end = tree.right[k]
            for later in right:
                if later > k and tree.dep[later] in ("xcomp", "advcl") and _to(tree, later):
                    end = max(end, tree.right[later])
            return [(k + 1, end)], cue, "+"
    if object_ is not None:
        for k in tree.kids[object_]:
            governed = k > object_ and tree.dep[k] == "prep" and tree.lower[k] in ("about", "for")
            if governed and tree.lower[k] in entry.prepositions and tree.kid(k, "pobj", "pcomp"):
                return [(k + 1, tree.right[k])], cue, "+"
        if tree.lower[object_] in _PRO_CLAUSE and "quote" in frames:
            return [(tree.left[object_], tree.right[object_])], cue, "obj"
        source = speaker_of(tree, i)
        shown = entry.act == "show" and source is not None and tree.lemma[source] in _STUDIES
        if shown:
            end = max([tree.right[object_], *(tree.right[k] for k in right if k > object_)])
            return [(tree.left[object_], end)], cue, "obj"
    aim = tree.dep[i] != "xcomp" or tree.tag[tree.head[i]] == "VBN"
    if entry.act == "discuss" and _to(tree, i) and aim:
        return None  # they met to discuss it; not authorised to discuss it
    text = "text" in frames and object_ is not None and tree.lemma[object_] in _TEXTS
    if object_ is not None and ("obj" in frames or text):
        end = tree.right[object_]
        for k in right:
            if (
                k > object_
                and tree.left[k] <= end + 1
                and (
                    (tree.dep[k] == "prep" and tree.lower[k] in _CARRY_ON)
                    or (tree.dep[k] in ("xcomp", "oprd"))
                )
            ):
                end = max(end, tree.right[k])
        return [(tree.left[object_], end)], cue, "obj"
    return None


def _through_occasion(tree: Tree, i: int) -> int | None:
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


def _relative(tree: Tree, i: int, entry: Cue, cue: Range) -> tuple[list[Range], Range, str] | None:
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


# Verbs that report nothing but speech: what follows them is told, even if the parse is at a loss.
_PLAIN = {"say", "add", "argue", "note", "insist", "claim", "warn", "explain", "suggest", "show"}


def _rest(tree: Tree, i: int, entry: Cue, cue: Range) -> tuple[list[Range], Range, str] | None:
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


def _passive(tree: Tree, i: int, entry: Cue, cue: Range) -> tuple[list[Range], Range, str] | None:
    frames = entry.frames
    subject = tree.kid(i, "nsubjpass", "nsubj")
    for k in tree.kids[i]:
        if tree.dep[k] == "xcomp" and _to(tree, k) and "passto" in frames:
            own = [] if subject is None else [(tree.left[subject], tree.right[subject])]
            return own + runs(tree.subtree(k)), cue, "passto"
        told = tree.dep[k] == "ccomp" and _finite(tree, k) and k > i
        if told and frames & {"passthat", "that"}:
            return runs(tree.subtree(k)), cue, "passthat"
        if tree.dep[k] == "xcomp" and _to(tree, k) and "objto" in frames:
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
    return not _to(tree, k) and (
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


def _to(tree: Tree, k: int) -> bool:
    return any(tree.tag[c] == "TO" and tree.dep[c] == "aux" for c in tree.kids[k])
