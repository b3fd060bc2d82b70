"""Headers and choices as the shipped questions have them: each name means its own question, no alias leads nowhere."""

import pytest

from scoring.intake.cells.choices import choices_of, parse_checklist
from scoring.intake.headings.headers import names, understand
from scoring.rulesets.book import shipped_book
from scoring.rulesets.schema import Question

ASKED = {item.input: item for item in shipped_book().asked()}


@pytest.mark.parametrize("item", ASKED.values(), ids=ASKED)
def test_id_name_and_question_mean_the_answer(item: Question) -> None:
    assert item.ask
    question = item.ask.question
    headers = (item.input, item.name.en, item.name.zh, question.en, question.zh, *names().answers.get(item.input, ()))
    assert {understand(header, "A", shipped_book()).field for header in headers} == {f"answers.{item.input}"}


def test_aliases_belong_to_questions_and_choices() -> None:
    assert set(names().answers) <= set(ASKED)
    for name, aliases in names().choices.items():
        choices = choices_of(ASKED[name], aliases)
        for choice, forms in aliases.items():
            assert {choices.find(form) for form in forms} == {choice}


@pytest.mark.parametrize(
    ("cell", "titles"),
    [
        ("高新技术企业；科技型中小企业", ["gaoqi", "kexiao"]),
        ("高企、专精特新“小巨人”企业", ["gaoqi", "zhuanjingtexin"]),
        ("无", []),
        ("未披露", None),
    ],
)
def test_titles_as_people_write_them(cell: str, titles: list[str] | None) -> None:
    assert parse_checklist(cell, choices_of(ASKED["titles"], names().choices["titles"])).value == titles
