"""The blueprint of what a link opens, and what its pages share: the company of a link, refusals, what browsers keep."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from store import audit
from store.engine import writing
from store.explaining import NOT_SHOWN
from store.people.links import Link, link_of
from web.access.store import store

blueprint: Final = Blueprint("kept", __name__)
ACTOR: Final = "link"
"""Who the log names where a company acts by its link."""
SEEN: Final = "company.seen"


class NoLink(Exception):
    """A link that was never given, was replaced, has run out, or whose company was deleted: all look alike."""


def opened(secret: str) -> Link:
    """What a link opens. Raises NoLink."""
    link = link_of(store(), secret)
    if link is None:
        raise NoLink
    return link


def tell_seen(company: str) -> None:
    """Tell the log that somebody with the link looked; before the page is handed out."""
    with writing(store(), NOT_SHOWN) as connection:
        audit.append(connection, ACTOR, SEEN, company)


@blueprint.errorhandler(NoLink)
def _gone(_error: Exception) -> ResponseReturnValue:
    """One page for all links that open nothing."""
    return render_template("kept/gone.html"), HTTPStatus.NOT_FOUND


@blueprint.errorhandler(CSRFError)
def _expired(_error: CSRFError) -> ResponseReturnValue:
    """Nothing was done: the page once more, with a fresh token."""
    secret = (request.view_args or {})["secret"]
    return redirect(url_for("kept.page", secret=secret, done="expired"), HTTPStatus.SEE_OTHER)


@blueprint.after_request
def _keep_nothing(response: Response) -> Response:
    """No browser keeps these pages and no search engine lists them.

    The address is a secret: `Referrer-Policy: same-origin`, which all pages have, tells it to no other site. Our own
    pages have to be told, as the CSRF check asks for it over HTTPS.
    """
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
