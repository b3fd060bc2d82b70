"""The JSON API: one file an area, all on the blueprint of `blueprint.py`; `register.py` puts it into the application.

Requests and answers are the engine's own pydantic models; `/openapi.json` is made of them, `/api` shows it to readers.
No cookie is read or set here: a request is what stands in it, so there is nothing that another site could ride on.
"""
