"""Status: how far what a word tells is real.

An event counts as done only where its own form says so (a past tense, a participle, a noun that
something happened to) and nothing above it in the sentence takes that back: a modal, a negation, a
condition, a plan, a proposal, a demand, a refusal, a denial, a claim, a hedge. What has no licence
is hypothetical. Source of the idea: Saurí and Pustejovsky, FactBank, 2009; Karttunen, implicative
verbs, 1971.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from copydesk.record.events import clause
from copydesk.record.events.operators import operators
from copydesk.record.record import Status
from copydesk.record.statements.tree import Tree

_DEEP = 12


@dataclass(frozen=True, slots=True)
class Reality:
    """How far something is real, and why.

    `refused` marks a negation of something to come ("will not go"), `conditional` what hangs on
    a condition, `future` what is to come; `first` whether a modal alone carries it.
    """

    status: Status
    future: bool = False
    conditional: bool = False
    negated: bool = False
    habitual: bool = False
    ongoing: bool = False
    present: bool = False
    obliged: bool = False
    licensed: bool = True


REAL = Reality(Status.REALISED)
_SOFT = (Status.REALISED, Status.CLAIMED)


def reality(tree: Tree, i: int) -> Reality:
    """How far what token i tells is real."""
    found = _of_verb(tree, i, 0) if clause.is_verb(tree, i) else _of_word(tree, i, 0)
    return _with_adverbs(tree, i, found)


def under(inner: Reality, outer: Reality) -> Reality:
    """What is told inside something that is itself only so real."""
    a, b = inner.status, outer.status
    if b in _SOFT:
        status = Status.CLAIMED if b is Status.CLAIMED and a is Status.REALISED else a
    elif b is Status.NEGATED:
        status = Status.NEGATED
    elif b is Status.DENIED or a in _SOFT or b in (Status.HYPOTHETICAL, Status.CANCELLED):
        status = b
    else:
        status = a
    return replace(
        inner,
        status=status,
        future=inner.future or outer.future,
        conditional=inner.conditional or outer.conditional,
        habitual=inner.habitual or outer.habitual,
        negated=inner.negated or outer.negated,
    )


# Verbs -----------------------------------------------------------------------------------------


def _of_verb(tree: Tree, v: int, depth: int) -> Reality:
    if depth > _DEEP:
        return Reality(Status.HYPOTHETICAL, licensed=False)
    found = _form(tree, v, depth)
    if _negated(tree, v):
        found = _negate(found, clause.modal(tree, v))
    if conditional(tree, v):
        found = replace(found, conditional=True)
        if found.status in _SOFT and found.present:
            found = replace(found, status=Status.HYPOTHETICAL)
    return found


def _form(tree: Tree, v: int, depth: int) -> Reality:
    """From the verb's own form, and from what it hangs on where the form leaves it open."""
    tag, modal = tree.tag[v], clause.modal(tree, v)
    if modal and modal != "to":
        return _clause(tree, v, depth, _MODALS.get(modal, Reality(Status.HYPOTHETICAL)))
    if modal == "to":
        be = _is_to(tree, v)
        return _clause(tree, v, depth, _PLANNED) if be else _governed(tree, v, depth)
    aux = [tree.lower[k] for k in tree.kids[v] if tree.dep[k] in ("aux", "auxpass")]
    if "having" in aux or "being" in aux and not any(a in _BE - {"being", "been"} for a in aux):
        return _governed(tree, v, depth)
    if tag == "VB":
        if any(a in ("did", "does", "do") for a in aux):
            return _clause(tree, v, depth, replace(REAL, present="did" not in aux))
        if tree.dep[v] == "conj" and (modal_of := _shared_modal(tree, v)):
            return _clause(tree, v, depth, _MODALS.get(modal_of, Reality(Status.HYPOTHETICAL)))
        if tree.dep[v] in ("ROOT", "conj") and tree.kid(v, "nsubj") is None and not aux:
            if tree.dep[v] == "conj":
                return _governed(tree, v, depth)
            return Reality(Status.DEMANDED, licensed=False)
        if tree.kid(v, "nsubj") is not None and tree.dep[v] == "ccomp":
            # A subjunctive: "insisted that he attend".
            return under(Reality(Status.DEMANDED), _above(tree, v, depth))
        return _governed(tree, v, depth)
    if tag == "VBG":
        if any(a in _BE for a in aux):
            past = any(a in ("was", "were", "been") for a in aux)
            return _clause(tree, v, depth, replace(REAL, ongoing=True, present=not past))
        return _governed(tree, v, depth)
    if tag == "VBN" and not aux and tree.kid(v, "nsubj") is None:
        return _governed(tree, v, depth)
    if tag in ("VBZ", "VBP") or (tag == "VBN" and any(a in ("is", "are", "'s", "’s") for a in aux)):
        if not any(a in _HAVE for a in aux):
            return _clause(tree, v, depth, replace(REAL, present=True))
    return _clause(tree, v, depth, REAL)


