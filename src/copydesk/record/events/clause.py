"""Clause: the subjects, objects and phrases of a verb or noun, read from the parse.

All functions take and give token numbers.
"""

from __future__ import annotations

from copydesk.record.statements.tree import Tree

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_RELATIVE = frozenset("who whom which that".split())
_LIGHT_NOUNS = frozenset(
    """round series string number group lot couple set spate wave kind sort type form pair handful
    session return snapback part thousand hundred dozen million score ten dozens scores thousands
    none some all many most several few both each state tonne ton kilogram kilo litre liter
    barrel truckload planeload batch consignment bulk last rest majority worth day metre meter
    piece bit load""".split()
)


# Particles that take no noun themselves: "sounded out the junta".
_ADVERBS = frozenset("out off up down over back away".split())


_MEANS = frozenset(
    """telephone phone video videoconference letter email e-mail mail text post consensus force air
    land sea road rail train satellite acclamation proxy hand mistake law decree""".split()
)
_LOOSE = ("JJ", "VBG")  # what an agent may be hung on by mistake
_ALONE = frozenset(
    """attend participate meet agree resign arrive return die protest rally surrender walk march
    retreat talk flee abdicate""".split()
)
_FINITE = ("VBD", "VBZ", "VBP")


def is_verb(tree: Tree, i: int) -> bool:
    """Whether the token is a verb form."""
    return tree.tag[i].startswith("VB")


def passive(tree: Tree, v: int) -> bool:
    """Whether a verb is passive: with an auxiliary, or a participle after its noun."""
    if tree.tag[v] not in ("VBN", "VBD") or any(tree.dep[k] == "nsubj" for k in tree.kids[v]):
        return False
    if any(tree.dep[k] in ("auxpass", *_PASSIVE_SUBJECTS, "agent") for k in tree.kids[v]):
        return True
    if tree.tag[v] != "VBN":
        return False
    if tree.dep[v] == "conj" and not any(tree.dep[k] in ("aux", "nsubj") for k in tree.kids[v]):
        return passive(tree, tree.head[v])
    return tree.dep[v] in ("acl", "amod") or (
        tree.dep[v] in ("advcl", "ROOT") and not any(tree.dep[k] == "aux" for k in tree.kids[v])
    )


def with_conjuncts(tree: Tree, i: int) -> list[int]:
    """A noun and those joined to it by "and" or commas."""
    out = [i]
    for token in out:
        out += [k for k in tree.kids[token] if tree.dep[k] == "conj" and not is_verb(tree, k)]
    return sorted(out)


def subjects(tree: Tree, v: int, depth: int = 0) -> list[int]:
    """Who does what a verb says: its subject, its agent, or whoever it borrows one from."""
    if depth > 8:
        return []
    if passive(tree, v):
        return agents(tree, v)
    own = tree.kid(v, *_SUBJECTS)
    if own is not None:
        return _real(tree, v, own)
    return _borrowed(tree, v, depth)


def _real(tree: Tree, v: int, subject: int) -> list[int]:
    """A subject; where it is a relative pronoun, the noun it stands for."""
    pronoun = subject
    if tree.lower[subject] in ("all", "some", "both", "many", "most", "none", "each"):
        # "truces, all of which were violated"
        pronoun = next((t for t in tree.subtree(subject) if tree.lower[t] == "which"), subject)
    if tree.lower[pronoun] in _RELATIVE and (clause := _relative_clause(tree, v)) is not None:
        return _antecedent(tree, tree.head[clause], v)
    return with_conjuncts(tree, subject)


def _antecedent(tree: Tree, noun: int, v: int) -> list[int]:
    """What a relative clause is about: "A and B, which have tried" is about both."""
    several = tree.tag[v] == "VBP" or any(
        tree.lower[k] in ("have", "are", "were") for k in tree.kids[v] if k < v
    )
    while several and tree.dep[noun] == "conj" and tree.tag[noun] in ("NN", "NNP"):
        if is_verb(tree, tree.head[noun]):
            break
        noun = tree.head[noun]
    return with_conjuncts(tree, noun)


def _relative_clause(tree: Tree, v: int) -> int | None:
    """The relative clause's verb over v (v itself, or what v is joined to or completes)."""
    for _ in range(6):
        if tree.dep[v] == "relcl":
            return v
        if tree.dep[v] not in ("conj", "xcomp", "ccomp", "aux", "acomp"):
            return None
        v = tree.head[v]
    return None


