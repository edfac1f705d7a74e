"""Who speaks: the subject of a cue, its own or shared, and how far the words for it reach."""

from __future__ import annotations

from copydesk.record.statements.tree import Range, Tree, trimmed

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SHARING = {"xcomp", "advcl", "conj", "ccomp", "acl", "relcl", "pcomp", "prep", "dep"}
_WHEN = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "yesterday", "today", "tomorrow", "tonight", "morning", "afternoon", "evening", "night",
    "week", "month", "year",
}  # fmt: skip


def speaker_of(tree: Tree, verb: int) -> int | None:
    """The head token of the one who does what the verb says, or None.

    A verb without a subject of its own shares that of the verb it hangs on ("..., adding that").
    """
    if verb in tree.shared:
        return tree.shared[verb]
    whose = _whose(tree, verb)
    if whose is not None:
        return whose
    v = verb
    for _ in range(8):
        if is_passive(tree, v) and v == verb:
            return agent_of(tree, v)
        subject = tree.kid(v, *SUBJECTS)
        if subject is not None:
            return None if tree.lower[subject] in ("there", "it's") else subject
        dep, head = tree.dep[v], tree.head[v]
        if head == v and v == verb:
            return _before(tree, verb)
        if head == v or dep not in _SHARING:
            return None
        if dep in ("acl", "relcl") and tree.pos[head] in ("NOUN", "PROPN", "PRON"):
            active = tree.tag[v] != "VBN" or v != verb or _is_finite(tree, v)
            return head if active else None
        if dep == "ccomp" and tree.tag[v] not in ("VB", "VBG"):
            return None
        if dep == "prep" and tree.lower[v] == "for":
            # They blamed her for saying so: she said it.
            object_ = tree.kid(head, "dobj")
            if object_ is not None and object_ < v:
                return object_
        v = head
    return None


def _whose(tree: Tree, verb: int) -> int | None:
    """The noun after "whose" that a finite verb belongs to, though the parser hangs it elsewhere.

    "..., whose chief, General Rey, said": the parser takes chief and said apart.
    """
    before = verb - 1
    while before > 0 and (not tree.word[before] or tree.dep[before] in ("aux", "advmod", "neg")):
        before -= 1
    node = before
    for _ in range(12):
        if tree.head[node] == node or tree.pos[node] in ("VERB", "AUX"):
            return None
        if any(tree.lower[k] == "whose" for k in tree.kids[node]):
            loose = tree.dep[node] not in SUBJECTS and tree.tag[verb] in ("VBD", "VBZ", "VBP")
            return node if loose and tree.sentence[node] == tree.sentence[verb] else None
        node = tree.head[node]
    return None


def _before(tree: Tree, verb: int) -> int | None:
    """The noun before a finite verb that the parser hung in the phrase before the comma.

    "In a letter to Ann Lee, Moss and six others wrote that": Moss.
    """
    if tree.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    first = tree.sentences[tree.sentence[verb]][0]
    comma = next((t for t in range(verb - 1, first, -1) if tree.lower[t] == ","), None)
    if comma is None or tree.pos[first] not in ("ADP", "SCONJ") or tree.quote[comma] >= 0:
        return None
    for t in range(comma + 1, verb):
        if tree.pos[t] in ("NOUN", "PROPN") and not comma < tree.head[t] < verb:
            return t
    return None


def _is_finite(tree: Tree, verb: int) -> bool:
    """Whether what the parser takes for a participle is the verb of a sentence that has no other.

    "Peru's president, Luis Rey, called the pact a trap": the parser makes the president the root.
    """
    head = tree.head[verb]
    apart = not tree.word[verb - 1] and verb - head > 2
    return (
        tree.dep[verb] == "acl"
        and tree.tag[verb] == "VBN"
        and tree.head[head] == head
        and tree.pos[head] in ("NOUN", "PROPN")
        and apart
        and tree.kid(verb, "agent", "auxpass") is None
    )


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb is in the passive."""
    if tree.tag[verb] not in ("VBN", "VBD"):
        return False
    if any(tree.dep[k] in ("auxpass", "nsubjpass") for k in tree.kids[verb]):
        return True
    if _is_finite(tree, verb):
        return False
    if tree.dep[verb] in ("acl", "advcl") and tree.tag[verb] == "VBN":
        return not any(tree.lower[k] in ("have", "has", "had", "having") for k in tree.kids[verb])
    if any(tree.lower[k] in ("have", "has", "had", "having") for k in tree.kids[verb]):
        return False
    if tree.dep[verb] == "conj" and tree.tag[verb] == "VBN":
        own = tree.kid(verb, *SUBJECTS)
        return (
            own is None and is_passive(tree, tree.head[verb]) if tree.head[verb] != verb else False
        )
    return tree.kid(verb, "agent") is not None


def agent_of(tree: Tree, verb: int) -> int | None:
    """Who did it, of a verb in the passive: the noun after "by"."""
    agents = [k for k in tree.kids[verb] if tree.dep[k] == "agent"]
    agents += [k for k in tree.kids[verb] if tree.lower[k] == "by" and k > verb]
    by = next((k for k in agents if not _is_not(tree, k)), None)
    return None if by is None else tree.kid(by, "pobj")


def _is_not(tree: Tree, preposition: int) -> bool:
    """ "Not by the union"."""
    return tree.lower[preposition - 1] == "not" or any(
        tree.dep[k] == "neg" for k in tree.kids[preposition]
    )


def words_of(tree: Tree, noun: int, cue: Range | None = None) -> Range:
    """The words that name a speaker: with article, titles, appositions and relative clauses.

    They end before the cue and before a quotation, and lose a time at their end.
    """
    start, end = tree.left[noun], tree.right[noun]
    for k in tree.kids[noun]:
        if _is_finite(tree, k):
            end = min(end, tree.left[k])
    if cue:
        if cue[0] > noun:
            end = min(end, cue[0])
        elif cue[1] <= noun:
            start = max(start, cue[1])
    for i in range(noun - 1, start - 1, -1):
        if tree.quote[i] != tree.quote[noun] and tree.quote[noun] < 0 and not _short(tree, i):
            start = i + 1
            break
        if "\n" in tree.lower[i]:
            start = i + 1
            break
    for i in range(noun + 1, end):
        if tree.quote[i] != tree.quote[noun] and not _short(tree, i):
            end = i
            break
    while end - 1 > noun and (tree.lower[end - 1] in _WHEN or not tree.word[end - 1]):
        cut = end - 1
        if tree.lower[cut] in _WHEN and tree.lower[cut - 1] in (
            "on",
            "last",
            "this",
            "late",
            "early",
        ):
            cut -= 1
        end = cut
    return trimmed(tree, (start, max(end, noun + 1))) or (noun, noun + 1)


def _short(tree: Tree, token: int) -> bool:
    """Whether the quotation around a token is too short to be an utterance (a nickname)."""
    number = tree.quote[token]
    if number < 0:
        return True
    quotation = tree.quotations.items[number]
    return quotation.last - quotation.first <= 4
