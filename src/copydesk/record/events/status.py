"""Status: how far what a word tells is real.

An event counts as done only where its own form says so (a past tense, a participle, a noun that
something happened to) and nothing above it in the sentence takes that back: a modal, a negation, a
condition, a plan, a proposal, a demand, a refusal, a denial, a claim, a hedge. What has no licence
is hypothetical. Source of the idea: Saurí and Pustejovsky, FactBank, 2009; Karttunen, implicative
verbs, 1971.
"""

from __future__ import annotations

from dataclasses import replace

from copydesk.record.events import about, clause
from copydesk.record.events.form import (
    BE,
    HAVE,
    MODALS,
    OCCUR,
    PLANNED,
    is_finite,
    is_to,
    key_of,
    said_of,
    shared_modal,
    with_adverbs,
)
from copydesk.record.events.negation import (
    AHEAD,
    CONDITIONS,
    conditional,
    conditional_clause,
    has_no,
    is_given,
    is_negated,
    mark_of,
)
from copydesk.record.events.operators import of_object, operators, status_of
from copydesk.record.events.reality import REAL, SOFT, Reality, negate, under, unless_negated
from copydesk.record.record import Status
from copydesk.record.statements.tree import Tree

_DEEP = 12


def reality(tree: Tree, i: int) -> Reality:
    """How far what token i tells is real."""
    found = _of_verb(tree, i, 0) if clause.is_verb(tree, i) else _of_word(tree, i, 0)
    return with_adverbs(tree, i, found)


# Verbs -----------------------------------------------------------------------------------------


def _of_verb(tree: Tree, v: int, depth: int) -> Reality:
    if depth > _DEEP:
        return Reality(Status.HYPOTHETICAL, licensed=False)
    found = _form(tree, v, depth)
    if is_negated(tree, v):
        found = negate(found, clause.modal(tree, v))
    if conditional(tree, v):
        found = replace(found, conditional=True)
        if found.status in SOFT and found.present:
            found = replace(found, status=Status.HYPOTHETICAL)
    return found


def _form(tree: Tree, v: int, depth: int) -> Reality:
    """From the verb's own form, and from what it hangs on where the form leaves it open."""
    tag, modal = tree.tag[v], clause.modal(tree, v)
    if modal and modal != "to":
        return _clause(tree, v, depth, MODALS.get(modal, Reality(Status.HYPOTHETICAL)))
    if modal == "to":
        be = is_to(tree, v)
        if be and any(tree.lower[k] == "yet" for k in tree.kids[tree.head[v]]):
            return Reality(Status.NEGATED, negated=True)
        if (
            be
            and any(tree.lower[k] in ("were",) for k in (tree.head[v],))
            and conditional_clause(tree, tree.head[v])
        ):
            return Reality(Status.HYPOTHETICAL)
        return _clause(tree, tree.head[v], depth, PLANNED) if be else _governed(tree, v, depth)
    aux = [tree.lower[k] for k in tree.kids[v] if tree.dep[k] in ("aux", "auxpass")]
    if "having" in aux or ("being" in aux and not any(a in BE - {"being", "been"} for a in aux)):
        return _governed(tree, v, depth)
    if tag == "VB":
        if any(a in ("did", "does", "do") for a in aux):
            return _clause(tree, v, depth, replace(REAL, present="did" not in aux))
        if tree.dep[v] == "conj" and (modal_of := shared_modal(tree, v)):
            return _clause(tree, v, depth, MODALS.get(modal_of, Reality(Status.HYPOTHETICAL)))
        if tree.dep[v] in ("ROOT", "conj") and tree.kid(v, "nsubj") is None and not aux:
            if tree.dep[v] == "conj":
                return _governed(tree, v, depth)
            return Reality(Status.DEMANDED, licensed=False)
        if tree.kid(v, "nsubj") is not None and tree.dep[v] == "ccomp":
            # A subjunctive: "insisted that he attend".
            return under(Reality(Status.DEMANDED), _above(tree, v, depth))
        return _governed(tree, v, depth)
    if tag == "VBG":
        if any(a in BE for a in aux):
            past = any(a in ("was", "were", "been") for a in aux)
            return _clause(tree, v, depth, replace(REAL, ongoing=True, present=not past))
        return _governed(tree, v, depth)
    if tag == "VBN" and not aux and tree.kid(v, "nsubj") is None:
        return _governed(tree, v, depth)
    now = tag in ("VBZ", "VBP") or (
        tag == "VBN" and any(a in ("is", "are", "'s", "’s") for a in aux)
    )
    if now and not any(a in HAVE for a in aux):
        return _clause(tree, v, depth, replace(REAL, present=True))
    return _clause(tree, v, depth, REAL)


