"""Lambda entry of the ``discounts`` area."""

from functions.discounts.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("discounts", router)
handler = lambda_entry(app)
