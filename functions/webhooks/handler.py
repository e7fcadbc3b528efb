"""Lambda entry of the ``webhooks`` area."""

from functions.webhooks.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("webhooks", router)
handler = lambda_entry(app)
