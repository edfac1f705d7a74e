"""Events: who proposed, demanded, accepted, refused or did what, and how far it is real."""

from copydesk.record.events.find import find_events

__all__ = ["find_events"]
