"""Lambda entry of the ``health`` area."""

from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

from functions.health.routes import router

app = create_app("health", router)
handler = lambda_entry(app)