_BE = frozenset("is are was were am be been being 's ’s 're ’re 'm ’m".split())
_HAVE = frozenset("has have had 've ’ve having".split())
_PLANNED = Reality(Status.PLANNED, future=True)
_MODALS = {
    "will": _PLANNED,
    "shall": _PLANNED,
    "wo": _PLANNED,
    "would": Reality(Status.HYPOTHETICAL, future=True),
    "may": Reality(Status.HYPOTHETICAL),
    "might": Reality(Status.HYPOTHETICAL),
    "could": Reality(Status.HYPOTHETICAL),
    "can": Reality(Status.HYPOTHETICAL),
    "must": Reality(Status.DEMANDED, obliged=True),
    "should": Reality(Status.DEMANDED, obliged=True),
    "ought": Reality(Status.DEMANDED, obliged=True),
}


def _is_to(tree: Tree, v: int) -> bool:
    """He is to carry messages; they are set to meet is told by its own word."""
    h = tree.head[v]
    return (
        tree.dep[v] in ("xcomp", "acl", "ccomp", "advcl") and tree.lemma[h] == "be" and h < v
        and tree.kid(h, "attr", "acomp") is None
    )


def _shared_modal(tree: Tree, v: int) -> str:
    """Will meet and sign: the second verb shares the first one's modal."""
    h = tree.head[v]
    for _ in range(5):
        modal = clause.modal(tree, h)
        if modal:
            return modal if modal != "to" else ""
        if tree.dep[h] != "conj":
            return ""
        h = tree.head[h]
    return ""


def _clause(tree: Tree, v: int, depth: int, own: Reality) -> Reality:
    """A finite verb: its own form under whatever its clause hangs on."""
    dep, h = tree.dep[v], tree.head[v]
    if h == v or depth > _DEEP:
        return own
    mark = _mark(tree, v)
    if mark in _CONDITIONS:
        return replace(own, status=Status.HYPOTHETICAL, conditional=False, licensed=False)
    if mark in _AHEAD:
        # "before they met" says that they did only where all is past.
        if own.status is Status.REALISED and not own.present:
            return under(own, _node(tree, h, depth + 1))
        return replace(own, status=Status.PLANNED, future=True)
    if dep == "advcl":
        return _time_clause(tree, v, own, mark, depth)
    if dep == "ccomp":
        if v < h and ("v", tree.lemma[h]) not in operators():
            return own  # two sentences with a semicolon
        return under(own, _complement_of(tree, v, h, depth))
    if dep in ("acl", "relcl"):
        told = dep == "acl" and tree.lower[tree.left[v]] == "that"  # "fears that"
        return under(own, _noun_of(tree, h, depth, told))
    if dep in ("pcomp", "csubj", "csubjpass"):
        governor = tree.head[h] if dep == "pcomp" else h
        return under(own, _op_of(tree, governor))
    if dep == "conj":
        return under(own, _branch(tree, h, depth))
    return own


def _time_clause(tree: Tree, v: int, own: Reality, mark: str, depth: int) -> Reality:
    h = tree.head[v]
    if mark in ("when", "once", "after", "as soon as") and own.present:
        outer = _node(tree, h, depth + 1)
        if outer.status is not Status.REALISED:
            return replace(own, status=Status.HYPOTHETICAL)
    return own


