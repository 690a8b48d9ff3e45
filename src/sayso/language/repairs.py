"""Parses that are put right: words with a hyphen, clauses read as phrases, and gerunds taken for modifiers of the noun behind them.

The pipeline was trained on texts that write "counter-measures" as one word and reads three tokens; it gives all three the same tag, head
and label. The last of them is the word, the others are made its parts, so that the phrase has one head.

"refused to withdraw the decree but offered to meet them" has two finite verbs, and "…; the ministry denied it" is a sentence of its
own; the parser hangs a finite verb on the infinitive before it, and what stands before a semicolon on the verb behind it as what that
verb says.

"accused the state of bombing hospitals" has *bombing* as the verb and *hospitals* as its object; the pipeline often reads "bombing
hospitals" as a noun phrase. Behind verbs that blame, hinder or deny, a bare gerund and a bare noun are a clause.
"""

from __future__ import annotations

from sayso.language.wordlist import words

#: verbs, nouns and adjectives with a preposition behind which a gerund is an act
_BLAMING = words(
    "accuse suspect charge convict acquit blame condemn criticise criticize indict guilty innocent accusation charge suspicion fault "
    "denounce prevent stop dissuade deter discourage keep prohibit ban bar sentence jail arrest detain fine punish capable incapable "
    "responsible apologise apologize clear exonerate absolve talk insist prosecute try"
)
_PREPOSITIONS = frozenset({"of", "for", "from", "with"})
#: verbs whose object is a gerund
_GERUND = words("deny admit avoid consider regret acknowledge contemplate risk suggest propose recommend mind")
#: prepositions that open clauses too
_SINCE = frozenset({"after", "before", "until", "since"})
_VOWELS = frozenset("aeiou")


def join_hyphens(text: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], start: list[int]) -> None:
    """Make one phrase of words with a hyphen whose tokens share tag, head and label, in place; the lists are those of a `Story`."""
    for i in range(len(text) - 2):
        word = i + 2
        if text[i + 1] != "-" or not dep[i] == dep[i + 1] == dep[word] or not head[i] == head[i + 1] == head[word] or tag[i] != tag[i + 1]:
            continue
        if start[word] - start[i] != len(text[i]) + 1 or head[i] in (i, i + 1, word):
            continue
        for part in (i, i + 1):
            for k in range(max(0, i - 12), min(len(text), word + 13)):
                if head[k] == part and k not in (i, i + 1):
                    head[k] = word
            head[part] = word
        dep[i], dep[i + 1] = "compound", "punct"
        pos[i + 1], tag[i + 1] = "PUNCT", "HYPH"
        if pos[i] in ("VERB", "AUX"):
            pos[i] = "X"


def join_names(text: list[str], ent: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int], start: list[int]) -> None:
    """Give a person's name whose second half stands in small letters behind a hyphen ("Han Won-soon") one head, its last word, in place.

    The parser takes such a half for the word that it looks like (an adverb, an adjective) and cuts the name at the hyphen."""
    for i in range(len(text) - 2):
        word = i + 2
        if text[i + 1] != "-" or tag[i] != "NNP" or tag[word] in ("NNP", "NNPS") or not (ent[i] == ent[i + 1] == ent[word] == "PERSON"):
            continue
        if start[word] - start[i] != len(text[i]) + 1 or not text[word].isalpha():
            continue
        top = i if head[i] != word else word
        if top == i:
            dep[word], head[word] = dep[i], head[i] if head[i] != i else word
        for k in range(max(0, i - 30), min(len(text), word + 31)):
            if head[k] in (i, i + 1) and k not in (i, word):
                head[k] = word
        dep[i], head[i], dep[i + 1], head[i + 1] = "compound", word, "punct", word
        pos[word], tag[word] = "PROPN", "NNP"


