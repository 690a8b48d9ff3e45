"""Where an outlet is at home: what a local paper leaves out, its readers know."""

from __future__ import annotations

from sayso.gazetteer import Gazetteer
from sayso.record import Article
from sayso.resolve.senses import Votes


def home_votes(article: Article, gazetteer: Gazetteer) -> Votes:
    """Votes of the outlet's home (none where it is not known)."""
    return Votes()
