"""Safety of every answer: headers, CSRF, limits, and logs without what was typed."""

import logging
import socket
import threading
import time

import pytest
from flask import Flask, request
from sending import Browser, settings

from web import create_app
from web.access.allow import Who, allow
from web.security import HEADERS, costly, count_requests, protect

ROUTES = ["/", "/example", "/form", "/save", "/resume", "/assess", "/no-such-page", "/static/css/base.css"]
open_to_all = allow(Who.ANYBODY)


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_answer_has_the_headers(client, path, method) -> None:
    with getattr(client, method)(path) as response:
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_allows_nothing_inline(browser: Browser) -> None:
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert HEADERS["Content-Security-Policy"].startswith("default-src 'none'")
    for page in (browser.client.get("/").text, browser.send("/assess", {}).text, browser.client.get("/nope").text):
        assert "<style" not in page
        assert " style=" not in page
        assert "<script>" not in page
        assert " onclick=" not in page


def test_every_route_of_the_application_is_looked_at(app: Flask) -> None:
    pages = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("form.")}
    assert pages <= set(ROUTES)


def test_a_result_is_not_kept_by_the_browser_and_a_form_is(browser: Browser) -> None:
    assert browser.send("/assess", {"name": "A"}).headers["Cache-Control"] == "no-store"
    assert browser.send("/save", {"name": "A"}).headers["Cache-Control"] == "no-store"
    assert "no-store" not in browser.send("/assess", {"name": ""}).headers["Cache-Control"]
    assert "no-store" not in browser.send("/form", {"name": "A"}).headers["Cache-Control"]
    with browser.client.get("/static/css/base.css") as response:
        assert "max-age" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/assess", "/save", "/form", "/resume"])
def test_a_form_without_token_does_nothing_and_loses_nothing(client, path) -> None:
    response = client.post(path, data={"name": "Kept & safe"})
    assert response.status_code == 400
    assert 'value="Kept &amp; safe"' in response.text
    assert "send it again" in response.text


def test_a_token_of_another_session_is_refused(app: Flask) -> None:
    stolen = Browser(app.test_client()).token
    response = app.test_client().post("/assess", data={"name": "A", "csrf_token": stolen})
    assert response.status_code == 400


def test_a_body_above_the_limit_is_refused_in_words(browser: Browser) -> None:
    for path, kind in (
        ("/assess", "application/x-www-form-urlencoded"),
        ("/resume", "multipart/form-data; boundary=x"),
    ):
        response = browser.client.post(path, data=b"x" * 1_100_000, content_type=kind)
        assert response.status_code == 413
        assert "too large" in response.text


