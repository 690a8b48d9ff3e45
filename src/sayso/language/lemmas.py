"""Verb forms whose lemma the pipeline's rules get wrong ("staged" → *stag*), with the right one."""

from __future__ import annotations

_VERBS = """
stage rape rage wage fine hope snipe dine cane axe reoccupy rearrest waterboard cordon defund deregister deadlock cohost ready
reconnect
"""


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb + "d", verb[:-1] + "ing", verb + "s"
    if verb.endswith("y"):
        return verb[:-1] + "ied", verb + "ing", verb[:-1] + "ies"
    return verb + "ed", verb + "ing", verb + "s"


#: verb form → lemma, for tokens tagged as verbs
LEMMAS: dict[str, str] = {form: verb for verb in _VERBS.split() for form in _forms(verb)}
