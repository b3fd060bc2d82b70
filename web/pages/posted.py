"""What is posted to a page: refused before anything reads it unless it is a form, and a form in UTF-8."""

from http import HTTPStatus
from typing import Final
from urllib.parse import unquote_to_bytes

from flask import Blueprint, abort, current_app, request

from web.api.addresses import of_api

blueprint: Final = Blueprint("posted", __name__)
_TYPED: Final = "application/x-www-form-urlencoded"
_WITH_FILE: Final = "multipart/form-data"
_COHORT: Final = "cohorts.hand_in"
"""The one endpoint that takes large files."""
_REPLACED: Final = "\ufffd"
"""What the reader of multipart forms puts in the place of bytes that are no UTF-8; no page of ours sends it."""


@blueprint.before_app_request
def accept_forms_alone() -> None:
    """Refuse, with a page that explains it, what no page of ours can have sent."""
    if request.method != "POST" or request.endpoint is None or of_api(request.path):
        return
    if request.endpoint == _COHORT:
        request.max_content_length = current_app.config["UPSLOPE"].cohort_limit
    if request.mimetype not in (_TYPED, _WITH_FILE, ""):
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if not _in_utf_8():
        abort(HTTPStatus.BAD_REQUEST)


def _in_utf_8() -> bool:
    if request.mimetype == _WITH_FILE:
        return not any(_REPLACED in text for item in request.form.items(multi=True) for text in item)
    if request.mimetype != _TYPED:
        return True
    try:  # on the bytes: the reader of forms leaves an escape that is no UTF-8 in the text, as if it had been typed
        unquote_to_bytes(request.get_data()).decode()
    except UnicodeDecodeError:
        return False
    return True
