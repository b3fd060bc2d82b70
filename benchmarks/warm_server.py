"""What a server needs, loaded once in the fork server that all servers of `kill_server.py` come from."""

import web.app
import web.serve
from scoring import assess
from store.artefacts import installed

installed()
assess({"name": "Yunhe Vision (fictional)", "as_of": "2021-06-30", "answers": {"cash_runway": 18}})

__all__ = ["web"]
