"""Places: where an article says things happen, with country and coordinates where known."""

from copydesk.record.places.find import Gazetteer, find_places

__all__ = ["Gazetteer", "find_places"]
