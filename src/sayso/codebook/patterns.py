"""The small language in which the codebook writes its patterns (docs/codebook.md).

    attack                            a verb (or noun) by its lemma
    shell|mortar                      either
    open fire >on|at|upon             words that hang on it, then the prepositions that bring in the recipient (one must be there)
    clash >?with                      … that may be there
    break off @ties >?with            @class: any word of a class of the codebook
    demand obj!=#human                conditions: obj, subj, prep or near (anywhere in the sentence), = or !=, words, @classes or #kinds
    fire +obj                         +obj -obj +inf +that +ing pass act: an object, none, an infinitive, a clause …

Kinds (``#human``, ``#place``, ``#facility``, ``#vehicle``, ``#weapon``, ``#thing``) are told from the tagger's label and from the
class of that name.
"""

from __future__ import annotations

from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: what a slot letter stands for
ROLES = {"A": "actor", "R": "recipient", "B": "both", "W": "weapon", "T": "theme"}

KINDS = frozenset({"#human", "#place", "#facility", "#vehicle", "#weapon", "#thing", "#event"})
FLAGS = _words("+obj -obj +inf -inf +that -that +ing -ing pass act +subj -subj +iobj -iobj +num -prep title")
CONDITIONS = frozenset({"obj", "subj", "near", "mod", "prep", "poss", "gov", "next", "last"})
#: prepositions that may stand as conditions: on=@speech
PREPOSITIONS = _words(
    "about across after against along among around as at before behind between by despite during for from in inside into "
    "near of off on onto out outside over through to toward towards under upon with within without"
)


@dataclass(frozen=True, slots=True)
class Test:
    """One condition: of ``what``, one of ``words`` (lemmas, "@class" already spelled out) or ``kinds`` must (not) hold."""

    what: str
    words: frozenset[str]
    kinds: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say what a frame says. ``heads``: lemmas; ``words``: further words, each a set of alternatives, in order."""

    source: str
    heads: tuple[str, ...]
    words: tuple[frozenset[str], ...]
    tests: tuple[Test, ...]
    flags: tuple[str, ...]
    to: tuple[str, ...]  # prepositions of the recipient
    by: tuple[str, ...]  # prepositions of the actor
    must: bool  # one of ``to`` must be there

    @property
    def weight(self) -> int:
        """How much a pattern asks for: of two that fit, the one that asks for more is right."""
        return 4 * len(self.words) + 3 * self.must + 2 * sum(t.wanted for t in self.tests) + sum(f in ("+inf", "+that") for f in self.flags)


def parse_pattern(source: str, classes: dict[str, frozenset[str]]) -> Pattern:
    """The pattern of one entry; ValueError says what is wrong with it."""
    parts = source.split()
    if not parts:
        raise ValueError("an empty pattern")
    heads = tuple(sorted(_spell(parts[0], classes)[0]))
    if not heads:
        raise ValueError(f"{parts[0]!r} is no word to begin with")
    words, tests, flags = [], [], []
    to: list[str] = []
    by: list[str] = []
    must = False
    for part in parts[1:]:
        if part in FLAGS:
            flags.append(part)
        elif part.startswith(">"):
            must = must or not part.startswith(">?")
            to.extend(part.lstrip(">?").split("|"))
        elif part.startswith("<"):
            by.extend(part.lstrip("<?").split("|"))
        elif "=" in part:
            tests.append(parse_test(part, classes))
        elif part[0] in "+-#":
            raise ValueError(f"{part!r} is no flag; there are {' '.join(sorted(FLAGS))}")
        else:
            words.append(_spell(part, classes)[0])
    return Pattern(source, heads, tuple(words), tuple(tests), tuple(flags), tuple(to), tuple(by), must)


def parse_test(part: str, classes: dict[str, frozenset[str]]) -> Test:
    """A condition such as ``obj!=@works|film`` or ``subj=#human``."""
    what, _, value = part.partition("=")
    wanted = not what.endswith("!")
    what = what.rstrip("!")
    if what not in CONDITIONS | PREPOSITIONS:
        raise ValueError(f"{part!r}: {what!r} is no condition; there are {' '.join(sorted(CONDITIONS))} and prepositions")
    words, kinds = _spell(value, classes)
    return Test(what, words, kinds, wanted)


def parse_slots(source: str) -> tuple[tuple[str, str], ...]:
    """``"subj:A obj:R with:B"`` as pairs; ValueError names what is wrong."""
    out: list[tuple[str, str]] = []
    for part in source.split():
        name, _, role = part.partition(":")
        if role not in ROLES:
            raise ValueError(f"slot {part!r}: the role after the colon is one of {' '.join(ROLES)}")
        out.extend((n, ROLES[role]) for n in name.split("|"))
    return tuple(out)


def _spell(value: str, classes: dict[str, frozenset[str]]) -> tuple[frozenset[str], tuple[str, ...]]:
    words: set[str] = set()
    kinds = []
    for v in value.split("|"):
        if v.startswith("@"):
            if v[1:] not in classes:
                raise ValueError(f"there is no class {v}; there are {' '.join('@' + c for c in sorted(classes))}")
            words |= classes[v[1:]]
        elif v.startswith("#"):
            if v not in KINDS:
                raise ValueError(f"there is no kind {v}; there are {' '.join(sorted(KINDS))}")
            kinds.append(v)
        elif v:
            words.add(v.replace("_", " "))
    return frozenset(words), tuple(kinds)
