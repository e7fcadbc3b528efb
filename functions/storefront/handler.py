"""Lambda entry of the ``storefront`` area."""

from functions.storefront.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("storefront", router)
handler = lambda_entry(app)