def _branch(tree: Tree, h: int, depth: int) -> Reality:
    """What hangs over the first of several joined verbs hangs over the others too."""
    while tree.dep[h] == "conj":
        h = tree.head[h]
    mark = _mark(tree, h)
    if mark in _CONDITIONS:
        return Reality(Status.HYPOTHETICAL)
    if tree.dep[h] == "ccomp" and clause.is_verb(tree, h):
        return _complement_of(tree, h, tree.head[h], depth)
    if tree.dep[h] in ("acl", "relcl"):
        return _noun_of(tree, tree.head[h], depth)
    return REAL


def _mark(tree: Tree, v: int) -> str:
    for k in tree.kids[v]:
        if tree.dep[k] in ("mark", "advmod") and k < v and tree.lower[k] in _MARKS:
            if tree.lower[k] == "if" and k and tree.lower[k - 1] in ("as", "even", "asked"):
                continue
            return tree.lower[k]
        if tree.dep[k] == "prep" and k < v and tree.lower[k] in ("until", "till", "before", "once"):
            return tree.lower[k]
    if tree.left[v] >= 2 and tree.lower[tree.left[v] - 1] == "long" and tree.lower[tree.left[v] - 2] == "as":
        return "if"
    return ""


_CONDITIONS = frozenset(("if", "unless", "whether", "provided", "providing", "lest", "should", "assuming"))
_AHEAD = frozenset(("before", "until", "till"))
_MARKS = _CONDITIONS | _AHEAD | {"when", "once", "after", "because", "since", "while"}


def _governed(tree: Tree, v: int, depth: int) -> Reality:
    """An infinitive, gerund or participle: it depends on its governor."""
    dep, h, tag = tree.dep[v], tree.head[v], tree.tag[v]
    if h == v:
        # Headlines: "Aldo to meet Orla", "Troops killed".
        if tag == "VB":
            return replace(_PLANNED, licensed=False)
        return replace(REAL, licensed=tag == "VBN")
    if dep == "conj":
        if not clause.is_verb(tree, h):
            return _node(tree, h, depth + 1)
        if tree.tag[h] == tag or tag == "VB":
            return _like(tree, v, h, depth)
        return REAL if tag in ("VBN", "VBD") else _like(tree, v, h, depth)
    if dep in ("xcomp", "ccomp"):
        return _complement_of(tree, v, h, depth)
    if dep == "advcl":
        if tag == "VB":
            return Reality(Status.HYPOTHETICAL, licensed=False)  # a purpose
        if _mark(tree, v) in _CONDITIONS:
            return Reality(Status.HYPOTHETICAL)
        return _node(tree, h, depth + 1)
    if dep in ("acl", "relcl"):
        if tag == "VB":
            return _infinitive_of_noun(tree, h, depth)
        return _noun_of(tree, h, depth)
    if dep == "pcomp":
        return _after_preposition(tree, v, h, depth)
    if dep in ("csubj", "nsubj", "dobj", "csubjpass", "nsubjpass", "pobj", "attr"):
        return _of_word(tree, v, depth + 1)
    if dep == "amod":
        return Reality(Status.HYPOTHETICAL, licensed=False)
    return Reality(Status.HYPOTHETICAL, licensed=False) if tag == "VB" else _node(tree, h, depth + 1)


def _like(tree: Tree, v: int, h: int, depth: int) -> Reality:
    """The second of two joined verbs, as real as the first, without its own negation."""
    return _form(tree, h, depth + 1)