def _clause(tree: Tree, v: int, depth: int, own: Reality) -> Reality:
    """A finite verb: its own form under whatever its clause hangs on."""
    dep, h = tree.dep[v], tree.head[v]
    if h == v or depth > _DEEP:
        return own
    mark = mark_of(tree, v)
    if mark in CONDITIONS or (dep in ("ccomp", "pcomp") and is_given(tree, v)):
        return replace(own, status=Status.HYPOTHETICAL, conditional=False, licensed=False)
    if mark in AHEAD:
        # "before they met" says that they did only where all is past.
        if own.status is Status.REALISED and not own.present:
            return under(own, _node(tree, h, depth + 1))
        awaited = mark != "before" and own.present  # "until he steps down"
        return replace(own, status=Status.HYPOTHETICAL if awaited else Status.PLANNED, future=True)
    if dep == "advcl":
        return _time_clause(tree, v, own, mark, depth)
    if dep == "ccomp":
        if v < h and (("v", tree.lemma[h]) not in operators() or _parted(tree, v, h)):
            return own  # two sentences with a semicolon
        return under(own, _complement_of(tree, v, h, depth))
    if dep in ("acl", "relcl"):
        if own.future and (undone := about.undone_above(tree, h)) is not None:
            return undone
        told = dep == "acl" and tree.lower[tree.left[v]] == "that"  # "fears that"
        return under(own, about.of_clause(tree, h, told))
    if dep in ("pcomp", "csubj", "csubjpass"):
        governor = tree.head[h] if dep == "pcomp" else h
        return under(own, _op_of(tree, governor))
    if dep == "conj":
        return under(own, _branch(tree, h, depth))
    return own


def _parted(tree: Tree, v: int, h: int) -> bool:
    """Whether a semicolon or colon stands between two verbs."""
    return any(tree.lower[t] in (";", ":", "—", "–") for t in range(v, h))


def _time_clause(tree: Tree, v: int, own: Reality, mark: str, depth: int) -> Reality:
    h = tree.head[v]
    if tree.lower[h] == "soon":
        h = tree.head[h]  # "as soon as they leave, we will sign"
    goes_along = mark in ("after", "as", "while") and own.present and not own.ongoing
    if mark in ("when", "once") or goes_along:
        outer = _node(tree, h, depth + 1)
        if outer.status is not Status.REALISED:
            return replace(own, status=Status.HYPOTHETICAL)
    return own


def _branch(tree: Tree, h: int, depth: int) -> Reality:
    """What hangs over the first of several joined verbs hangs over the others too."""
    while tree.dep[h] == "conj":
        h = tree.head[h]
    mark = mark_of(tree, h)
    if mark in CONDITIONS:
        return Reality(Status.HYPOTHETICAL)
    if tree.dep[h] == "ccomp" and clause.is_verb(tree, h):
        return _complement_of(tree, h, tree.head[h], depth)
    if tree.dep[h] in ("acl", "relcl"):
        return about.of_clause(tree, tree.head[h])
    return REAL