def open_clauses(text: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Make a clause of "took office after Lena Orth stepped down" where the parser has a phrase ("after Lena Orth") and a second verb
    beside the first, in place. A verb that follows the object of *after* at once, without a conjunction, is coordinated with nothing."""
    for v in range(2, len(text)):
        noun = v - 1
        if tag[v] not in ("VBD", "VBZ") or dep[v] != "conj" or dep[noun] != "pobj" or text[head[noun]].lower() not in _SINCE:
            continue
        if (
            pos[head[v]] not in ("VERB", "AUX")
            or head[v] >= noun
            or any(head[k] == v and dep[k] == "nsubj" for k in range(v + 1, min(len(text), v + 8)))
        ):
            continue
        after = head[noun]
        dep[noun], dep[v], dep[after], pos[after] = "nsubj", "advcl", "mark", "SCONJ"
        head[noun], head[after] = v, v


def part_sentences(text: list[str], dep: list[str], head: list[int]) -> None:
    """Part "Orvela accused the firm of fraud; the firm denied it" at the semicolon, in place: what stands before it is not what the verb
    behind it says."""
    for t, word in enumerate(text):
        if word != ";":
            continue
        for v in range(max(0, t - 60), t):
            g = head[v]
            if dep[v] == "ccomp" and g > t and any(head[k] == g and dep[k] in ("nsubj", "nsubjpass") for k in range(t + 1, g)):
                dep[v] = "dep"


def join_finite(text: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Coordinate a finite verb with the finite verb before it, in place, and not with an infinitive between them: of "ordered him to pay
    and barred him from the port" *barred* goes with *ordered*."""
    for v in range(3, len(text)):
        h = head[v]
        if dep[v] != "conj" or pos[v] != "VERB" or tag[v] not in ("VBD", "VBZ", "VBN") or tag[h] != "VB" or h > v:
            continue
        kids = [k for k in range(h - 4 if h > 4 else 0, min(len(text), v + 8)) if head[k] in (h, v)]
        if not any(head[k] == h and text[k].lower() == "to" and dep[k] == "aux" for k in kids):
            continue
        if any(head[k] == v and dep[k] in ("nsubj", "nsubjpass", "aux", "auxpass") for k in kids):
            continue
        top = h
        while dep[top] in ("xcomp", "ccomp", "advcl", "acl", "conj") and head[top] < top and not _finite(top, text, tag, dep, head):
            top = head[top]
        if top == h or pos[top] != "VERB" or not _finite(top, text, tag, dep, head) or (tag[v] == "VBN" and tag[top] != "VBN"):
            continue
        head[v] = top
        for k in range(h + 1, v):
            if head[k] == h and (dep[k] == "cc" or (dep[k] == "punct" and k == v - 2)):
                head[k] = top


def _finite(v: int, text: list[str], tag: list[str], dep: list[str], head: list[int]) -> bool:
    if tag[v] in ("VBD", "VBZ", "VBP"):
        return True
    before = range(max(0, v - 6), v)
    return tag[v] == "VBN" and any(head[k] == v and dep[k] == "aux" and text[k].lower() in ("has", "have", "had") for k in before)


def close_phrases(text: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Make a noun of "after the Orvela bombing" where the parser has a clause (Orvela bombs), in place: a name with an article that a
    gerund without an object follows is no subject."""
    for g in range(2, len(text)):
        name = g - 1
        if tag[g] != "VBG" or dep[g] != "pcomp" or dep[name] != "nsubj" or head[name] != g or tag[name] not in ("NNP", "NN"):
            continue
        kids = [k for k in range(max(0, g - 12), min(len(text), g + 13)) if head[k] == g and k != g]
        article = next((k for k in range(max(0, name - 4), name) if head[k] == name and dep[k] == "det" and text[k].lower() == "the"), None)
        if article is None or any(dep[k] in ("dobj", "agent", "aux", "ccomp", "xcomp", "prt") for k in kids):
            continue
        pos[g], tag[g], dep[g] = "NOUN", "NN", "pobj"
        dep[name], head[article] = "compound", g


def repair(text: list[str], lemma: list[str], pos: list[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Put gerunds right, in place; the lists are those of a `Story`."""
    for g in range(1, len(text) - 1):
        if dep[g] not in ("amod", "compound") or len(text[g]) < 6 or not text[g].endswith("ing") or head[g] <= g:
            continue
        noun, before = head[g], g - 1
        if tag[noun] not in ("NNS", "NNPS", "NNP") or head[noun] != before:
            continue
        if dep[noun] == "pobj" and text[before].lower() in _PREPOSITIONS and _blamed(before, lemma, dep, head):
            role = "pcomp"
        elif dep[noun] == "dobj" and lemma[before] in _GERUND:
            role = "xcomp"
        else:
            continue
        if tag[g] != "VBG":
            lemma[g] = _infinitive(text[g].lower())
        dep[g], head[g], pos[g], tag[g] = role, before, "VERB", "VBG"
        dep[noun], head[noun] = "dobj", g


def _blamed(preposition: int, lemma: list[str], dep: list[str], head: list[int]) -> bool:
    i = head[preposition]
    return lemma[i] in _BLAMING or (dep[i] in ("dobj", "nsubjpass", "pobj", "conj") and lemma[head[i]] in _BLAMING)


def _infinitive(gerund: str) -> str:
    """ "bombing" → bomb, "raping" → rape, "stabbing" → stab: by the spelling."""
    stem = gerund[:-3]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    if stem[-1] in "vcuz" or stem.endswith(("at", "ut", "ur", "ag", "ng", "us", "os", "dg")) or _short(stem):
        return stem + "e"
    return stem


def _short(stem: str) -> bool:
    """ "rap", "ras": one vowel and one consonant at the end, a consonant or nothing more in front."""
    return 2 <= len(stem) <= 4 and stem[-1] not in _VOWELS and stem[-2] in _VOWELS and stem[-1] not in "wxy" and stem[-3:-2] not in _VOWELS