def _complement_of(tree: Tree, v: int, h: int, depth: int) -> Reality:
    """What a verb or adjective says of the clause or infinitive that completes it."""
    op = operators().get(_key(tree, h))
    if any(tree.lower[k] == "yet" for k in tree.kids[h]) and tree.lemma[h] in ("have", "be", "remain"):
        return Reality(Status.NEGATED, negated=True)
    if tree.lower[h] == "going" and tree.tag[v] == "VB":
        return _with_context(_PLANNED, _context(tree, h, depth))
    if op == "obliged":
        past = tree.tag[h] in ("VBD", "VBN")
        return Reality(Status.UNCERTAIN) if past else Reality(Status.DEMANDED, obliged=True)
    finite = _finite(tree, v)
    if op is None:
        if finite or tree.tag[v] == "VBG":
            return _context(tree, h, depth) if not finite else REAL
        if tree.kid(h, "dobj") is not None or not clause.is_verb(tree, h):
            return Reality(Status.HYPOTHETICAL, licensed=False)
        return Reality(Status.HYPOTHETICAL, licensed=False)
    if op == "real":
        return _context(tree, h, depth)
    if op == "told":
        return REAL if finite else Reality(Status.UNCERTAIN)
    if op == "pending":
        outer = _context(tree, h, depth)
        return Reality(Status.HYPOTHETICAL) if outer.status is Status.REALISED else outer
    base = Reality(Status(op), future=op in ("planned", "intended", "offered", "threatened"))
    if finite and op in ("planned", "intended", "offered", "threatened"):
        # "promised that it had been done" promises nothing.
        base = base if clause.modal(tree, v) else REAL
    outer = _context(tree, h, depth)
    if outer.status is Status.NEGATED:
        return _unless_negated(base, op)
    if outer.status is Status.DENIED:
        return outer
    if op == "negated" and outer.status in (Status.HYPOTHETICAL, Status.PLANNED):
        return Reality(Status.HYPOTHETICAL)
    return under(base, outer) if outer.status not in _SOFT else base


def _with_context(base: Reality, outer: Reality) -> Reality:
    return base if outer.status in _SOFT else under(base, outer)


def _finite(tree: Tree, v: int) -> bool:
    if tree.tag[v] in ("VBD", "VBZ", "VBP") or tree.pos[v] == "AUX":
        return True
    return any(
        tree.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in tree.kids[v] if tree.dep[k].startswith("aux")
    )


def _unless_negated(base: Reality, op: str) -> Reality:
    """A negated operator: "did not fail to" is done; "did not plan to", "does not want to" not."""
    if op == "negated":
        return Reality(Status.UNCERTAIN)
    if op == "denied":
        return Reality(Status.UNCERTAIN)
    if op in ("planned", "intended", "offered"):
        return Reality(Status.NEGATED, negated=True, future=True)
    return Reality(Status.NEGATED, negated=True)


def _context(tree: Tree, h: int, depth: int) -> Reality:
    """How real a governor is."""
    if clause.is_verb(tree, h):
        return _with_adverbs(tree, h, _of_verb(tree, h, depth + 1))
    if tree.dep[h] in ("acomp", "attr", "oprd", "ccomp", "xcomp"):
        return _with_adverbs(tree, tree.head[h], _of_verb(tree, tree.head[h], depth + 1))
    return REAL


def _above(tree: Tree, v: int, depth: int) -> Reality:
    return _context(tree, tree.head[v], depth)


def _key(tree: Tree, h: int) -> tuple[str, str]:
    if clause.is_verb(tree, h):
        if tree.tag[h] == "VBN" and clause.passive(tree, h) and ("p", tree.lemma[h]) in operators():
            return "p", tree.lemma[h]
        return "v", tree.lemma[h]
    return ("a" if tree.pos[h] in ("ADJ", "ADV") else "n"), tree.lemma[h]


def _op_of(tree: Tree, h: int) -> Reality:
    op = operators().get(_key(tree, h))
    return REAL if op in (None, "real", "told", "pending", "obliged") else Reality(Status(op))


def _node(tree: Tree, h: int, depth: int) -> Reality:
    """How real the verb or noun is that something hangs on."""
    if depth > _DEEP:
        return Reality(Status.HYPOTHETICAL, licensed=False)
    if clause.is_verb(tree, h):
        return _with_adverbs(tree, h, _of_verb(tree, h, depth))
    if tree.pos[h] == "AUX":
        return _with_adverbs(tree, h, _of_verb(tree, h, depth))
    return REAL


