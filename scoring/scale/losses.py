"""What is told when a cluster fails: a part that workers fail at, a scheduler that is gone, or that has no workers."""

from scoring.errors import InputError, refuse
from scoring.scale.parts import Part
from scoring.text import both


def failed(part: Part, error: BaseException) -> InputError:
    """The error of a part that workers failed at."""
    from distributed import KilledWorker  # noqa: PLC0415

    if isinstance(error, KilledWorker):
        died = both("several workers died at it", "已有多个工作节点在处理它时退出")
        remedy = both("workers with more memory", "内存更大的工作节点")
    else:
        died = both(
            f"a worker failed at it: {type(error).__name__}: {error}",
            f"工作节点处理时出错：{type(error).__name__}：{error}",
        )
        remedy = both("the same upslope on every worker", "每个工作节点上的 Upslope 都相同")
    rows = f"{part.start + 1}–{part.stop or '…'}"
    return refuse(part.source, f"rows {rows}: {died.en}", f"第 {rows} 行：{died.zh}", expected=remedy)


def lost() -> InputError:
    """The error of a scheduler that is gone."""
    again = both("a scheduler that stays up; run again with --overwrite", "调度器持续运行；请加 --overwrite 重新运行")
    return refuse("--scheduler", "the connection to the scheduler was lost", "与调度器的连接已中断", expected=again)


def deserted(address: str) -> InputError:
    """The error of a scheduler that nobody works for."""
    workers = both("workers started for it, such as: dask worker ADDRESS", "为它启动工作节点，例如：dask worker 地址")
    return refuse(address, "the scheduler has no workers", "调度器没有工作节点", expected=workers)
