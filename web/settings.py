"""Settings of the application: one table of environment variables, checked at start.

The table is all there is: `Settings` is read by it, and `upslope serve --help` is printed from it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scoring.errors import InputError, Problem, shortened
from scoring.text import Lang, Text, both

if TYPE_CHECKING:
    from sqlalchemy import URL

PREFIX: Final = "UPSLOPE_"
_NEAR: Final = 0.8
_RATE: Final = re.compile(r"[1-9]\d{0,6}/(?:second|minute|hour|day)")
_LEAST_SECRET: Final = 32


@dataclass(frozen=True)
class Settings:
    """How the application runs. `secret_key` None: made once and kept in `instance`; a rate None: no limit.

    `database_url` None: a file in `instance`. Idle sessions are in minutes, whole ones in hours.
    """

    host: str
    port: int
    language: Lang
    secret_key: str | None
    instance: Path
    database_url: "URL | None"
    session_idle: int
    session_hours: int
    retention_days: int
    https: bool
    trusted_proxies: int
    hosts: tuple[str, ...]
    body_limit: int
    batch_limit: int
    cohort_limit: int
    cohort_hours: int
    rate: str | None
    costly_rate: str | None
    time_limit: float
    threads: int


@dataclass(frozen=True)
class Setting:
    """One environment variable: the field of Settings it fills, how its text is read, what it means.

    `read` raises ValueError for a text that is not what `expected` says. `secret`: never repeat what was found.
    """

    field: str
    default: str
    read: Callable[[str], Any]
    expected: Text
    what: Text
    secret: bool = False

    @property
    def name(self) -> str:
        """Name of the environment variable."""
        return PREFIX + self.field.upper()


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError
        return number

    return read


def _megabytes(text: str) -> int:
    return _whole(1, 1000)(text) * 1_000_000


def _yes_no(text: str) -> bool:
    return {"yes": True, "no": False}[text.lower()]


def _language(text: str) -> str:
    return {"en": "en", "zh": "zh"}[text]


def _rate(text: str) -> str | None:
    if text == "off":
        return None
    if not _RATE.fullmatch(text):
        raise ValueError
    return text


def _secret(text: str) -> str | None:
    if 0 < len(text) < _LEAST_SECRET:
        raise ValueError
    return text or None


def _database(text: str) -> "URL | None":
    """The address as the store reads it. Raises InputError."""
    if not text:
        return None
    from store.place import URL_VARIABLE, store_url  # noqa: PLC0415 - help is printed without a database at hand

    return store_url({URL_VARIABLE: text})


def _host(text: str) -> str:
    if not re.fullmatch(r"[\w.:-]+", text):
        raise ValueError
    return text


def _hosts(text: str) -> tuple[str, ...]:
    return tuple(_host(name.strip()) for name in text.split(",") if name.strip())


_MEGABYTES: Final = both("whole megabytes from 1 to 1000", "1 至 1000 的整数（MB）")
_A_RATE: Final = both("a rate such as 120/minute, or off", "频率，例如 120/minute；off 表示不限")

SETTINGS: Final = (
    Setting("host", "127.0.0.1", _host, both("an address or a host name", "IP 地址或主机名"),
            both("address to listen at; 0.0.0.0 for every network", "监听地址；0.0.0.0 表示所有网络")),
    Setting("port", "8000", _whole(1, 65535), both("a whole number from 1 to 65535", "1 至 65535 的整数"),
            both("port to listen at", "监听端口")),
    Setting("language", "en", _language, both("en or zh", "en 或 zh"),
            both("language where the reader's browser asks for neither", "浏览器没有指明语言时使用的语言")),
    Setting("secret_key", "", _secret, both(f"at least {_LEAST_SECRET} characters", f"至少 {_LEAST_SECRET} 个字符"),
            both("key that signs cookies; empty: made once and kept in the instance folder",
                 "Cookie 签名密钥；留空则自动生成一次，存入实例文件夹"), secret=True),
    Setting("instance", "~/.upslope", lambda text: Path(text).expanduser(), both("a folder", "文件夹"),
            both("folder of what this installation keeps", "本机数据所在的文件夹")),
    Setting("database_url", "", _database, both("postgresql://user:password@host:5432/database, or nothing",
            "postgresql://用户:密码@主机:5432/数据库，或留空"),
            both("PostgreSQL server of the store; empty: a file in the instance folder",
                 "存放数据的 PostgreSQL 服务器；留空则使用实例文件夹中的文件"), secret=True),
    Setting("session_idle", "60", _whole(5, 1440), both("whole minutes from 5 to 1440", "5 至 1440 的整数（分钟）"),
            both("minutes without a request after which staff sign in anew",
                 "工作人员多久没有操作后需重新登录（分钟）")),
    Setting("session_hours", "12", _whole(1, 168), both("whole hours from 1 to 168", "1 至 168 的整数（小时）"),
            both("hours after which staff sign in anew in any case", "工作人员每次登录最长有效时间（小时）")),
    Setting("retention_days", "365", _whole(1, 3650), both("whole days from 1 to 3650", "1 至 3650 的整数（天）"),
            both("days after which what was kept and not saved again is deleted by upslope db tidy",
                 "保存的内容多少天没有更新后，由 upslope db tidy 删除")),
    Setting("https", "no", _yes_no, both("yes or no", "yes 或 no"),
            both("yes where readers come by HTTPS: cookies then travel by it alone",
                 "用户通过 HTTPS 访问时填 yes，Cookie 只经 HTTPS 传输")),
    Setting("trusted_proxies", "0", _whole(0, 10), both("a whole number from 0 to 10", "0 至 10 的整数"),
            both("reverse proxies in front whose forwarding headers are believed",
                 "前置反向代理的层数，只采信这些代理转发的请求头")),
    Setting("hosts", "", _hosts, both("host names with commas between", "主机名，用英文逗号分隔"),
            both("host names that the application answers to; empty: localhost, this machine's name, any IP address",
                 "接受访问的主机名；留空则只接受 localhost、本机名称和 IP 地址")),
    Setting("body_limit", "1", _megabytes, _MEGABYTES,
            both("largest request in megabytes", "单次请求的大小上限（MB）")),
    Setting("batch_limit", "8", _megabytes, _MEGABYTES,
            both("largest request with many profiles in megabytes", "批量请求的大小上限（MB）")),
    Setting("cohort_limit", "20", _megabytes, _MEGABYTES,
            both("largest upload of a cohort, all its files together, in megabytes",
                 "上传名单的大小上限（MB，含所有附件）")),
    Setting("cohort_hours", "24", _whole(1, 720), both("whole hours from 1 to 720", "1 至 720 的整数（小时）"),
            both("hours after which an uploaded cohort is deleted with all that was made of it",
                 "上传的名单及其全部结果保留的时间（小时），到期删除")),
    Setting("rate", "240/minute", _rate, _A_RATE,
            both("requests that one address may send", "同一地址的请求频率上限")),
    Setting("costly_rate", "30/minute", _rate, _A_RATE,
            both("costly requests (documents, batches) that one address may send",
                 "同一地址的高开销请求（文档、批量）频率上限")),
    Setting("time_limit", "30", _whole(1, 600), both("whole seconds from 1 to 600", "1 至 600 的整数（秒）"),
            both("seconds after which a request is given up", "单次请求的时间上限（秒）")),
    Setting("threads", "8", _whole(1, 64), both("a whole number from 1 to 64", "1 至 64 的整数"),
            both("requests answered at the same time", "同时处理的请求数")),
)  # fmt: skip
"""Every variable the application knows, in the order in which help shows them."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read all settings. Raises InputError naming every variable that is wrong, or nearly the name of one."""
    problems = _misspelt(environment)
    values = {}
    for setting in SETTINGS:
        text = environment.get(setting.name, "").strip() or setting.default
        try:
            values[setting.field] = setting.read(text)
        except (ValueError, KeyError, RuntimeError):
            problems.append(_refused(setting, text))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return Settings(**values)