def _after_preposition(tree: Tree, v: int, p: int, depth: int) -> Reality:
    """A gerund after a preposition."""
    word, governor = tree.lower[p], tree.head[p]
    if word == "without":
        return Reality(Status.NEGATED, negated=True)
    if word in ("instead", "rather"):
        return Reality(Status.NEGATED, negated=True)
    op = operators().get(_key(tree, governor))
    if op is not None and op not in ("told", "obliged"):
        if op == "real":
            return _context(tree, governor, depth)
        outer = _context(tree, governor, depth) if clause.is_verb(tree, governor) else REAL
        if outer.status is Status.NEGATED:
            return _unless_negated(Reality(Status.NEGATED), op)
        return Reality(Status.HYPOTHETICAL if op == "pending" else Status(op))
    if word in ("after", "since", "by", "despite", "while", "when", "upon", "through", "with"):
        return _node(tree, governor, depth + 1) if clause.is_verb(tree, governor) else REAL
    if word == "before":
        outer = _node(tree, governor, depth + 1)
        return Reality(Status.UNCERTAIN if outer.status is Status.REALISED else Status.PLANNED)
    if word == "for" and clause.is_verb(tree, governor):
        # Thanked, blamed, jailed for doing it.
        return Reality(Status.CLAIMED)
    if word == "of" and clause.is_verb(tree, governor):
        return Reality(Status.CLAIMED)  # accused of
    if word == "in" and clause.is_verb(tree, governor):
        return _node(tree, governor, depth + 1)
    return Reality(Status.HYPOTHETICAL, licensed=False)


_OCCUR = frozenset("be happen occur take materialise materialize begin start come resume go open".split())

# Nouns -----------------------------------------------------------------------------------------


def _noun_of(tree: Tree, n: int, depth: int, told: bool = False) -> Reality:
    """A clause about a noun: real unless the noun itself is only planned, any, possible."""
    if any(tree.lower[k] in ("any", "whatever", "whichever") for k in tree.kids[n]):
        return Reality(Status.HYPOTHETICAL)
    for k in tree.kids[n]:
        if tree.dep[k] in ("det", "neg") and tree.lower[k] in ("no", "neither"):
            return Reality(Status.NEGATED, negated=True)
    h = tree.head[n]
    if tree.dep[n] == "pobj" and tree.lower[h] == "of" and tree.pos[tree.head[h]] == "NOUN":
        over = operators().get(("n", tree.lemma[tree.head[h]]))
        if over in ("hypothetical", "planned", "proposed", "demanded", "threatened", "negated"):
            return Reality(Status(over))
    if tree.dep[n] == "attr" and _negated(tree, tree.head[n]):
        return Reality(Status.NEGATED, negated=True)
    op = operators().get(("n", tree.lemma[n]))
    if tree.dep[n] in ("dobj", "nsubjpass") and operators().get(("o", tree.lemma[h])) == "denied":
        return Reality(Status.DENIED)
    if op in ("denied", "claimed", "uncertain"):
        return Reality(Status(op))
    if told and op not in (None, "real", "told", "pending", "planned", "obliged"):
        return Reality(Status(op))
    return _modified(tree, n) or REAL


def _infinitive_of_noun(tree: Tree, n: int, depth: int) -> Reality:
    """Plan to, threat to, decision to, attempt to; "the first to" is real."""
    op = operators().get(("n", tree.lemma[n]))
    if op is None:
        if any(tree.lower[k] in ("first", "last", "latest", "only", "second") for k in tree.kids[n]):
            return REAL
        return Reality(Status.HYPOTHETICAL, licensed=False)
    base = Reality(Status.HYPOTHETICAL) if op in ("real", "told", "pending") else Reality(Status(op))
    if _no(tree, n) or (tree.dep[n] == "dobj" and _negated(tree, tree.head[n])):
        return Reality(Status.NEGATED, negated=True)
    return base


def _no(tree: Tree, n: int) -> bool:
    """Whether a noun stands with "no" or "neither"; "no more than" is not meant."""
    return any(
        tree.lower[k] in ("no", "neither")
        and tree.dep[k] in ("det", "neg", "preconj", "cc")
        and tree.lower[k + 1] not in ("more", "less", "fewer", "doubt")
        for k in tree.kids[n]
    )


def _modified(tree: Tree, n: int) -> Reality | None:
    """What an adjective or participle before a noun says of it."""
    for k in tree.kids[n]:
        if tree.dep[k] in ("amod", "compound", "nmod", "advmod"):
            op = operators().get(("m", tree.lower[k]))
            if op == "real":
                return REAL
            if op:
                return Reality(Status(op))
    return None


