"""A result kept: only where the reader asks for it, as a company of its own or as the next version of one."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from scoring import assess
from scoring.errors import InputError
from store.companies.consents import Consent
from store.keeping import keep
from store.people.links import Taken, link_of
from web.access.allow import Who, allow
from web.access.release import installed_release
from web.access.store import StoreFailed, retry_after, store
from web.language import LANGUAGES, current
from web.pages.kept.blueprint import ACTOR
from web.pages.kept.once import link_secret, number_of_page
from web.pages.result_carried import Profile, carried_profile
from web.pages.result_guard import guard
from web.pages.result_page import show
from web.security import costly

blueprint: Final = Blueprint("keeping", __name__)
guard(blueprint, "/keep")
_SECRET: Final = re.compile(r"[\w-]{43}", re.ASCII)


@blueprint.app_context_processor
def _in_templates() -> dict[str, str | Callable[[], str]]:
    """The link that a posted page belongs to: forms carry it on, so that the end of editing is the next version.

    `once` makes the number of a page from which something may be kept.
    """
    return {"kept_secret": kept_secret(), "once": number_of_page}


def kept_secret() -> str:
    """The secret in the field `kept` of this request; empty where there is none."""
    if request.method != "POST":
        return ""
    try:
        text = request.form.get("kept", "")
    except HTTPException:  # a body that is refused: the page that says so asks as well
        return ""
    return text if _SECRET.fullmatch(text) else ""


@blueprint.post("/keep")
@allow(Who.ANYBODY)
@costly
def keep_result() -> ResponseReturnValue:
    """Keep the carried profile with its result in both languages, then show its link.

    `shared` and `peers` are what the company consents to. With `kept`, the secret of a link, it becomes the next
    version of what that opens. Sent twice from one page (`once`), it is kept once. Whatever fails, the result is shown
    again with all that was typed.
    """
    profile, secret = carried_profile(), kept_secret()
    try:
        link = link_of(store(), secret) if secret else None
        if secret and link is None:
            return show(profile, current(), notice="kept.link_dead"), HTTPStatus.NOT_FOUND
        made = _keep(profile, link.company if link else None)
    except InputError as error:
        return _not_kept(profile, StoreFailed(error))
    except StoreFailed as failed:
        return _not_kept(profile, failed)
    done = "version" if secret else "new"
    return redirect(url_for("kept.page", secret=secret or made, done=done), HTTPStatus.SEE_OTHER)


def _not_kept(profile: Profile, failed: StoreFailed) -> ResponseReturnValue:
    page = show(profile, current(), notice="kept.not_kept", reason=failed.in_(current()))
    return page, HTTPStatus.SERVICE_UNAVAILABLE, retry_after(failed)


def _keep(profile: Profile, company: str | None) -> str | None:
    """Keep it; the secret of the link of a new company, even one that this page had asked for before."""
    release = installed_release()
    found = [assess(profile, lang=lang, release=release) for lang in LANGUAGES]
    consent = Consent(shared="shared" in request.form, peers="peers" in request.form)
    days: int = current_app.config["UPSLOPE"].retention_days
    secret = link_secret()
    try:
        kept = keep(
            store(), profile, found,
            actor=ACTOR, company=company, release=release, consent=None if company else consent, link_days=days,
            secret=secret, anew=False,
        )  # fmt: skip
    except Taken:
        return secret
    return kept.secret
