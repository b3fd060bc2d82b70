"""The page of a result: HTML for a valid profile. The page carries the profile; nothing is stored."""

from flask import render_template

from scoring import assess, shipped_book
from scoring.text import Lang
from web.access.release import release_if_any
from web.forms import all_groups
from web.pages.result_carried import Profile, mapping_of, written
from web.pages.result_view import ResultView
from web.pdf import missing


def show(
    profile: Profile,
    lang: Lang,
    *,
    expired: bool = False,
    notice: str = "",
    reason: str = "",
    view: ResultView | None = None,
    back: str = "",
    template: str = "result.html",
    **more: object,
) -> str:
    """HTML of the result for a valid profile.

    `expired`: say that what was asked for was not done; `notice`: the key of another text that says so, and `reason`
    why it was not, in words.
    `view`: the result, where it is known already. `back`: address of the ranking that the reader comes from, if any.
    `template`: one that extends the page, with what `more` it needs.
    """
    mapping = mapping_of(profile)
    return render_template(
        template,
        view=view or ResultView(assess(profile, lang=lang, release=release_if_any())),
        carried=written(profile),
        groups=all_groups(shipped_book()),
        mapping=mapping,
        answers=mapping["answers"],
        lacking=missing(),
        expired=expired,
        notice=notice,
        reason=reason,
        back=back,
        **more,
    )
