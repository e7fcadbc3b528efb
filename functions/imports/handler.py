"""Lambda entry of the ``imports`` area."""

from functions.imports.routes import routers
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("imports", *routers)
handler = lambda_entry(app)
