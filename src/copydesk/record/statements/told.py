"""told: the statement of a cue, once its source and content are known."""

from __future__ import annotations

from copydesk.record.statements.draft import Draft
from copydesk.record.statements.lexicon import Cue
from copydesk.record.statements.negation import is_negated
from copydesk.record.statements.sources import words_of
from copydesk.record.statements.tree import Range, Tree, clean, without


def told(
    tree: Tree,
    entry: Cue,
    token: int,
    cue: Range,
    source_token: int | None,
    content: list[Range],
    frame: str,
    verb: int | None = None,
    negated: bool = False,
) -> Draft | None:
    """The statement of the cue at `token`; None where its source leaves nothing of the content.

    `verb` is the verb that may negate it, the cue itself where it is None; `negated` tells that it
    is negated in another way.
    """
    source = words_of(tree, source_token, cue) if source_token is not None else None
    if source:
        content = clean(tree, without(content, source), cue)
    if not content:
        return None
    return Draft(
        cue,
        token,
        source,
        source_token,
        content,
        entry.lemma,
        entry.act,
        frame=frame,
        negated=negated or is_negated(tree, token if verb is None else verb),
    )