def _borrowed(tree: Tree, v: int, depth: int) -> list[int]:
    """The subject of a verb that has none of its own."""
    dep, h = tree.dep[v], tree.head[v]
    if h == v:
        return []
    if dep == "conj":
        if tree.tag[v] in _FINITE and tree.tag[h] in ("VB", "VBG"):
            # "accused him of lying and called for": joined to the finite verb above.
            up = h
            while tree.head[up] != up and tree.tag[up] not in _FINITE:
                up = tree.head[up]
            h = up if tree.tag[up] in _FINITE else h
        if is_verb(tree, h) or tree.pos[h] == "AUX":
            if passive(tree, h):
                shared = tree.kid(h, *_PASSIVE_SUBJECTS)
                return _real(tree, h, shared) if shared is not None else []
            return subjects(tree, h, depth + 1)
        return []
    if dep in ("xcomp", "ccomp"):
        if tree.pos[h] in ("ADJ", "NOUN") and tree.dep[h] in ("acomp", "attr", "oprd"):
            return subjects(tree, tree.head[h], depth + 1)
        patient = tree.kid(h, "dobj", "dative") if tree.tag[v] == "VB" else None
        if patient is not None and tree.lemma[h] not in ("promise", "vow", "threaten"):
            return with_conjuncts(tree, patient)
        if passive(tree, h):
            patient = tree.kid(h, *_PASSIVE_SUBJECTS)
            if patient is not None:
                return _real(tree, h, patient)
            return objects(tree, h)
        return subjects(tree, h, depth + 1)
    if dep in ("advcl", "prep", "advmod", "dep"):
        if passive(tree, h):
            patient = tree.kid(h, *_PASSIVE_SUBJECTS)
            return _real(tree, h, patient) if patient is not None else []
        return subjects(tree, h, depth + 1) if is_verb(tree, h) or tree.pos[h] == "AUX" else []
    if dep == "acl":
        if tree.tag[v] == "VBG":
            return with_conjuncts(tree, h)
        return owners(tree, h, depth + 1)
    if dep == "relcl":
        return with_conjuncts(tree, h)
    if dep == "pcomp":
        governor = tree.head[h]
        if is_verb(tree, governor):
            patient = tree.kid(governor, "dobj", *_PASSIVE_SUBJECTS)
            if tree.lower[h] in ("of", "from", "for") and patient is not None:
                return _real(tree, governor, patient)
            return subjects(tree, governor, depth + 1)
        if tree.pos[governor] in ("NOUN", "PROPN"):
            return owners(tree, governor, depth + 1)
    return []


def agents(tree: Tree, v: int) -> list[int]:
    """Nouns after "by"; joined passives share theirs ("was seized and burned by soldiers")."""
    out = _after_by(tree, v)
    if not out and tree.dep[v] == "conj" and passive(tree, tree.head[v]):
        out = _after_by(tree, tree.head[v])
    if not out:
        for k in tree.kids[v]:
            if tree.dep[k] == "conj" and k - v < 6 and passive(tree, k):
                return _after_by(tree, k)
    if not out and tree.tag[v] == "VBN" and tree.dep[v] in ("acl", "relcl"):
        # "Rejected as insulting by the union": hung on the adjective.
        for k in tree.subtree(v):
            if tree.lower[k] == "by" and tree.head[k] != v and tree.tag[tree.head[k]] in _LOOSE:
                found = _after_by(tree, tree.head[k])
                if found and all(tree.tag[t] != "CD" for t in found):
                    return found
    return out


def _after_by(tree: Tree, v: int) -> list[int]:
    out: list[int] = []
    for k in tree.kids[v]:
        if tree.dep[k] in ("agent", "prep") and tree.lower[k] == "by":
            for p in tree.kids[k]:
                if tree.dep[p] == "pobj" and tree.tag[p] != "VBG" and not _means(tree, p):
                    out += with_conjuncts(tree, p)
    return out


def _means(tree: Tree, n: int) -> bool:
    """ "Negotiated by telephone", "sent by letter": how, not by whom."""
    return tree.lemma[n] in _MEANS and not any(tree.dep[k] == "det" for k in tree.kids[n])


def owners(tree: Tree, n: int, depth: int = 0) -> list[int]:
    """Who is behind a noun: its possessor, its agent, or the subject of the verb it completes."""
    owner = tree.kid(n, "poss")
    if owner is not None:
        return with_conjuncts(tree, owner)
    by = agents(tree, n)
    if by:
        return by
    h = tree.head[n]
    if depth > 8 or h == n:
        return []
    if tree.dep[n] == "dobj" and is_verb(tree, h):
        return subjects(tree, h, depth + 1)
    if tree.dep[n] == "attr":
        return subjects(tree, h, depth + 1)
    if tree.dep[n] == "conj":
        return owners(tree, h, depth + 1)
    if tree.dep[n] == "pobj":
        governor = tree.head[h]
        if is_verb(tree, governor) and tree.lower[h] != "by":
            return subjects(tree, governor, depth + 1)
        if tree.lower[h] == "of" and tree.lemma[governor] in _LIGHT_NOUNS:
            return owners(tree, governor, depth + 1)
    return []


