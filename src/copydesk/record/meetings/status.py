"""Status of a mention: how far the meeting that a noun or verb names is real."""

from __future__ import annotations

from spacy.tokens import Token

from copydesk.record.clauses import clause_of
from copydesk.record.meetings.lexicon import lexicon
from copydesk.record.record import MeetingStatus
from copydesk.record.times.frame import Way
from copydesk.record.times.tense import verb_way

_MAYBE = frozenset({"may", "might", "could"})
# "Called off", "put off", "broken off".
_OFF = {
    "call": MeetingStatus.CANCELLED,
    "put": MeetingStatus.POSTPONED,
    "break": MeetingStatus.HELD,
}
_GOING_ON = frozenset(("underway", "under", "progress"))
_OFFERED = frozenset(("invitation", "offer", "proposal", "request", "suggestion"))
_OCCUR = frozenset(("take", "happen", "go", "hold", "proceed"))
_DOUBTED = frozenset("unlikely possible impossible uncertain doubtful remote".split())
_DOUBT = frozenset({"if", "whether", "unless"})


_CONVENE = frozenset(("meet", "gather", "convene", "assemble"))


def noun_status(noun: Token) -> MeetingStatus | None:
    """The status of the meeting that a noun names; None where the words tell nothing of it."""
    words = lexicon()
    verb = clause_of(noun)
    if turned_down(noun):
        return MeetingStatus.REFUSED
    if (undone := _of_undone(verb)) is not None:
        return undone
    misread = verb.dep_ == "csubj" and verb.tag_ in ("VBD", "VBN") and noun.head.i == verb.i
    if misread:  # "a meeting planned for Friday will not take place"
        verb = verb.head
    if noun.dep_ == "nsubj" and any(
        c.lower_ in _DOUBTED for c in verb.children if c.dep_ in ("acomp", "oprd", "attr")
    ):
        return MeetingStatus.UNCERTAIN  # "a summit looks unlikely"
    off = verb.lemma_ in _OCCUR and _negated(verb) and _will(verb)
    if off and noun.dep_ in ("nsubj", "nsubjpass"):
        return MeetingStatus.CANCELLED  # "planned for Friday, will not take place"
    if noun.dep_ in ("nsubjpass", "dobj") and verb.i == noun.head.i:
        # "A summit planned for May was postponed": the verb has the last word.
        undone = _of_verb(verb, False)
        if undone in (MeetingStatus.POSTPONED, MeetingStatus.CANCELLED, MeetingStatus.REFUSED):
            return undone
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod", "acl") and child.i < noun.i:
            found = words.modifier.get(child.lower_)
            if found is not None:
                return found
    for child in noun.children:
        purpose = child.tag_ == "VB" and child.dep_ == "acl"  # "talks to end the war"
        if child.dep_ in ("acl", "relcl") and child.i > noun.i and not purpose:
            found = _of_verb(child, child.dep_ == "acl")
            if found is not None:
                return found
    head = noun.head
    while head.dep_ in ("conj",) and head.head.i != head.i:
        head = head.head
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "csubj", "ROOT") or (
        noun.dep_ == "conj"
    ):
        verb = clause_of(noun)
        if verb.pos_ in ("VERB", "AUX"):
            return _of_verb(verb, False)
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ == "off" and noun.head.head.lemma_ in _OFF:
        return _OFF[noun.head.head.lemma_]  # "called off a trip", hung on the particle
    if noun.dep_ == "pobj":
        return _after_preposition(noun)
    verb = clause_of(noun)
    return _of_verb(verb, False) if verb.pos_ in ("VERB", "AUX") else None


def _of_undone(verb: Token) -> MeetingStatus | None:
    """ "Cancelled a trip to Paris, where he was to attend a summit": nor will he attend it."""
    while verb.dep_ == "xcomp" and verb.head.pos_ in ("AUX", "VERB"):
        verb = verb.head
    if verb.dep_ != "relcl" or (verb_way(verb) is Way.PAST and verb.lemma_ != "be"):
        return None
    noun = verb.head
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    over = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or over.pos_ != "VERB" or _negated(over):
        return None
    told = lexicon().verb.get(over.lemma_.lower())
    return told if told in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED) else None


def turned_down(noun: Token) -> bool:
    """Whether somebody will not hold or return to the talks that a noun names.

    "Refused to return to talks", "decided not to hold talks", "will not resume negotiations". Who
    does not attend a summit does not undo it.
    """
    node = noun
    while node.dep_ == "pobj" and node.head.lower_ in ("to", "in", "into", "with", "of"):
        node = node.head.head
    if node is noun and noun.dep_ == "dobj":
        node = noun.head
    if node.pos_ != "VERB" or node.lemma_.lower() not in lexicon().entered:
        return False
    above = node.head
    if node.dep_ in ("xcomp", "pcomp") and above.i != node.i:
        above = above if above.pos_ in ("VERB", "ADJ") else above.head
        if lexicon().verb.get(above.lemma_.lower()) is MeetingStatus.REFUSED:
            return not _negated(above)
        if _negated(node) or _negated(above):
            return lexicon().verb.get(above.lemma_.lower()) is MeetingStatus.PLANNED
    aux = {c.lower_ for c in node.children if c.dep_ == "aux"}
    return _negated(node) and bool(aux & {"will", "would", "wo", "shall"})


