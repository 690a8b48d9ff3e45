"""Status: what the article commits to. The rule, over negation, modality, conditionals, plans, and over who says it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record import Statement
from sayso.say.happening import Happening
from sayso.say.known import Known


@dataclass(frozen=True, slots=True)
class Judgement:
    """polarity, modality, frame and status of RECORD.md, and the rule that decided (for `sayso explain`)."""

    polarity: str
    modality: str
    frame: str
    status: str
    rule: str


def judge(known: Known, h: Happening, statement: Statement | None) -> Judgement:
    """What the article commits to about the happening; ``statement`` is the innermost one whose content it stands in."""
    return Judgement("positive", "actual", "new", "reported" if statement is None else "attributed", "stub")
