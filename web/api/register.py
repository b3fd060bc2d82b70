"""The API put into an application."""

from flask import Flask

# Imported for their routes.
from web.api import assessments, batches, benchmarks, cohorts, companies, page, policies, reference, saved_cohorts, spec  # noqa: F401
from web.api.blueprint import api
from web.security import csrf


def register_api(app: Flask) -> None:
    """Add the routes of the API and its page. They know no cookies: a forged form can do nothing in a reader's name."""
    csrf.exempt(api)
    app.register_blueprint(api)
    app.register_blueprint(page.blueprint)
