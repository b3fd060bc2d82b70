"""The filter `unbroken` of templates: dates and intervals within a text are never broken at their hyphen or dash."""

import re
from typing import Final

from flask import Blueprint
from markupsafe import Markup, escape

blueprint: Final = Blueprint("unbroken", __name__)
_WHOLE: Final = re.compile(r"(?:\d+(?:[.,]\d+)*%?[-–])+\d+(?:[.,]\d+)*%?")


@blueprint.app_template_filter("unbroken")
def unbroken(text: str) -> Markup:
    """The text as HTML, each date (2021-06-30) and interval (14–21%) in one piece."""
    return Markup(_WHOLE.sub(lambda found: f'<span class="whole">{found[0]}</span>', str(escape(text))))  # noqa: S704
