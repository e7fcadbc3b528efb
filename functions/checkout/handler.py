"""Lambda entry of the ``checkout`` area."""

from functions.checkout.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("checkout", router)
handler = lambda_entry(app)
