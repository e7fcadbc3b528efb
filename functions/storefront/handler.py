"""Lambda entry of the ``storefront`` area."""

from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

from functions.storefront.routes import router

app = create_app("storefront", router)
handler = lambda_entry(app)
