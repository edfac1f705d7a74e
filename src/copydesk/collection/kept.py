"""Kept: values that took time to make, in memory until others were asked for more lately."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Kept(Generic[_Key, _Value]):
    """At most `most` values by key; the one that nobody asked for longest goes first.

    Keys tell the state that a value was made of, so that nothing outdated is ever found. Many
    threads may use it.

    >>> kept: Kept[str, int] = Kept(2)
    >>> for name, value in (("one", 1), ("two", 2), ("three", 3)):
    ...     kept.put(name, value)
    >>> kept.get("one"), kept.get("three")
    (None, 3)
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[_Key, _Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: _Key) -> _Value | None:
        """The value of this key, which is then the one asked for last; None where it is gone."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: _Key, value: _Value) -> None:
        """Keep a value."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