def objects(tree: Tree, v: int) -> list[int]:
    """What a verb is done to: its object, or the subject of its passive."""
    if passive(tree, v):
        patient = tree.kid(v, *_PASSIVE_SUBJECTS)
        if patient is not None:
            return _real(tree, v, patient)
        if tree.dep[v] in ("acl", "relcl"):
            return with_conjuncts(tree, tree.head[v])
        if tree.dep[v] == "conj" and passive(tree, tree.head[v]):
            return objects(tree, tree.head[v])
        if tree.dep[v] in ("xcomp", "advcl", "conj"):
            return _borrowed(tree, v, 0)
        return []
    own = tree.kid(v, "dobj")
    if own is None and tree.kid(v, "dative") is not None:
        own = tree.kid(v, "npadvmod")  # "gave the firm a week"
    if own is not None:
        if tree.lower[own] in _RELATIVE and (clause := _relative_clause(tree, v)) is not None:
            return with_conjuncts(tree, tree.head[clause])
        return with_conjuncts(tree, own)
    if tree.dep[v] == "relcl" and tree.kid(v, *_SUBJECTS) is not None:
        subject = tree.kid(v, *_SUBJECTS)
        if subject is not None and tree.lower[subject] not in _RELATIVE:
            return with_conjuncts(tree, tree.head[v])
    for k in tree.kids[v]:
        # "called off the meeting": the parser often hangs the object on the particle.
        adverb = tree.dep[k] == "prt" or (k == v + 1 and tree.lower[k] in _ADVERBS)
        if adverb and (under := tree.kid(k, "pobj")) is not None:
            return with_conjuncts(tree, under)
    for k in tree.kids[v]:
        # "seized and still hold the town"
        alone = tree.lemma[v] in _ALONE  # "resigned and fled the country"
        if (
            tree.dep[k] == "conj"
            and not alone
            and is_verb(tree, k)
            and tree.kid(k, *_SUBJECTS) is None
        ):
            shared = tree.kid(k, "dobj")
            if shared is not None and k - v <= 3:
                return with_conjuncts(tree, shared)
    return []


def indirect(tree: Tree, v: int) -> list[int]:
    """The person given or told something."""
    k = tree.kid(v, "dative")
    if k is None:
        return []
    if tree.pos[k] == "ADP":
        return [t for p in tree.kids[k] if tree.dep[p] == "pobj" for t in with_conjuncts(tree, p)]
    return with_conjuncts(tree, k)


def phrase(tree: Tree, i: int, preposition: str) -> list[int]:
    """Nouns after a preposition that hangs on a word."""
    out: list[int] = []
    for k in tree.kids[i]:
        if tree.dep[k] in ("prep", "dative", "agent", "prt", "advmod") and (
            tree.lower[k] == preposition or _compound(tree, k, preposition)
        ):
            for p in tree.kids[k]:
                if tree.dep[p] in ("pobj", "pcomp"):
                    out += with_conjuncts(tree, p)
    return out


def _compound(tree: Tree, k: int, preposition: str) -> bool:
    """Out of, away from: the preposition hangs on a particle."""
    return any(
        tree.lower[p] == preposition and tree.dep[p] == "prep" for p in tree.kids[k]
    ) and tree.dep[k] in ("prt", "advmod")


def phrases(tree: Tree, i: int, preposition: str) -> list[int]:
    """As `phrase`, through a particle too ("walk out of the talks")."""
    found = phrase(tree, i, preposition)
    if found:
        return found
    for k in tree.kids[i]:
        if tree.dep[k] in ("prt", "advmod", "prep", "dobj", "acomp"):
            found = phrase(tree, k, preposition)
            if found:
                return found
    return []


def core(tree: Tree, n: int) -> int:
    """The noun that counts: "round of talks" gives talks."""
    if tree.lemma[n] in _LIGHT_NOUNS or tree.tag[n] == "CD":
        for k in tree.kids[n]:
            if tree.lower[k] == "of" and (inner := tree.kid(k, "pobj")) is not None:
                return inner
    return n


def modal(tree: Tree, v: int) -> str:
    """The modal before a verb ("will", "would" ...), "to", or empty."""
    for k in tree.kids[v]:
        if tree.dep[k] == "aux" and (tree.tag[k] in ("MD", "TO")):
            return {
                "'ll": "will",
                "’ll": "will",
                "'d": "would",
                "’d": "would",
                "wo": "will",
                "ca": "can",
            }.get(tree.lower[k], tree.lower[k])
    return ""