def verb_status_of(verb: Token) -> MeetingStatus | None:
    """The status of a meeting that is held, put off or called off, as "it"."""
    return _of_verb(verb, False) if _tells(verb) else None


def _tells(verb: Token) -> bool:
    told = lexicon().verb.get(verb.lemma_.lower())
    off = any(c.lower_ == "off" for c in verb.children if c.dep_ == "prt")
    return (
        off
        or told
        in (
            MeetingStatus.POSTPONED,
            MeetingStatus.CANCELLED,
        )
        or verb.lemma_.lower() in ("hold", "convene", "reschedule")
    )


def _after_preposition(noun: Token) -> MeetingStatus | None:
    """ "Ahead of the talks", "speaking at a meeting", "called for talks"."""
    lead = noun.head
    word = lead.lower_
    if word == "of" and lead.head.lower_ == "ahead":
        word = "ahead of"
    above = lead.head
    verb = clause_of(lead)
    lemma = above.lemma_.lower()
    words = lexicon()
    if above.pos_ in ("NOUN", "PROPN") and word == "of":
        # "The resumption of talks", "a round of talks": the noun above tells.
        return noun_status(above)
    if above.pos_ in ("NOUN",) and words.verb.get(lemma) and word in ("for", "on", "to"):
        return words.verb[lemma]
    if above.pos_ in ("VERB", "ADJ") and words.verb.get(lemma) in (
        MeetingStatus.PROPOSED,
        MeetingStatus.REFUSED,
        MeetingStatus.PLANNED,
    ):
        if lemma == "agree" and word != "to":
            return None
        return _of_verb(above, False)
    if _negated(verb) and word in ("at", "in", "for"):
        return MeetingStatus.UNCERTAIN
    found = words.lead.get(word)
    if found is MeetingStatus.PLANNED and word in ("for", "to") and verb.pos_ == "VERB":
        if word == "for" and lemma in _CONVENE and above.i == verb.i:
            return verb_status(verb)  # "met in Rome for talks": one thing with the meeting
        # "Arrived in Rome for talks": about to be held, or being held.
        return MeetingStatus.UNCERTAIN if _doubtful(verb) else MeetingStatus.PLANNED
    if found is MeetingStatus.HELD and word in ("after", "following", "since", "despite"):
        return found
    if found is MeetingStatus.HELD and verb.pos_ in ("VERB", "AUX"):
        if _doubtful(verb):
            return MeetingStatus.UNCERTAIN
        if verb.dep_ == "xcomp" and verb_way(verb.head) is Way.PAST and word in ("at", "during"):
            return found  # "pledged to send aid at a summit"
        return MeetingStatus.PLANNED if verb_way(verb) is Way.FUTURE else MeetingStatus.HELD
    return found


def verb_status(verb: Token) -> MeetingStatus | None:
    """The status of the meeting that a verb of meeting tells; None where it did not happen."""
    if _negated(verb) or (verb.dep_ == "pcomp" and verb.head.lower_ == "without"):
        return None
    if is_doubted(verb):
        return MeetingStatus.UNCERTAIN
    above = verb.head
    if _ruled_out(verb) or (verb.tag_ == "VBG" and above.lemma_.lower() == "deny"):
        return None
    if verb.dep_ == "acl" and _has_to(verb) and above.lemma_.lower() in _OFFERED:
        # "An invitation to meet again", which somebody accepted or not
        accepted = above.dep_ == "dobj" and above.head.lemma_.lower() == "accept"
        return MeetingStatus.PLANNED if accepted else MeetingStatus.PROPOSED
    if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl") and above.i != verb.i:
        told = lexicon().verb.get(above.lemma_.lower())
        if verb.dep_ != "advcl" and told is not None and told is not MeetingStatus.HELD:
            if told is MeetingStatus.PLANNED and (_negated(above) or _doubtful(above)):
                return MeetingStatus.UNCERTAIN
            if _has_to(verb) or told is not MeetingStatus.PLANNED:
                return told
        if _has_to(verb) and _doubtful(above):
            return MeetingStatus.UNCERTAIN
        if _has_to(verb) and _negated(above):
            return None
    return _by_tense(verb)


