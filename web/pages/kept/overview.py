"""What a link opens: everything that is kept of a company, each version of it, and all of it as a file."""

from typing import Final

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from store.companies.consents import consent_of
from store.companies.exporting import export_company
from web.access.allow import Who, allow
from web.access.store import store
from web.language import current
from web.pages.json_file import json_file
from web.pages.kept.blueprint import ACTOR, NoLink, blueprint, opened, tell_seen
from web.pages.stored import carried_of, day, show_version, version, versions
from web.wording import say

EXPORT_FILE: Final = "upslope-kept.json"
_DONE: Final = ("new", "version", "consents", "link")


@blueprint.get("/kept/<secret>")
@allow(Who.LINK)
def page(secret: str) -> str:
    """Everything that is kept; `done` says what has just been done."""
    link, lang = opened(secret), current()
    found = versions(store(), link.company, lang)
    if not found:
        raise NoLink
    tell_seen(link.company)
    done = request.args.get("done", "")
    return render_template(
        "kept/page.html",
        secret=secret,
        address=url_for("kept.page", secret=secret, _external=True),
        versions=found,
        carried=carried_of(found[0].profile),
        consent=consent_of(store(), link.company),
        until=day(link.expires_at, lang),
        notice=f"kept.{done}_notice" if done in _DONE else "",
        expired=done == "expired",
    )


@blueprint.get("/kept/<secret>/<int:number>")
@allow(Who.LINK)
def one_version(secret: str, number: int) -> str:
    """One version, exactly as it was made."""
    link = opened(secret)
    found = version(store(), link.company, number, current())
    if found is None:
        raise NoLink
    tell_seen(link.company)
    return show_version(found, url_for("kept.page", secret=secret), say("kept.to_kept", current()), secret)


@blueprint.get("/kept/<secret>/export.json")
@allow(Who.LINK)
def export(secret: str) -> ResponseReturnValue:
    """Everything that is kept, as a file."""
    link = opened(secret)
    return json_file(export_company(store(), link.company, actor=ACTOR), EXPORT_FILE)
