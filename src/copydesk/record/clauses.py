"""Clauses: by which verb or noun a time or place hangs, and which deeds of a sentence share it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

# Dependencies along which a modifier belongs to the same noun.
_INNER = frozenset(
    "dobj obj pobj prep attr nsubjpass nsubj oprd dative agent compound amod nmod appos acomp "
    "poss npadvmod advmod pcomp quantmod nummod det".split()
)
_SAYING = frozenset(
    "say tell add state announce note report write stress warn predict claim insist argue "
    "declare explain reply remark comment deny confirm admit suggest".split()
)
# Participles that tell when the noun before them takes place: "the round, scheduled for October".
_DATING = frozenset(
    "schedule hold set plan slate start begin open convene expect conclude end due fix launch "
    "postpone".split()
)
# Participles that share the time of the deed they stand in: "resumed talks brokered by".
_SHARING = frozenset("broker mediate host hold lead convene sponsor chair facilitate".split())
# "The visit that he made to Oslo": the verb tells nothing but the noun.
_MAKING = frozenset(("make", "pay"))
# Verbs whose infinitive tells of one deed with them, and what did happen: "managed to agree".
RAISING = frozenset("manage fail begin start continue happen cease use seem appear help".split())


def attachment(doc: Doc, first: int, last: int, token: Token, over: bool = False) -> int | None:
    """How closely the modifier of tokens `first` to `last` hangs by a deed; None if not at all.

    0 is the closest. `token` names the deed. `over`: the modifier is a time that is past, so that
    "threatened to walk out on Saturday" may well tell when it was threatened.
    """
    above = governor(doc, first, last)
    if first <= token.i < last and above.i != token.i:
        return None
    if above.i == token.i:
        return 0
    deed, other = clause_of(token), clause_of(above)
    is_noun = token.pos_ in ("NOUN", "PROPN")
    if is_noun and (holds(token, above) or _dated_by(token, other)):
        return 0
    if deed.i == other.i:
        # A noun other than ours that the modifier hangs by keeps it for itself.
        if above.pos_ in ("NOUN", "PROPN"):
            return 1 if holds(above, token) or deed.i == token.i else 3
        return 1
    if deed.dep_ == "relcl" and first <= deed.head.i < last:
        return 1  # "in February 2020, when Peru stayed away"
    if _leads(last, other, deed):
        return 2
    if not is_noun and _object_dated_by(deed, other):
        return 2
    if other.dep_ == "xcomp" and other.head.i == deed.i:
        return 2 if deed.lemma_.lower() in RAISING else 5 if over else None
    if deed.dep_ == "xcomp" and deed.head.i == other.i and other.lemma_.lower() in RAISING:
        return 2
    return 4 if _inherits(deed, other) else None


def governor(doc: Doc, first: int, last: int) -> Token:
    """The verb or noun that tokens `first` to `last` (a time, a place) modify."""
    said = told_at(doc, first, last)
    if said is not None:
        return said
    node = doc[first:last].root
    for _ in range(8):
        head = node.head
        if head.i == node.i:
            return node
        if first <= head.i < last or head.pos_ in ("ADP", "SCONJ", "PART", "ADV", "NUM"):
            node = head
            continue
        if head.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON"):
            # "In Geneva on Friday": a place that a time was hung by has no time.
            if head.pos_ == "PROPN" and head.dep_ == "pobj" and node.dep_ != "compound":
                node = head
                continue
            return head
        node = head
    return node


def told_at(doc: Doc, first: int, last: int) -> Token | None:
    """ "Said on Friday he would come": the verb of saying that stands right before the words.

    The parser often hangs such a time or place by what was said.
    """
    before = first - 1
    if before > 0 and doc[before].pos_ == "ADP":
        before -= 1  # the words were given without their "on", "in"
    verb = doc[before] if before >= 0 else None
    if verb is None or verb.tag_ not in ("VBD", "VBN") or verb.lemma_.lower() not in _SAYING:
        return None
    above = doc[first:last].root
    for _ in range(3):
        above = above.head
        if above.pos_ in ("VERB", "AUX"):
            break
    stolen = above.i >= last and above.dep_ in ("ccomp", "xcomp") and above.head.i == verb.i
    return verb if stolen else None


def clause_of(token: Token) -> Token:
    """The verb that heads the clause a token stands in."""
    node = token
    for _ in range(40):
        if node.pos_ in ("VERB", "AUX") and node.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return node
        if node.head.i == node.i:
            return node
        node = node.head
    return node


def holds(noun: Token, inner: Token) -> bool:
    """Whether `inner` is a modifier of the noun, verbs apart."""
    node = inner
    for _ in range(12):
        if node.i == noun.i:
            return True
        if node.pos_ in ("VERB", "AUX") or node.dep_ not in _INNER or node.head.i == node.i:
            return False
        node = node.head
    return False


def _dated_by(noun: Token, verb: Token) -> bool:
    """Whether the verb is a participle after the noun that dates it or shares its time."""
    if verb.dep_ == "xcomp" and verb.head.lower_ == "due" and verb.head.head.i == noun.i:
        return True  # "a summit, due to take place in Oslo"
    made = verb.head if verb.dep_ == "xcomp" else verb  # "a visit he was to make"
    return (
        made.dep_ in ("acl", "relcl")
        and made.head.i == noun.i
        and verb.lemma_.lower() in _DATING | _SHARING | _MAKING
    )


def _object_dated_by(deed: Token, verb: Token) -> bool:
    """ "Attend the next round, scheduled for October": the deed's object is dated."""
    if verb.lemma_.lower() not in _DATING or verb.dep_ not in ("acl", "relcl", "advcl"):
        return False
    if verb.dep_ == "advcl":
        # The parser hung the participle by the verb.
        bare = not any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in verb.children)
        return bare and verb.tag_ == "VBN" and verb.head.i == deed.i
    noun = verb.head
    return noun.head.i == deed.i or (noun.dep_ == "pobj" and noun.head.head.i == deed.i)


