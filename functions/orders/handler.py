"""Lambda entry of the ``orders`` area."""

from functions.orders.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("orders", router)
handler = lambda_entry(app)
