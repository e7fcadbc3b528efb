"""Lambda entry of the ``health`` area."""

from functions.health.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("health", router)
handler = lambda_entry(app)
