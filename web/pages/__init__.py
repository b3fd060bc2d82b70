"""Pages of the application: a blueprint an area."""

from flask import Blueprint

from web.pages import (
    cohorts,
    companies,
    examples,
    form,
    kept,
    pdf,
    posted,
    privacy,
    programmes,
    result,
    unbroken,
    whatif,
)


def pages() -> tuple[Blueprint, ...]:
    """All blueprints of pages."""
    areas = (posted, unbroken, form, examples, cohorts, result, whatif, pdf, kept, companies, privacy, programmes)
    return (*(area.blueprint for area in areas), kept.keep_blueprint)
