"""What one company says of the inputs that packs read, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, isnan

from scoring.policies.inputs.remarks import capital
from scoring.policies.inputs.values import Values
from scoring.policies.wording import Wording
from scoring.text import both

_NOT_GIVEN = both("not given", "未填写")
_UNTELLABLE = both("can't be told", "无法判断")


@dataclass(frozen=True)
class Company:
    """The company at place `at` of the values, in the language of `words`."""

    words: Wording
    values: Values
    at: int

    def found(self, names: Iterable[str]) -> str:
        """What is known of some inputs: 'Head count: 12 people; …'."""
        return self.words.listed(self.words.name(name) + self.words.colon + self.value(name) for name in names)

    def value(self, name: str) -> str:
        """The value of one input, a band where only a band is known."""
        words = self.words
        if self.values.kind(name) == "choice":
            return self._choice(name)
        low, high = (float(end[self.at]) for end in self.values.bounds(name))
        if isnan(low) or (low == -inf and high == inf):
            given = not self.values.missing(name, self.at) and self.values.remark(name, self.at)
            return words.say(_UNTELLABLE if given else _NOT_GIVEN)
        if low == high:
            return words.figure(low, name)
        if high == inf:
            return words.bound("at_least", low, name)
        if low == -inf:
            return words.bound("at_most", high, name)
        return words.span(words.figure(low, name), words.figure(high, name))

    def _choice(self, name: str) -> str:
        code = int(self.values.codes(name)[self.at])
        scale = next(item.scale for item in self.words.book.asked() if item.input == name)
        return self.words.say(scale[code].says if code >= 0 else _NOT_GIVEN)

    def missing(self, names: Iterable[str]) -> list[str]:
        """What of some inputs is not given, each once."""
        texts = (capital(self.words.say(text)) for name in names for text in self.values.missing(name, self.at))
        return list(dict.fromkeys(texts))

    def odd(self, names: Iterable[str]) -> list[str]:
        """What is odd about some inputs, sentence by sentence, each once."""
        texts = (self.words.say(text) for name in names for text in self.values.remarks(name, self.at))
        return list(dict.fromkeys(texts))

    def remarks(self, names: Iterable[str]) -> str | None:
        """The same in one text; None where nothing is odd."""
        return self.words.sentences(self.odd(names))