def _of_word(tree: Tree, n: int, depth: int) -> Reality:
    """How real a noun's (or adjective's) event is, from what it hangs on."""
    if depth > _DEEP:
        return Reality(Status.HYPOTHETICAL, licensed=False)
    if tree.pos[n] == "ADJ" and tree.dep[n] in ("acomp", "attr", "oprd", "ccomp", "xcomp"):
        return _context(tree, n, depth)
    if _no(tree, n):
        return Reality(Status.NEGATED, negated=True)
    if any(tree.lower[k] in ("any", "whatever") for k in tree.kids[n]):
        return Reality(Status.HYPOTHETICAL)
    changed = _modified(tree, n)
    found = _place_of_noun(tree, n, depth)
    if changed is None:
        return found
    return changed if found.status in _SOFT or not found.licensed else found


def _place_of_noun(tree: Tree, n: int, depth: int) -> Reality:
    dep, h = tree.dep[n], tree.head[n]
    if dep in ("conj", "appos"):
        return _of_word(tree, h, depth + 1) if tree.pos[h] in ("NOUN", "PROPN") else REAL
    if dep in ("dobj", "nsubjpass", "attr", "oprd"):
        if dep == "attr":
            return _node(tree, h, depth + 1)
        key = _key(tree, h)
        op = operators().get(("o", tree.lemma[h])) or operators().get(key)
        outer = _node(tree, h, depth + 1)
        if op in (None, "real", "told"):
            return outer
        if outer.status is Status.NEGATED:
            return _unless_negated(Reality(Status.NEGATED), op)
        if op == "pending":
            return Reality(Status.HYPOTHETICAL)
        return under(Reality(Status(op)), outer) if outer.status not in _SOFT else Reality(Status(op))
    if dep in ("nsubj", "csubj"):
        found = _node(tree, h, depth + 1)
        if found.status is Status.NEGATED and tree.lemma[h] not in _OCCUR:
            return replace(REAL, licensed=False)
        return found
    if dep == "pobj":
        return _noun_after(tree, n, h, depth)
    if h == n:
        return Reality(Status.UNCERTAIN, licensed=False)
    return Reality(Status.HYPOTHETICAL, licensed=False)


def _noun_after(tree: Tree, n: int, p: int, depth: int) -> Reality:
    """A noun after a preposition."""
    word, governor = tree.lower[p], tree.head[p]
    if word == "of" and tree.dep[p] == "prep" and tree.lower[governor] == "ahead":
        return _PLANNED
    if word in ("before", "until", "till") or (word == "of" and tree.lower[governor] == "ahead"):
        return _PLANNED
    if word in ("after", "following", "since", "during", "despite", "amid", "amidst", "throughout"):
        outer = _node(tree, governor, depth + 1)
        if outer.status in (Status.PLANNED,):
            return _PLANNED if word == "during" else replace(REAL, licensed=False)
        return REAL
    if word == "without":
        return Reality(Status.NEGATED, negated=True)
    if word == "of" and tree.pos[governor] in ("NOUN", "PROPN"):
        op = operators().get(("n", tree.lemma[governor]))
        if op and op not in ("real", "told"):
            return Reality(Status.HYPOTHETICAL if op == "pending" else Status(op))
        return _of_word(tree, governor, depth + 1)
    if word in ("in", "at", "by", "on", "with", "from", "through"):
        if clause.is_verb(tree, governor):
            op = operators().get(_key(tree, governor))
            if op in ("planned", "hypothetical", "denied", "demanded", "proposed", "pending"):
                return Reality(Status.HYPOTHETICAL if op == "pending" else Status(op))
            found = _node(tree, governor, depth + 1)
            if found.status is Status.NEGATED and not found.future:
                found = REAL  # what did not happen did not happen there
            return found if word in ("in", "at", "by", "with") else replace(found, licensed=False)
        if word in ("in", "at"):
            return replace(_of_word(tree, governor, depth + 1), licensed=True)
        return Reality(Status.HYPOTHETICAL, licensed=False)
    if word == "for" and clause.is_verb(tree, governor):
        if tree.lemma[governor] in ("send", "travel", "arrive", "come", "fly", "go", "head", "return",
                                    "invite", "gather", "leave", "prepare"):
            return _PLANNED
    return Reality(Status.HYPOTHETICAL, licensed=False)


# Negation, conditions, adverbs -------------------------------------------------------------------


