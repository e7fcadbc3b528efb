"""Lambda entry of the ``webhooks`` area."""

from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

from functions.webhooks.routes import router

app = create_app("webhooks", router)
handler = lambda_entry(app)
