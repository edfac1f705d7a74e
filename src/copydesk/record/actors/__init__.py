"""Actors: persons, countries, organisations, groups and unnamed sources of an article."""

from copydesk.record.actors.cast import Cast, Mention, MentionKind, find_cast

__all__ = ["Cast", "Mention", "MentionKind", "find_cast"]