_NOT = frozenset("not n't n’t never neither nor hardly scarcely barely nowhere".split())
_NOBODY = frozenset("nobody none nothing neither no-one".split())


def _negated(tree: Tree, v: int) -> bool:
    for k in tree.kids[v]:
        if tree.lower[k] == "longer" and any(tree.lower[n] in ("no", "any") for n in tree.kids[k]):
            return True
        if tree.dep[k] == "neg" or (tree.lower[k] in _NOT and tree.dep[k] in ("advmod", "preconj", "cc")):
            if tree.lower[k] == "no" and tree.dep[k] != "neg":
                continue
            if k + 1 < len(tree) and tree.lower[k + 1] in ("only", "just") and tree.lower[k] == "not":
                continue
            return True
        if tree.dep[k] in ("nsubj", "nsubjpass", "dobj"):
            if tree.lower[k] in _NOBODY or (tree.lower[k] == "one" and _no(tree, k)):
                return True
            if _no(tree, k) or _no(tree, clause.core(tree, k)) or tree.lower[k] == "none":
                return True
            if any(tree.lower[d] == "not" for d in tree.kids[k]):
                return True  # "not a single prisoner"
    # "Neither side agreed"; the second verb of "did not meet or talk".
    if tree.dep[v] == "conj" and tree.tag[v] == "VB" and tree.kid(v, "nsubj") is None:
        h = tree.head[v]
        if clause.is_verb(tree, h) and tree.tag[h] == "VB" and _negated(tree, h):
            return any(tree.lower[k] in ("or", "nor") for k in tree.kids[h])
    return False


def _negate(found: Reality, modal: str) -> Reality:
    if modal in ("can", "could") and found.status is Status.HYPOTHETICAL:
        return replace(found, status=Status.NEGATED, negated=True)
    if found.status is Status.NEGATED:
        return replace(found, status=Status.UNCERTAIN)
    if found.status is Status.HYPOTHETICAL and not found.future:
        return replace(found, negated=True)
    return replace(found, status=Status.NEGATED, negated=True)


def conditional(tree: Tree, v: int) -> bool:
    """Whether a clause "if", "unless" ... hangs on the verb, or on the verb it completes."""
    for k in tree.kids[v]:
        if tree.dep[k] == "advcl" and (
            _mark(tree, k) in ("if", "unless", "provided", "should", "until", "providing")
        ):
            return True
        if tree.lower[k] in ("unless", "without") and tree.dep[k] == "prep" and k < v:
            return True
        if tree.lower[k] == "exchange":
            return True
        if tree.lower[k] == "in" and any(tree.lower[p] in ("exchange", "return") for p in tree.kids[k]):
            return True
    return False


def conditional_clause(tree: Tree, v: int) -> bool:
    """Whether a verb heads a clause "if", "unless" ..."""
    return _mark(tree, v) in _CONDITIONS or _mark(tree, v) == "until"


def demanded_by_condition(tree: Tree, v: int) -> bool:
    """ "Unless the tariffs are withdrawn, nothing can be settled" demands their withdrawal."""
    if tree.dep[v] != "advcl" or _mark(tree, v) not in ("unless", "until"):
        return False
    over = tree.head[v]
    modal = clause.modal(tree, over)
    return modal in ("will", "can", "shall", "would", "could") and _negated(tree, over)


def there_will_be_no(tree: Tree, n: int) -> bool:
    """ "There will be no sixth round": a noun denied a future."""
    h = tree.head[n]
    return (
        tree.dep[n] == "attr"
        and _no(tree, n)
        and clause.modal(tree, h) == "will"
        and any(tree.dep[k] == "expl" for k in tree.kids[h])
    )


def _with_adverbs(tree: Tree, i: int, found: Reality) -> Reality:
    """Reportedly, allegedly, perhaps, yet to, almost; repeatedly, often."""
    for k in tree.kids[i]:
        if tree.dep[k] not in ("advmod", "npadvmod", "prep", "advcl", "amod"):
            continue
        op = operators().get(("d", tree.lower[k]))
        if op is None:
            continue
        if op == "habitual":
            found = replace(found, habitual=True)
        elif found.status in _SOFT:
            found = replace(found, status=Status(op))
    return found
