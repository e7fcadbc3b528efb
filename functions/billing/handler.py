"""Lambda entry of the ``billing`` area."""

from functions.billing.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("billing", router)
handler = lambda_entry(app)
