"""Lambda entry of the ``products`` area."""

from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

from functions.products.routes import router

app = create_app("products", router)
handler = lambda_entry(app)
