"""sayso turns news into a record: who did what to whom, where, when, and on whose say-so.

import sayso
reader = sayso.Reader()
reading = reader.read("Rebels attacked the port on Thursday, police said.", published="2021-09-03")
"""

from sayso._version import __version__
from sayso.errors import CodebookError, InputError, SaysoError, SetupError
from sayso.reader import Reader
from sayso.record import Article, Reading

__all__ = ["Article", "CodebookError", "InputError", "Reader", "Reading", "SaysoError", "SetupError", "__version__"]
