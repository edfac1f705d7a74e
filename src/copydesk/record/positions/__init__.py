"""Positions: where an article's actors stand on its issues."""

from copydesk.record.positions.find import find_positions

__all__ = ["find_positions"]
