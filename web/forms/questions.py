"""Questions of the form, built from the rule sets: every `ask` becomes one, so an analyst adds it in YAML alone."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from scoring import taxonomy
from scoring.profile import CompanyProfile, FundingRound
from scoring.profile.accounts import AccountYear
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Applies, Ask
from scoring.rulesets.schema import Question as Asked
from scoring.text import Text, both
from web.forms.answers import none_of_these
from web.forms.fields import NONE_OF_THESE, answer_field

_YES: Final = both("Yes", "是")
_NO: Final = both("No", "否")


@dataclass(frozen=True)
class Choice:
    """One choice: the text posted for it and what it says."""

    id: str
    says: Text


@dataclass(frozen=True)
class Question:
    """One question. `kind` as in the rule set's `ask`; `applies` says whom alone it concerns, None: everyone."""

    name: str
    field: str
    kind: str
    label: Text
    text: Text
    help: Text | None
    unit: Text | None
    choices: tuple[Choice, ...]
    short: bool
    applies: Text | None


@dataclass(frozen=True)
class FactorQuestions:
    """The questions of one factor, in the order of its rule set."""

    id: str
    name: Text
    summary: Text
    questions: tuple[Question, ...]

    @property
    def short(self) -> tuple[Question, ...]:
        """Questions of the short form."""
        return tuple(question for question in self.questions if question.short)

    @property
    def detail(self) -> tuple[Question, ...]:
        """Questions that add detail."""
        return tuple(question for question in self.questions if not question.short)


@cache
def form_questions(book: RuleBook) -> tuple[FactorQuestions, ...]:
    """All questions by factor."""
    return tuple(
        FactorQuestions(
            rules.id,
            rules.name,
            rules.summary,
            tuple(question_of(item, item.ask) for item in rules.characteristics if item.ask),
        )
        for rules in book.rule_sets
    )


def question_of(item: Asked, ask: Ask) -> Question:
    """What the form asks for one answer."""
    return Question(
        name=item.input,
        field=answer_field(item.input),
        kind=ask.kind,
        label=item.name,
        text=ask.question,
        help=ask.help,
        unit=both("%") if ask.kind == "percent" else ask.unit,
        choices=_choices(item, ask),
        short=ask.short,
        applies=_concerned(item.applies),
    )


def _choices(item: Asked, ask: Ask) -> tuple[Choice, ...]:
    if ask.kind == "yes_no":
        return Choice("yes", _YES), Choice("no", _NO)
    if ask.kind == "choice":
        return tuple(Choice(attribute.id, attribute.says) for attribute in item.scale)
    if ask.kind == "checklist":
        return (*(Choice(each.id, each.says) for each in ask.items), Choice(NONE_OF_THESE, none_of_these()))
    return ()


def _concerned(applies: Applies) -> Text | None:
    """Whom alone the question concerns, in words: stages as 'from … to …', layers and sectors by name."""
    stages = list(taxonomy.stages())
    meant = [
        stage
        for stage in stages
        if (not applies.phases or stage.phase in applies.phases)
        and (not applies.stages or stage.slug in applies.stages)
    ]
    parts = []
    if len(meant) < len(stages):
        parts.append(both(f"{meant[0].en} to {meant[-1].en}", f"{meant[0].zh}至{meant[-1].zh}阶段"))
    for slugs, names in ((applies.layers, taxonomy.layers()), (applies.sectors, taxonomy.sectors())):
        entries = [names[slug] for slug in slugs]
        if entries:
            parts.append(both(", ".join(entry.en for entry in entries), "、".join(entry.zh for entry in entries)))
    if not parts:
        return None
    return both("; ".join(part.en for part in parts), "；".join(part.zh for part in parts))


def labels() -> dict[str, dict[str, Any]]:
    """Label and help of fields by their name: the company's, a round's under `round.…`, a year's under `accounts.…`."""
    shown = {name: _shown(field) for name, field in CompanyProfile.model_fields.items()}
    shown |= {f"round.{name}": _shown(field) for name, field in FundingRound.model_fields.items()}
    return shown | {f"accounts.{name}": _shown(field) for name, field in AccountYear.model_fields.items()}


def _shown(field: Any) -> dict[str, Any]:
    extra = field.json_schema_extra["x-upslope"]
    return {"label": Text(**extra["label"]), "help": Text(**extra["help"]) if "help" in extra else None}
