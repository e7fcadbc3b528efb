"""botocore without its documentation writer.

It is sixteen files at every cold start and only ever fills ``help(client.call)``. Installed by the packages that make
clients (``db``, ``adapters``) before they import botocore.
"""

import importlib.util
import sys
from types import ModuleType
from typing import Any


class _NoDocstring(str):
    """Stands where botocore puts a lazily written text."""

    __slots__ = ()

    def __new__(cls, *_: Any, **__: Any) -> "_NoDocstring":
        return str.__new__(cls, "")


def install() -> None:
    """Take the place of ``botocore.docs`` unless the real one is already loaded."""
    if "botocore.docs" in sys.modules:
        return
    spec = importlib.util.find_spec("botocore")
    locations = list(spec.submodule_search_locations or ()) if spec else []
    package = ModuleType("botocore.docs")
    # Its other parts (``utils``, which handlers need) still load from where they are.
    package.__path__ = [f"{location}/docs" for location in locations]
    writer = ModuleType("botocore.docs.docstring")
    for name in ("ClientMethodDocstring", "PaginatorDocstring", "WaiterDocstring"):
        setattr(writer, name, _NoDocstring)
    sys.modules.update({"botocore.docs": package, "botocore.docs.docstring": writer})
