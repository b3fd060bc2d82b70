"""A taxonomy as a lookup: an entry by slug, by name in either language, by alias, and the nearest names."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final, Generic, TypeVar

from scoring.taxonomy.entries import Entry

E = TypeVar("E", bound=Entry)

NEAREST_CUTOFF: Final = 0.5

_SEPARATORS: Final = re.compile(r"[,，、;；/|\n]+")
_NOISE: Final = re.compile(r"[\s\-‐-―_·•・丨|/\\、,，.。'’‘`\"“”()\[\]{}<>《》:：;；&]+")


class TaxonomyError(ValueError):
    """A taxonomy file is wrong; the message names the file, the entry and what to change."""


def normalise(text: str) -> str:
    """The text as names are compared: NFKC, case folded, without spaces, dashes, dots and brackets.

    '+' stays: a round 'A+' is not a round 'A'.
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


class Taxonomy(Generic[E]):
    """Entries in order, found by slug, name or alias.

    `ignore` lists words that say nothing inside a name ('轮', 'series'); `unresolved` lists whole texts that
    deliberately stand for no entry ('其他', 'other').
    """

    def __init__(
        self, name: str, entries: Sequence[E], ignore: Sequence[str] = (), unresolved: Sequence[str] = ()
    ) -> None:
        """Index the entries. Raises TaxonomyError when two of them share a slug, name or alias."""
        self.name = name
        self._unresolved = frozenset(map(normalise, unresolved))
        longest_first = sorted(map(normalise, ignore), key=len, reverse=True)
        self._ignore = re.compile("|".join(map(re.escape, longest_first))) if ignore else None
        self._by_slug: dict[str, E] = {}
        self._index: dict[str, E] = {}
        for entry in entries:
            if entry.slug in self._by_slug:
                raise TaxonomyError(f"taxonomy {name}: slug {entry.slug!r} occurs twice; rename one of them")
            self._by_slug[entry.slug] = entry
            for form in (entry.slug, entry.en, entry.zh, *entry.aliases):
                self._add(form, entry)

    @property
    def slugs(self) -> tuple[str, ...]:
        """All slugs, in order."""
        return tuple(self._by_slug)

    def __iter__(self) -> Iterator[E]:
        """The entries, in order."""
        return iter(self._by_slug.values())

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._by_slug)

    def __contains__(self, slug: object) -> bool:
        """Whether there is an entry of exactly this slug."""
        return slug in self._by_slug

    def __getitem__(self, slug: str) -> E:
        """The entry of exactly this slug. Raises KeyError with the nearest slugs."""
        if slug in self._by_slug:
            return self._by_slug[slug]
        near = ", ".join(entry.slug for entry in self.nearest(slug))
        raise KeyError(f"{self.name} has no entry {slug!r}; nearest: {near or 'none'}")

    def find(self, text: str) -> E | None:
        """The entry that a person means by this text, or None."""
        return next((self._index[key] for key in self._keys(text) if key in self._index), None)

    def find_all(self, text: str) -> list[E]:
        """The entries named in a list such as '先进制造/集成电路/硬件', each once, in order of mention."""
        whole = self.find(text)
        found = [whole] if whole else [entry for piece in _SEPARATORS.split(text) for entry in self._words(piece)]
        return list({entry.slug: entry for entry in found}.values())

    def is_unresolved(self, text: str) -> bool:
        """Whether the text is known to stand for no entry, as 'other' does; such text is no mistake."""
        return normalise(text) in self._unresolved

    def nearest(self, text: str, n: int = 3, cutoff: float = NEAREST_CUTOFF) -> list[E]:
        """Up to `n` entries with the closest spelling, best first; empty when nothing comes as close as `cutoff`."""
        found = self.find(text)
        entries = {found.slug: found} if found else {}
        for key in get_close_matches(self._keys(text)[-1], self._index, n * 4, cutoff):
            entries.setdefault(self._index[key].slug, self._index[key])
        return list(entries.values())[:n]

    def _words(self, piece: str) -> list[E]:
        entry = self.find(piece)
        return [entry] if entry else [entry for entry in map(self.find, piece.split()) if entry]

    def _keys(self, text: str) -> list[str]:
        key = normalise(text)
        keys = [key, self._ignore.sub("", key)] if self._ignore else [key]
        return [each for each in dict.fromkeys(keys) if each] or [""]

    def _add(self, form: str, entry: E) -> None:
        for key in self._keys(form):
            other = self._index.setdefault(key, entry)
            if not key or key in self._unresolved:
                raise TaxonomyError(
                    f"taxonomy {self.name}: {form!r} of {entry.slug!r} is a text that says nothing; remove it"
                )
            if other is not entry:
                raise TaxonomyError(
                    f"taxonomy {self.name}: {form!r} stands for {other.slug!r} and for {entry.slug!r}; "
                    "remove it from one of them"
                )
