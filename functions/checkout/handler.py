"""Lambda entry of the ``checkout`` area."""

from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

from functions.checkout.routes import router

app = create_app("checkout", router)
handler = lambda_entry(app)