def _governed(tree: Tree, v: int, depth: int) -> Reality:
    """An infinitive, gerund or participle: it depends on its governor."""
    dep, h, tag = tree.dep[v], tree.head[v], tree.tag[v]
    if h == v:
        # Headlines: "Aldo to meet Orla", "Troops killed".
        if tag == "VB":
            return replace(PLANNED, licensed=False)
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
        if mark_of(tree, v) in CONDITIONS:
            return Reality(Status.HYPOTHETICAL)
        return _node(tree, h, depth + 1)
    if dep in ("acl", "relcl"):
        if tag == "VB":
            return about.of_infinitive(tree, h)
        if tag == "VBG" and operators().get(("n", tree.lemma[h])) == "negated":
            return Reality(Status.NEGATED, negated=True)
        over = tree.head[h]
        if tag == "VBN" and tree.dep[h] == "dobj" and tree.lemma[over] in ("have", "get", "keep"):
            return _node(tree, over, depth + 1)  # "to have troops deployed"
        return about.of_clause(tree, h)
    if dep == "pcomp":
        return _after_preposition(tree, v, h, depth)
    if dep in ("csubj", "nsubj", "dobj", "csubjpass", "nsubjpass", "pobj", "attr"):
        return _of_word(tree, v, depth + 1)
    if dep == "amod":
        return Reality(Status.HYPOTHETICAL, licensed=False)
    return (
        Reality(Status.HYPOTHETICAL, licensed=False) if tag == "VB" else _node(tree, h, depth + 1)
    )


def _like(tree: Tree, v: int, h: int, depth: int) -> Reality:
    """The second of two joined verbs, as real as the first, without its own negation."""
    return _form(tree, h, depth + 1)


# "Did not confirm that they would come" leaves it open.
_TELLS_FACT = frozenset("confirm know reveal acknowledge admit concede prove note".split())


def _complement_of(tree: Tree, v: int, h: int, depth: int) -> Reality:
    """What a verb or adjective says of the clause or infinitive that completes it."""
    op = operators().get(key_of(tree, h))
    if tree.lemma[h] == "be" and (told := tree.kid(h, "acomp")) is not None:
        op = operators().get(("a", tree.lemma[told]), op)  # "it is possible that"
    if any(tree.lower[k] == "yet" for k in tree.kids[h]) and tree.lemma[h] in (
        "have",
        "be",
        "remain",
    ):
        return Reality(Status.NEGATED, negated=True)
    if tree.lower[h] == "going" and tree.tag[v] == "VB":
        return _with_context(PLANNED, _context(tree, h, depth))
    if op == "obliged":
        past = tree.tag[h] in ("VBD", "VBN")
        return Reality(Status.UNCERTAIN) if past else Reality(Status.DEMANDED, obliged=True)
    finite = is_finite(tree, v)
    if op is None:
        if finite or tree.tag[v] == "VBG":
            return _context(tree, h, depth) if not finite else REAL
        if tree.kid(h, "dobj") is not None or not clause.is_verb(tree, h):
            return Reality(Status.HYPOTHETICAL, licensed=False)
        return Reality(Status.HYPOTHETICAL, licensed=False)
    if op == "real":
        outer = _context(tree, h, depth)
        unsure = finite and outer.status is Status.NEGATED and tree.lemma[h] in _TELLS_FACT
        return Reality(Status.UNCERTAIN) if unsure else outer
    if op == "told":
        if finite and tree.tag[h] == "VBG" and tree.dep[h] == "advcl":
            return REAL  # "has not accepted it, saying that"
        unsaid = finite and _context(tree, h, depth).status is Status.NEGATED
        return REAL if finite and not unsaid else Reality(Status.UNCERTAIN)
    if op == "pending":
        outer = _context(tree, h, depth)
        return Reality(Status.HYPOTHETICAL) if outer.status is Status.REALISED else outer
    base = Reality(status_of(op), future=op in ("planned", "intended", "offered", "threatened"))
    if finite and op in ("planned", "intended", "offered", "threatened"):
        # "promised that it had been done" promises nothing.
        base = base if clause.modal(tree, v) else REAL
    outer = _context(tree, h, depth)
    if outer.status is Status.NEGATED:
        return unless_negated(base, op)
    if outer.status is Status.DENIED:
        return outer
    if op == "negated" and outer.status in (Status.HYPOTHETICAL, Status.PLANNED):
        return Reality(Status.HYPOTHETICAL)
    return under(base, outer) if outer.status not in SOFT else base


