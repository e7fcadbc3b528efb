"""Lambda entry of the ``purchasing`` area."""

from functions.purchasing.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("purchasing", router)
handler = lambda_entry(app)
