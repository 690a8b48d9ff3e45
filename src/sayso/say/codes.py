"""Codes of other schemes: CAMEO, quad class, ACLED event and sub-event type, UCDP type, by the crosswalk of the codebook."""

from __future__ import annotations

from typing import Any

from sayso.record import Figure
from sayso.say.happening import Happening
from sayso.say.known import Known
from sayso.say.status import Judgement


def codes_of(known: Known, h: Happening, figures: tuple[Figure, ...], judgement: Judgement) -> dict[str, Any]:
    """{"cameo": "190", "quad": 4, "acled": [event type, sub-event type] | null, "ucdp": … | null}."""
    return {}
