"""Lambda entry of the ``account`` area."""

from functions.account.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("account", router)
handler = lambda_entry(app)
