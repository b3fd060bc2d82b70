"""Which language a request speaks: `?lang=`, else the cookie, else Accept-Language, else the setting."""

from typing import Any, Final, cast

from flask import Flask, Response, current_app, g, request

from scoring.text import Lang, Text
from web.api.addresses import of_api
from web.wording import say

COOKIE: Final = "lang"
LANGUAGES: Final = ("en", "zh")
_A_YEAR: Final = 365 * 24 * 3600
HTML_LANG: Final = {"en": "en", "zh": "zh-Hans"}
"""Values of the attribute `lang`."""


def current() -> Lang:
    """Language of this request."""
    if "lang" not in g:
        g.lang = _chosen()
    return cast(Lang, g.lang)


def _chosen() -> Lang:
    remembered = None if of_api(request.path) else request.cookies.get(COOKIE)
    for asked in (request.args.get("lang"), remembered):
        if asked in LANGUAGES:
            return cast(Lang, asked)
    return _accepted() or cast(Lang, current_app.config["DEFAULT_LANGUAGE"])


def _accepted() -> Lang | None:
    """The language that Accept-Language likes best, else the one that it leaves where it refuses the other."""
    weights = [(code.lower(), weight) for code, weight in request.accept_languages]
    left = [lang for lang in LANGUAGES if (lang, 0) not in weights]
    named = [code.split("-")[0] for code, weight in weights if weight > 0]
    wanted = next((code for code in named if code in left), left[0] if len(left) == 1 else None)
    return cast(Lang | None, wanted)


def _remember(response: Response) -> Response:
    """Keep a choice made by `?lang=`, save in the API; say that the answer depends on the language asked for."""
    response.vary.add("Accept-Language")
    if of_api(request.path):
        return response
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(
            COOKIE, current(), max_age=_A_YEAR, httponly=True, samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )  # fmt: skip
    response.vary.add("Cookie")
    return response


def _in_templates() -> dict[str, Any]:
    """What every template finds: languages, `say(key, …)`, `told(text)`."""
    lang = current()

    def told(text: Text) -> str:
        return text.in_(lang)

    def said(key: str, /, **values: object) -> str:
        return say(key, lang, **values)

    other = "en" if lang == "zh" else "zh"
    return {
        "lang": lang,
        "other_lang": other,
        "html_lang": HTML_LANG[lang],
        "other_html_lang": HTML_LANG[other],
        "say": said,
        "told": told,
    }


def speak(app: Flask) -> None:
    """Let the application's templates speak the reader's language."""
    app.after_request(_remember)
    app.context_processor(_in_templates)