def test_too_many_requests_are_refused_and_static_files_are_not_counted() -> None:
    client = create_app(settings(rate="3/minute")).test_client()
    for _ in range(5):
        with client.get("/static/css/base.css") as response:
            assert response.status_code == 200
    assert [client.get("/?lang=zh").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/")
    assert "请求过于频繁" in refused.text
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_only_what_was_refused_is_to_be_tried_again() -> None:
    client = create_app(settings(rate="1/minute")).test_client()
    for path, status in (("/", 200), ("/no-such-page", 404), ("/", 429)):
        response = client.get(path)
        assert response.status_code == status
        assert ("Retry-After" in response.headers) == (status == 429)
        assert "X-RateLimit-Retry-After" not in response.headers


def test_the_log_of_a_refused_request_has_no_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = create_app(settings(rate="1/minute")).test_client()
    statuses = [client.get("/", environ_base={"REMOTE_ADDR": "198.51.100.7"}).status_code for _ in range(2)]
    assert statuses == [200, 429]
    assert "GET / 429" in caplog.text
    assert "198.51" not in caplog.text


def test_health_is_told_whatever_the_rate_and_while_every_thread_is_taken() -> None:
    app = create_app(settings(rate="1/minute", threads="1", time_limit="1"))
    go_on = threading.Event()
    app.add_url_rule("/slow", "slow", open_to_all(lambda: str(go_on.wait(10))))
    client = app.test_client()
    assert client.get("/slow").status_code == 503
    assert [client.get("/health").status_code for _ in range(3)] == [200, 200, 200]
    go_on.set()


def test_costly_views_have_a_limit_of_their_own() -> None:
    app = Flask("web")
    app.secret_key = "x" * 32
    app.add_url_rule("/paper", "paper", costly(lambda: "paper"))
    app.add_url_rule("/page", "page", lambda: "page")
    limits = settings(costly_rate="1/minute")
    protect(app, limits, count_requests(app, limits))
    client = app.test_client()
    assert [client.get(path).status_code for path in ("/paper", "/paper", "/page", "/page")] == [200, 429, 200, 200]


def test_what_a_page_carries_is_not_lost_with_its_token(client) -> None:
    page = client.post("/resume", data={"profile": '{"name": "Carried"}'}).text
    assert 'value="Carried"' in page


def test_a_view_that_takes_too_long_is_given_up() -> None:
    app = create_app(settings(time_limit="1"))
    app.add_url_rule("/slow", "slow", open_to_all(lambda: time.sleep(2) or "done"))
    began = time.monotonic()
    response = app.test_client().get("/slow")
    assert response.status_code == 503
    assert "longer than it should" in response.text
    assert int(response.headers["Retry-After"]) > 0
    assert time.monotonic() - began < 1.8


def test_only_the_named_hosts_are_answered() -> None:
    client = create_app(settings(hosts="upslope.example")).test_client()
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"Host": "upslope.example"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200), ("127.0.0.1:8000", 200), ("[::1]:8000", 200), ("192.0.2.7", 200),
        (socket.gethostname().upper(), 200), ("evil.example", 400), ("127.0.0.1.evil.example", 400), ("[", 400),
        ("evil.example@localhost", 400),
    ],
)  # fmt: skip
def test_without_named_hosts_the_machine_answers_to_its_own_names(host: str, status: int) -> None:
    client = create_app(settings()).test_client()
    answers = [client.get(path, headers={"Host": host}) for path in ("/?lang=en", "/?lang=zh", "/health")]
    assert {answer.status_code for answer in answers} == {status}
    if status != 200:
        assert all("UPSLOPE_HOSTS" in answer.text for answer in answers[:2])
        assert "不能通过这个网址访问" in answers[1].text


def test_behind_a_proxy_the_name_that_it_passes_on_counts() -> None:
    def asked(**given: str) -> int:
        client = create_app(settings(trusted_proxies="1", **given)).test_client()
        return client.get("/", headers={"X-Forwarded-Host": "upslope.example"}).status_code

    assert asked() == 400
    assert asked(hosts="upslope.example") == 200


def test_forwarded_addresses_count_only_behind_a_proxy() -> None:
    def statuses(**given: str) -> list[int]:
        client = create_app(settings(rate="1/minute", **given)).test_client()
        return [
            client.get("/", headers={"X-Forwarded-For": address}).status_code for address in ("10.0.0.1", "10.0.0.2")
        ]

    assert statuses() == [200, 429]
    assert statuses(trusted_proxies="1") == [200, 200]


def test_https_keeps_cookies_to_itself() -> None:
    client = create_app(settings(https="yes")).test_client()
    response = client.get("/?lang=zh", base_url="https://localhost")
    assert "max-age" in response.headers["Strict-Transport-Security"]
    cookies = response.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    assert all("Secure" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_logs_hold_nothing_of_a_company(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser.send("/assess?lang=en&name=query-secret", {"name": "body-secret", "city": "city-secret"})
    browser.client.get("/path-secret")
    assert "POST /assess 422" in caplog.text
    assert "-secret" not in caplog.text


def test_a_fault_of_our_own_is_a_page_and_its_message_stays_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(settings())

    def broken() -> str:
        raise ValueError(request.args["typed"])

    app.add_url_rule("/broken", "broken", open_to_all(broken))
    response = app.test_client().get("/broken?lang=zh&typed=typed-secret")
    assert response.status_code == 500
    assert "系统出错了" in response.text
    assert "typed-secret" not in response.text + caplog.text
    reference = caplog.records[0].getMessage().split()[0]
    assert reference in response.text
    assert "in broken" in caplog.text


def test_a_fault_in_an_error_page_itself_is_logged_without_its_message(caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(settings())

    def broken() -> str:
        raise ValueError(request.args["typed"])

    def broken_too(_error: Exception) -> str:
        raise RuntimeError(request.args["typed"])

    app.add_url_rule("/broken", "broken", open_to_all(broken))
    app.register_error_handler(ValueError, broken_too)
    response = app.test_client().get("/broken?typed=typed-secret")
    assert response.status_code == 500
    assert "RuntimeError" in caplog.text
    assert "in broken_too" in caplog.text
    assert "typed-secret" not in response.text + caplog.text
