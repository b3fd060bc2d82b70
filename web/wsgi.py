"""Entry for WSGI servers: `web.wsgi:app`, settings from the environment; wrong ones are explained, then it ends."""

import os
import sys
from typing import Final

from scoring.errors import InputError
from scoring.text import Lang
from web.access.tidying import begin_tidying
from web.app import create_app

_LANG: Final[Lang] = "zh" if os.environ.get("UPSLOPE_LANGUAGE") == "zh" else "en"

try:
    app = create_app()
except InputError as error:
    print(error.in_(_LANG), file=sys.stderr)  # noqa: T201
    raise SystemExit(2) from None
begin_tidying(app)
