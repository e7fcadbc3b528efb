"""Lambda entry of the ``research`` area."""

from functions.research.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("research", router)
handler = lambda_entry(app)
