"""The page that says in plain words what is read, kept, seen and deleted, and how the automated score comes about."""

from typing import Final

from flask import Blueprint, current_app, render_template

from scoring import shipped_book
from web.access.allow import Who, allow
from web.language import current
from web.pages.result_figures import Figures

blueprint: Final = Blueprint("privacy", __name__)
SECTIONS: Final = {
    "reading": ("answers", "persons", "free"),
    "keeping": ("nothing", "result", "cohort", "program"),
    "seeing": ("link", "staff", "machine"),
    "long": ("kept", "cohort"),
    "peers": ("how", "release"),
    "rights": ("export", "delete", "not", "words", "staff"),
    "technique": ("out", "cookies", "log", "attempts"),
}
"""Sections of the page in their order, each with its paragraphs; the one on the decision stands at the end."""


@blueprint.get("/privacy")
@allow(Who.ANYBODY)
def privacy() -> str:
    """HTML of the page, with the figures of this installation."""
    settings, weights = current_app.config["UPSLOPE"], shipped_book().weights
    return render_template(
        "privacy.html",
        sections=SECTIONS,
        days=settings.retention_days,
        kept_hours=settings.cohort_hours,
        phases={**weights.phases, "default": weights.default},
        factors={rules.id: rules.name for rules in shipped_book().rule_sets},
        progression=f"{weights.progression:g}",
        n=Figures(current()),
    )