def _refused(setting: Setting, text: str) -> Problem:
    shown = f"{len(text)} characters" if setting.secret else repr(shortened(text))
    shown_zh = f"{len(text)} 个字符" if setting.secret else repr(shortened(text))
    return Problem(setting.name, both(f"found {shown}", f"实际是 {shown_zh}"), expected=setting.expected)


def _misspelt(environment: Mapping[str, str]) -> list[Problem]:
    """Variables that are one slip away from a known one; others with the prefix may belong to somebody else."""
    known = [setting.name.removeprefix(PREFIX) for setting in SETTINGS]
    problems = []
    for name in sorted(each.removeprefix(PREFIX) for each in environment if each.startswith(PREFIX)):
        near = get_close_matches(name, known, n=1, cutoff=_NEAR)
        if name not in known and near:
            wrong = both("there is no such setting", "没有这个设置")
            problems.append(Problem(PREFIX + name, wrong, expected=both(PREFIX + near[0])))
    return problems


def described(lang: Lang) -> str:
    """The table as text: a line with name and default, a line with the meaning."""
    lines = []
    for setting in SETTINGS:
        lines.append(f"{setting.name}={setting.default}")
        lines.append(f"    {setting.what.in_(lang)}{'；' if lang == 'zh' else '; '}{setting.expected.in_(lang)}")
    return "\n".join(lines)
