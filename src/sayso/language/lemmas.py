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


#: irregular forms behind a prefix, which the rules leave as they are
_STRONG = {
    "overrode": "override", "overridden": "override", "retook": "retake", "retaken": "retake", "outran": "outrun", "overran": "overrun",
    "overrun": "overrun", "foreswore": "forswear", "forswore": "forswear", "underwent": "undergo", "undergone": "undergo",
    "withheld": "withhold", "overthrew": "overthrow", "overthrown": "overthrow", "undertook": "undertake", "undertaken": "undertake",
    "forbade": "forbid", "forbad": "forbid", "forgave": "forgive", "forgiven": "forgive", "slew": "slay", "slain": "slay",
    "unfroze": "unfreeze", "unfrozen": "unfreeze", "rebuilt": "rebuild", "resold": "resell", "retold": "retell", "mown": "mow",
    "besought": "beseech", "smote": "smite", "smitten": "smite", "hewn": "hew", "laid": "lay", "foresaw": "foresee",
}  # fmt: skip

#: verb form → lemma, for tokens tagged as verbs
LEMMAS: dict[str, str] = {form: verb for verb in _VERBS.split() for form in _forms(verb)} | _STRONG
