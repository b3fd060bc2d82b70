"""Wording of `upslope score` in both languages."""

from typing import Final

from scoring.text import Lang, both

PARTS: Final = both("parts scored", "已评分的分块")

WORDS: Final[dict[Lang, dict[str, str]]] = {
    "en": {
        "counted": "{scored} {companies} scored, {rejected} {rows} rejected, from {files} {tables}",
        "made": "as of {as_of}; rules {rules}, data {data}, model {model}",
        "column": "{column}: ",
        "rejected_row": "! {where}, row {row}: {path}{message}",
        "more_notes": "… and {more:,} more remarks",
        "more_problems": "… and {more:,} more rejected rows; the column `problems` says why for each",
        "stopped": "stopped before all parts were scored; run it again, with --overwrite where the folder is the same",
        "either": "--processes: means this machine, --scheduler a cluster; leave out one of them",
        "bad_output": "--output: {found} has no known ending (expected .parquet, .csv, or a folder: no dot)",
        "no_folder": "--output: there is no folder {folder}; make it first",
    },
    "zh": {
        "counted": "已评分 {scored} 家，未采用 {rejected} 行，来自 {files} 个文件",
        "made": "基准日 {as_of}；规则集 {rules}，数据 {data}，模型 {model}",
        "column": "{column}：",
        "rejected_row": "! {where} 第 {row} 行：{path}{message}",
        "more_notes": "……另有 {more:,} 条说明",
        "more_problems": "……另有 {more:,} 行未采用，逐行原因见“问题说明”（problems）一列",
        "stopped": "评分中途停止，尚未完成；请重新运行，仍写入同一文件夹时加 --overwrite",
        "either": "--processes 指在本机运行，--scheduler 指在集群上运行，两者只能选一个",
        "bad_output": "--output：无法识别 {found} 的扩展名（应为 .parquet、.csv，或不带点号的文件夹名）",
        "no_folder": "--output：没有 {folder} 这个文件夹，请先新建",
    },
}
