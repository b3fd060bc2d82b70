"""The application factory: settings in, Flask application out."""

import os
from importlib.metadata import version
from pathlib import Path
from typing import Final

from flask import Flask
from jinja2 import StrictUndefined

from scoring.resources import content_hash
from web.access import pages as access
from web.access.guard import check_rules, keep_out, tell_log
from web.access.store import keep_store
from web.api.register import register_api
from web.cohorts.office import keep_office
from web.errors import explain_errors
from web.hosts import know_hosts
from web.language import speak
from web.pages import pages
from web.requestlog import keep_log
from web.secret import secret_key
from web.security import count_requests, protect
from web.settings import Settings, read_settings
from web.timelimit import LimitedFlask
from web.wording import words

_A_YEAR: Final = 365 * 24 * 3600


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application; settings are read from the environment where none are given.

    Raises InputError naming what is wrong with the settings, the store or the folder of the secret key, LookupError
    for a route without a rule.
    """
    settings = settings or read_settings(os.environ)
    app = LimitedFlask("web")
    app.config["SECRET_KEY"] = settings.secret_key or secret_key(settings.instance)
    app.config["DEFAULT_LANGUAGE"] = settings.language
    app.config["UPSLOPE"] = settings
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.limit_views(settings.time_limit, settings.threads)
    _templates(app)
    keep_store(app, settings)
    keep_office(app, settings)
    keep_log(app)
    speak(app)
    know_hosts(app, settings)
    limiter = count_requests(app, settings)
    keep_out(app)
    for blueprint in (*pages(), access.blueprint):
        app.register_blueprint(blueprint)
    register_api(app)
    explain_errors(app)
    protect(app, settings, limiter)
    tell_log(app)
    check_rules(app)
    words()
    return app


def _templates(app: Flask) -> None:
    """A name that a template doesn't know is a fault; static files carry their content in the address."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _A_YEAR
    static = content_hash(Path(__file__).parent / "static")

    def asset(name: str) -> str:
        # Not url_for: a page that refuses a host has no address to build on.
        return f"{app.static_url_path}/{name}?v={static}"

    app.jinja_env.globals.update(asset=asset, upslope_version=version("upslope"))
