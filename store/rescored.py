"""The child process of `rescoring`: a profile on standard input, its assessment in canonical JSON on standard output.

It finds rule sets, data and model where UPSLOPE_RESOURCES says.
"""

import base64
import sys

import orjson

from scoring import assess
from store.canonical import canonical
from store.releases import release_from


def main() -> None:
    """Score what was sent."""
    asked = orjson.loads(sys.stdin.buffer.read())
    release = release_from(base64.b64decode(asked["release"])) if asked["release"] else None
    sys.stdout.buffer.write(canonical(assess(asked["profile"], lang=asked["lang"], release=release)))


if __name__ == "__main__":
    main()
