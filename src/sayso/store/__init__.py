"""The record on disk: one SQLite file with articles, readings, incidents, actors and the decision log."""

from sayso.store.queries import Filters, Page
from sayso.store.record import Added, Record

__all__ = ["Added", "Filters", "Page", "Record"]
