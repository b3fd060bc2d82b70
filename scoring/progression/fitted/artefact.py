"""Artefact: a fitted model as a folder of text files, and the way back that trusts nothing it has not checked.

`model.json` holds parameters and the hash of every other file, `<market>-shared-<seed>.txt` the trees as LightGBM
writes them, `context-<market>.json` the market's figures. No pickle: loading runs no code.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from scoring.errors import InputError, refuse
from scoring.progression.features.table import NAMES, VERSION
from scoring.progression.fitted.boosting import Forest
from scoring.progression.fitted.model import MarketModel, Model
from scoring.progression.fitted.parameters import market_from_json, market_to_json
from scoring.progression.histories.events import Market
from scoring.text import both

FORMAT: Final = "upslope-progression"
_MAIN: Final = "model.json"
_HASH_LENGTH: Final = 12


def save(models: Mapping[Market, MarketModel], folder: Path, notes: Mapping[str, object] | None = None) -> None:
    """Write the models of a training into `folder`, which is made if need be; files of an earlier one go.

    The same models and notes give the same bytes.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise refuse(str(folder), "the folder cannot be made", "无法创建该文件夹") from fault
    for stale in (*folder.glob("*-shared-*.txt"), *folder.glob("context-*.json")):
        stale.unlink()
    files = {name: text for model in models.values() for name, text in _files(model).items()}
    for name, text in files.items():
        folder.joinpath(name).write_bytes(text.encode())
    content = {
        "format": FORMAT,
        "feature_version": VERSION,
        "files": {name: _hash(text.encode()) for name, text in files.items()},
        "markets": {market: market_to_json(model) for market, model in models.items()},
        "notes": dict(notes or {}),
    }
    folder.joinpath(_MAIN).write_bytes(_dump(content | {"content": _hash(_dump(content).encode())}).encode())


def load(folder: Path) -> Model:
    """Read an artefact. Raises InputError where a file is missing, cut short, edited or of another version."""
    content = _checked(folder)
    files = {name: _file(folder, name, digest) for name, digest in content["files"].items()}
    try:
        markets = {market: _market(market, data, files) for market, data in content["markets"].items()}
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as fault:
        en, zh = f"a parameter is missing or no number ({fault})", f"参数缺失或不是数字（{fault}）"
        raise _unfit(folder / _MAIN, en, zh) from fault
    return Model(markets, content["notes"], content["content"][:_HASH_LENGTH])


def version_of(folder: Path) -> str:
    """Version that an artefact states, without loading and checking it; `load` gives the same."""
    return str(json.loads((folder / _MAIN).read_bytes())["content"])[:_HASH_LENGTH]


def _checked(folder: Path) -> dict[str, Any]:
    """The content of model.json, if it is whole, ours and of this version."""
    path = folder / _MAIN
    try:
        content = json.loads(path.read_bytes())
    except OSError as fault:
        raise _unfit(path, "there is no such file", "文件不存在") from fault
    except ValueError as fault:
        raise _unfit(path, "the file is cut short or no JSON", "文件不完整，或不是 JSON") from fault
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _unfit(path, "this is no progression model", "这不是融资进展模型")
    if content.get("feature_version") != VERSION:
        found = content.get("feature_version")
        raise _unfit(
            path, f"feature version {found}, this program has {VERSION}", f"特征版本为 {found}，本程序为 {VERSION}"
        )
    own = {key: value for key, value in content.items() if key != "content"}
    if content.get("content") != _hash(_dump(own).encode()):
        raise _unfit(path, "the file was changed after training", "文件在训练后被改动过")
    return content


def _file(folder: Path, name: str, digest: str) -> str:
    """One of the other files, if it is the one that was saved."""
    path = folder / name
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise _unfit(path, "there is no such file", "文件不存在") from fault
    if _hash(raw) != digest:
        raise _unfit(path, "the file is cut short or was changed after training", "文件不完整，或在训练后被改动过")
    return raw.decode()


def _market(market: Market, data: Mapping[str, Any], files: Mapping[str, str]) -> MarketModel:
    if tuple(data["names"]) != NAMES[market]:
        raise ValueError("feature names")
    forest = Forest(tuple(files[f"{market}-shared-{seed}.txt"] for seed in range(data["seeds"])))
    return market_from_json(market, data, forest, json.loads(files[f"context-{market}.json"]))


def _files(model: MarketModel) -> dict[str, str]:
    trees = {f"{model.market}-shared-{seed}.txt": text for seed, text in enumerate(model.forest.texts)}
    return trees | {f"context-{model.market}.json": _dump(model.context.to_json())}


def _dump(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _unfit(path: Path, en: str, zh: str) -> InputError:
    """The error of an artefact that cannot be trusted, with the way out."""
    return refuse(
        str(path),
        f"the model cannot be used: {en}",
        f"模型无法使用：{zh}",
        expected=both(
            "a folder written by 'upslope train --events FILE --output FOLDER'; restore it or train again",
            "由 upslope train --events FILE --output FOLDER 写出的文件夹；请恢复原文件或重新训练",
        ),
    )
