"""What a request holds: the JSON of its body and the parameters of its address, or an explained refusal."""

from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from flask import request

from scoring.errors import Wrong, shortened
from scoring.strictjson import BOM, read_json
from scoring.text import Text, both
from web.api.answering import JSON
from web.api.problems import Refusal, of_body, of_parameter
from web.language import LANGUAGES


def json_body(limit: int | None = None) -> Any:
    """The JSON of the body, of at most `limit` bytes (else what the application allows). Raises Refusal."""
    if limit is not None:
        request.max_content_length = limit
    check_kind(JSON)
    raw = request.get_data(cache=False)
    if raw.startswith(BOM):
        wrong = both("begins with a byte order mark", "以字节顺序标记（BOM）开头")
        raise Refusal(HTTPStatus.BAD_REQUEST, of_body(wrong, both("UTF-8 without it", "不带 BOM 的 UTF-8")))
    try:
        return read_json(raw)
    except Wrong as wrong_json:
        raise Refusal(HTTPStatus.BAD_REQUEST, of_body(wrong_json.text, wrong_json.expected)) from None


def parameters(*known: str) -> dict[str, str]:
    """The parameters of the address without `lang`. Raises Refusal for one that is unknown or stands there twice."""
    faults = []
    for name in request.args:
        if name not in (*known, "lang"):
            wrong = both("there is no such parameter", "没有这个参数")
            faults.append(of_parameter(name, wrong, nearest(name, (*known, "lang"))))
        elif len(request.args.getlist(name)) > 1:
            faults.append(of_parameter(name, both("is given twice", "重复给出"), both("one value", "一个值")))
    if request.args.get("lang", "en") not in LANGUAGES:
        found = repr(shortened(request.args["lang"]))
        faults.append(of_parameter("lang", both(f"found {found}", f"实际是 {found}"), both("en or zh", "en 或 zh")))
    if faults:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults)
    return {name: text for name, text in request.args.items() if name != "lang"}


def check_kind(*kinds: str) -> None:
    """Refuse content of another kind, in another charset, or compressed. Raises Refusal."""
    if request.mimetype not in kinds:
        found = repr(shortened(request.mimetype)) if request.mimetype else "nothing"
        found_zh = repr(shortened(request.mimetype)) if request.mimetype else "空"
        wrong = both(f"the content type is {found}", f"Content-Type 是 {found_zh}")
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, of_body(wrong, both(f"Content-Type: {', '.join(kinds)}")))
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8"):
        wrong = both(f"the charset is {shortened(charset)!r}", f"字符集是 {shortened(charset)!r}")
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, of_body(wrong, both("UTF-8")))
    if request.content_encoding not in (None, "", "identity"):
        wrong = both("the body is compressed", "请求体经过压缩")
        expected = both("a body without Content-Encoding", "不带 Content-Encoding 的请求体")
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, of_body(wrong, expected))


def nearest(name: str, known: tuple[str, ...]) -> Text:
    """The known name most like `name`, else all of them."""
    near = get_close_matches(name, known, n=1) or known
    return both(", ".join(near), "、".join(near))
