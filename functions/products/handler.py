"""Lambda entry of the ``products`` area."""

from functions.products.bulk import router as bulk
from functions.products.routes import router as products
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("products", bulk, products)
handler = lambda_entry(app)