def _ruled_out(verb: Token) -> bool:
    """ "Ruled out negotiating with them"."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    out = any(t.lower_ == "out" for t in above.children)
    return verb.tag_ == "VBG" and above.lemma_.lower() == "rule" and out


def is_doubted(verb: Token) -> bool:
    """Whether the verb stands under "if", "whether" or "unless"."""
    return _marked(verb, _DOUBT)


def _of_verb(verb: Token, participle: bool) -> MeetingStatus | None:
    """The status that a verb gives the meeting which is its subject or object."""
    told = lexicon().verb.get(verb.lemma_.lower())
    if participle and verb.tag_ == "VBN":
        if told is MeetingStatus.HELD and verb.lemma_.lower() in ("mediate", "broker", "host"):
            above = clause_of(verb.head)
            return _of_verb(above, False) if above.i != verb.i and above.pos_ == "VERB" else told
        return told
    particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    if "back" in particles | {c.lower_ for c in verb.children if c.dep_ == "advmod"} and (
        verb.lemma_.lower() in ("push", "put", "move", "set")
    ):
        return MeetingStatus.POSTPONED
    if particles & {"off"} and verb.lemma_.lower() in ("call", "put", "break"):
        return _OFF[verb.lemma_.lower()]
    if "out" in particles and verb.lemma_.lower() == "rule":
        return MeetingStatus.REFUSED
    if _marked(verb, _DOUBT) or _doubtful(verb):
        return MeetingStatus.UNCERTAIN
    if told in (MeetingStatus.POSTPONED, MeetingStatus.CANCELLED, MeetingStatus.REFUSED):
        if _negated(verb) or _only_thought_of(verb):
            return None
        return told if verb_way(verb) is not Way.FUTURE or told is MeetingStatus.REFUSED else None
    if told is MeetingStatus.PROPOSED:
        return None if _negated(verb) else told
    if _negated(verb):
        return MeetingStatus.UNCERTAIN
    if told is MeetingStatus.PLANNED:
        return told
    if verb.lemma_ == "be" and any(t.lower_ in _GOING_ON for t in verb.subtree):
        return MeetingStatus.HELD
    above = verb.head
    if verb.dep_ == "ccomp" and any(c.lower_ == "be" and c.tag_ == "VB" for c in verb.children):
        # "Proposed that a third round be held".
        outer = lexicon().verb.get(above.lemma_.lower())
        if outer is not None and not any(c.dep_ == "aux" for c in verb.children):
            return outer
    gerund = verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "pcomp", "ccomp", "dobj")
    if (verb.dep_ == "xcomp" and _has_to(verb)) or gerund:
        outer = lexicon().verb.get(above.lemma_.lower())
        if outer is not None and outer is not MeetingStatus.HELD:
            return outer
    return _by_tense(verb)


# Whoever does these has done what they govern: "decided to postpone the summit".
_DOES = frozenset("decide agree force have move choose vote opt announce prompt lead".split())


def _only_thought_of(verb: Token) -> bool:
    """ "Urged them to postpone the talks", "considered cancelling the visit"."""
    node = verb
    while node.dep_ == "conj" and node.head.pos_ == "VERB":
        node = node.head
    if node.dep_ not in ("xcomp", "ccomp", "pcomp", "acl", "advcl") or node.head.i == node.i:
        return False
    bare = _has_to(node) or (node.tag_ in ("VB", "VBG") and node.dep_ != "advcl")
    above = node.head if node.dep_ != "pcomp" else node.head.head
    return bare and above.lemma_.lower() not in _DOES


def _by_tense(verb: Token) -> MeetingStatus | None:
    if _doubtful(verb):
        return MeetingStatus.UNCERTAIN
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBG" and words & {"is", "are", "’s", "'s"}:
        return MeetingStatus.HELD
    way = verb_way(verb)
    if way is Way.FUTURE:
        return MeetingStatus.PLANNED
    if way is None and verb.dep_ in ("advcl", "acl", "pcomp", "conj") and verb.head.i != verb.i:
        above = clause_of(verb.head)
        return _by_tense(above) if above.i != verb.i and above.pos_ == "VERB" else None
    return MeetingStatus.HELD


def _doubtful(verb: Token) -> bool:
    """Whether the verb, or one it hangs by, is hedged: may, might, could."""
    node = verb
    for _ in range(3):
        if any(c.lower_ in _MAYBE for c in node.children if c.dep_ == "aux"):
            return True
        if any(c.dep_ == "advcl" and _marked(c, _DOUBT) for c in node.children):
            return True  # "would enter talks if"
        if node.dep_ not in ("xcomp", "conj") or node.head.i == node.i:
            return False
        node = node.head
    return False


def _negated(verb: Token) -> bool:
    return any(
        c.dep_ == "neg" or (c.dep_ in ("nsubj", "nsubjpass") and _is_no(c)) for c in verb.children
    )


def _is_no(noun: Token) -> bool:
    return noun.lower_ in ("nobody", "none", "no-one") or any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj") for c in noun.children
    )


def _marked(verb: Token, marks: frozenset[str]) -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in marks for c in verb.children)


def _will(verb: Token) -> bool:
    return any(c.lower_ in ("will", "wo", "would") for c in verb.children if c.dep_ == "aux")


def _has_to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
