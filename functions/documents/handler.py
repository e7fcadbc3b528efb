"""Lambda entry of the ``documents`` area."""

from functions.documents.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("documents", router)
handler = lambda_entry(app)
