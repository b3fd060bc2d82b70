"""JSON handed out as a file to keep."""

from flask import Response, make_response


def json_file(content: bytes, name: str) -> Response:
    """An answer that a browser saves under `name`."""
    response = make_response(content)
    response.mimetype = "application/json"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
