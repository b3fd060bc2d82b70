"""What a company keeps of its own: its result kept when it asks for that, and all that its link opens.

Whoever has the link is the company. Nobody else finds it, and a link that does not hold looks like one that never was.
"""

# Imported for their routes.
from web.pages.kept import changing, overview  # noqa: F401
from web.pages.kept.blueprint import blueprint
from web.pages.kept.keeping import blueprint as keep_blueprint

__all__ = ["blueprint", "keep_blueprint"]
