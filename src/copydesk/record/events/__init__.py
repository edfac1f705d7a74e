"""Events: who proposed, demanded, accepted, refused or did what, and how far it is real."""

from copydesk.record.events.find import find_events
from copydesk.record.events.newcomers import with_newcomers

__all__ = ["find_events", "with_newcomers"]
