"""Lambda entry of the ``products`` area."""

from functions.products.routes import routers
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("products", *routers)
handler = lambda_entry(app)
