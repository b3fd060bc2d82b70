"""The form: questions out of the schema, and the mapping between what is typed and a profile.

`fields` are what a browser posts: a name and the texts under it. A `mapping` is a profile before it is validated, as
the JSON of a profile has it. `to_fields(mapping, lang)` and `from_fields(fields, book)` lead from one to the other;
`checked(reading, book)` leads on to a CompanyProfile, or to what is wrong, field by field.
"""

from web.forms.accounts import YearColumn, year_columns
from web.forms.carried import carried, carry
from web.forms.check import Checked, checked, field_of
from web.forms.fields import Fields, tidy
from web.forms.mapping import Reading, from_fields, to_fields
from web.forms.programmes import ProgrammeQuestions, all_groups, programme_questions
from web.forms.progress import Progress, progress
from web.forms.questions import FactorQuestions, Question, form_questions

__all__ = [
    "Checked",
    "FactorQuestions",
    "Fields",
    "ProgrammeQuestions",
    "Progress",
    "Question",
    "Reading",
    "YearColumn",
    "all_groups",
    "carried",
    "carry",
    "checked",
    "field_of",
    "form_questions",
    "from_fields",
    "programme_questions",
    "progress",
    "tidy",
    "to_fields",
    "year_columns",
]