def _leads(end: int, first: Token, deed: Token) -> bool:
    """Whether a modifier ending at token `end` opens a chain of verbs that the deed continues."""
    chain = deed
    for _ in range(6):
        if chain.dep_ != "conj" or chain.head.i == chain.i:
            return False
        chain = chain.head
        if chain.i == first.i:
            own_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in deed.children)
            return end <= first.i or (not own_subject and end <= deed.i)
    return False


def _inherits(deed: Token, other: Token) -> bool:
    """Whether the deed is told inside the clause that has the modifier, as a side of it.

    "Met on Sunday without agreeing", "on Friday, suggesting that", "agreed ... to meet on Friday"
    do; what somebody said on Friday that others would do does not.
    """
    node = deed
    for _ in range(4):
        if node.head.i == node.i:
            return False
        if node.dep_ == "acl" and node.tag_ == "VBN" and node.lemma_.lower() in _SHARING:
            node = clause_of(node.head)
            if node.i == other.i:
                return True
            continue
        if node.dep_ == "relcl" and _same_time(node):
            node = clause_of(node.head)
            if node.i == other.i:
                return True
            continue
        if node.dep_ in ("advcl", "pcomp") or (node.dep_ == "prep"):
            marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "advmod")}
            if marks & {"if", "unless", "until", "before", "after", "because", "since", "although"}:
                return False
            node = clause_of(node.head)
            if node.i == other.i:
                return True
            continue
        if node.dep_ == "xcomp":
            if node.head.lemma_.lower() in _SAYING:
                return False
            node = node.head
            if node.i == other.i:
                return False
            continue
        return False
    return False


def _same_time(relative: Token) -> bool:
    """ "A pact under which Peru promised", "who then reimposed": at the time of the pact."""
    for child in relative.children:
        if child.lower_ in ("then", "thereupon") and child.dep_ == "advmod":
            return True
        if child.dep_ == "prep" and any(c.lower_ == "which" for c in child.children):
            return child.lower_ in ("under", "in", "at", "by", "during", "with")
    return False