def _with_context(base: Reality, outer: Reality) -> Reality:
    return base if outer.status in SOFT else under(base, outer)


def _context(tree: Tree, h: int, depth: int) -> Reality:
    """How real a governor is."""
    if clause.is_verb(tree, h):
        return with_adverbs(tree, h, _of_verb(tree, h, depth + 1))
    if tree.dep[h] in ("acomp", "attr", "oprd", "ccomp", "xcomp"):
        return with_adverbs(tree, tree.head[h], _of_verb(tree, tree.head[h], depth + 1))
    return REAL


def _above(tree: Tree, v: int, depth: int) -> Reality:
    return _context(tree, tree.head[v], depth)


def _op_of(tree: Tree, h: int) -> Reality:
    op = operators().get(key_of(tree, h))
    return REAL if op in (None, "real", "told", "pending", "obliged") else Reality(status_of(op))


def _node(tree: Tree, h: int, depth: int) -> Reality:
    """How real the verb or noun is that something hangs on."""
    if depth > _DEEP:
        return Reality(Status.HYPOTHETICAL, licensed=False)
    if clause.is_verb(tree, h):
        return with_adverbs(tree, h, _of_verb(tree, h, depth))
    if tree.pos[h] == "AUX":
        return with_adverbs(tree, h, _of_verb(tree, h, depth))
    return REAL


def _after_preposition(tree: Tree, v: int, p: int, depth: int) -> Reality:
    """A gerund after a preposition."""
    word, governor = tree.lower[p], tree.head[p]
    if word == "without":
        return Reality(Status.NEGATED, negated=True)
    if word in ("instead", "rather"):
        return Reality(Status.NEGATED, negated=True)
    op = operators().get(key_of(tree, governor))
    if op is not None and op not in ("told", "obliged"):
        if op == "real":
            return _context(tree, governor, depth)
        outer = _context(tree, governor, depth) if clause.is_verb(tree, governor) else REAL
        if outer.status is Status.NEGATED:
            return unless_negated(Reality(Status.NEGATED), op)
        return Reality(status_of(op))
    if word == "by" and clause.is_verb(tree, governor):
        outer = _node(tree, governor, depth + 1)
        # "it can seek enforcement by suing" tells of a way, not of a suit.
        return Reality(Status.HYPOTHETICAL) if outer.present and not outer.ongoing else outer
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


# Nouns -----------------------------------------------------------------------------------------


def _of_word(tree: Tree, n: int, depth: int) -> Reality:
    """How real a noun's (or adjective's) event is, from what it hangs on."""
    if depth > _DEEP:
        return Reality(Status.HYPOTHETICAL, licensed=False)
    if tree.pos[n] == "ADJ" and tree.dep[n] in ("acomp", "attr", "oprd", "ccomp", "xcomp"):
        return _context(tree, n, depth)
    if has_no(tree, n):
        return Reality(Status.NEGATED, negated=True)
    if any(tree.lower[k] in ("any", "whatever") for k in tree.kids[n]):
        return Reality(Status.HYPOTHETICAL)
    changed = about.modified(tree, n)
    found = _place_of_noun(tree, n, depth)
    if changed is None:
        return found
    called_off = changed.status in (Status.CANCELLED, Status.POSTPONED)
    if found.status in SOFT or not found.licensed or called_off:
        return changed
    return found


def _place_of_noun(tree: Tree, n: int, depth: int) -> Reality:
    dep, h = tree.dep[n], tree.head[n]
    if dep in ("conj", "appos"):
        return _of_word(tree, h, depth + 1) if tree.pos[h] in ("NOUN", "PROPN") else REAL
    if dep in ("dobj", "nsubjpass", "attr", "oprd"):
        if dep == "attr":
            return _node(tree, h, depth + 1)
        key = key_of(tree, h)
        op = of_object(tree, h) or operators().get(key)
        outer = _node(tree, h, depth + 1)
        if op == "real" and outer.status is Status.NEGATED and tree.lemma[h] in _TELLS_FACT:
            return replace(REAL, licensed=False)  # "never acknowledged the attack"
        if op in (None, "real", "told"):
            return outer
        if outer.status is Status.NEGATED:
            # "has not claimed the attack" says nothing of the attack.
            return replace(unless_negated(Reality(Status.NEGATED), op), licensed=op == "planned")
        return (
            under(Reality(status_of(op)), outer)
            if outer.status not in SOFT
            else Reality(status_of(op))
        )
    if dep in ("nsubj", "csubj"):
        said = tree.kid(h, "acomp", "oprd", "attr")
        if (
            said is not None
            and tree.lemma[said] in _DOUBTED
            and tree.kid(said, "xcomp", "ccomp") is None
        ):
            return Reality(Status.UNCERTAIN)  # "a summit looks unlikely"
        found = _node(tree, said_of(tree, h), depth + 1)
        op = of_object(tree, h)
        if op in ("postponed", "cancelled") and tree.kid(h, "dobj") is None:
            return Reality(status_of(op))  # a passive that the parser took for an active
        if found.status is Status.NEGATED and tree.lemma[h] not in OCCUR and tree.lemma[h] != "be":
            return replace(REAL, licensed=False)
        return found
    if dep == "pobj":
        return _noun_after(tree, n, h, depth)
    if h == n:
        return Reality(Status.UNCERTAIN, licensed=False)
    return Reality(Status.HYPOTHETICAL, licensed=False)


_DOUBTED = frozenset("unlikely likely possible impossible uncertain doubtful remote".split())
_BOUND_FOR = frozenset(
    "send travel arrive come fly go head return invite gather leave prepare".split()
)


def _noun_after(tree: Tree, n: int, p: int, depth: int) -> Reality:
    """A noun after a preposition."""
    word, governor = tree.lower[p], tree.head[p]
    if word == "off" and (gone := operators().get(("o", f"{tree.lemma[governor]} off"))):
        return Reality(status_of(gone))  # "called off a trip", its noun hung on the particle
    if word == "of" and tree.dep[p] == "prep" and tree.lower[governor] == "ahead":
        return PLANNED
    if word in ("before", "until", "till") or (word == "of" and tree.lower[governor] == "ahead"):
        return PLANNED
    if word in ("after", "following", "since", "during", "despite", "amid", "amidst", "throughout"):
        outer = _node(tree, governor, depth + 1)
        if outer.status in (Status.PLANNED,):
            return PLANNED if word == "during" else replace(REAL, licensed=False)
        return REAL
    if word == "without":
        return Reality(Status.NEGATED, negated=True)
    if word == "of" and tree.pos[governor] in ("NOUN", "PROPN"):
        op = operators().get(("n", tree.lemma[governor]))
        if op and op not in ("real", "told"):
            return Reality(status_of(op))
        return _of_word(tree, governor, depth + 1)
    if word in ("in", "at", "by", "on", "with", "from", "through"):
        if clause.is_verb(tree, governor):
            op = operators().get(key_of(tree, governor))
            if op in ("planned", "hypothetical", "denied", "demanded", "proposed", "pending"):
                return Reality(status_of(op))
            found = _node(tree, governor, depth + 1)
            if found.status is Status.NEGATED and not found.future:
                found = REAL  # what did not happen did not happen there
            return found if word in ("in", "at", "by", "with") else replace(found, licensed=False)
        if word in ("in", "at"):
            return replace(_of_word(tree, governor, depth + 1), licensed=True)
        return Reality(Status.HYPOTHETICAL, licensed=False)
    if word == "for" and clause.is_verb(tree, governor) and tree.lemma[governor] in _BOUND_FOR:
        return PLANNED
    return Reality(Status.HYPOTHETICAL, licensed=False)
