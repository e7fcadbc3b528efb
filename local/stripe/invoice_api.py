"""`/v1/invoices` and `/v1/invoice_payments`: read, pay, void."""

from __future__ import annotations

from stripe.params import (
    InvoiceListParams,
    InvoicePaymentListParams,
    InvoicePaymentRetrieveParams,
    InvoicePayParams,
    InvoiceRetrieveParams,
    InvoiceVoidInvoiceParams,
)

from local.stripe import invoices, payment_methods, subscriptions
from local.stripe.catalog import unsupported
from local.stripe.standin import Call, Operation, list_page
from local.stripe.wire import JsonObject, StripeError

_PATH = "/v1/invoices"
_PAYMENTS = "/v1/invoice_payments"


def _load(call: Call) -> JsonObject:
    return call.get(invoices.KIND, call.path["id"], param="invoice")


def _pay(call: Call) -> JsonObject:
    """Pay an open invoice now, with a given card, the subscription's or the customer's.

    Raises StripeError 402 when the bank refuses; the failed attempt is kept all the same.
    """
    given = call.params
    for name in ("forgive", "mandate", "source"):
        if given.get(name):
            raise unsupported(name)
    invoice = _load(call)
    if invoice["status"] == "paid":
        raise StripeError("Invoice is already paid", code="invoice_already_paid")
    if invoice["status"] != "open":
        raise StripeError(f"An invoice that is {invoice['status']} cannot be paid.", code="invoice_not_editable")
    if given.get("paid_out_of_band"):
        invoices.pay_elsewhere(call.standin, invoice, account=call.account, call=call)
        failure = None
    else:
        method = _method(call, invoice)
        on_session = not given.get("off_session", True)
        failure = invoices.collect(
            call.standin, invoice, method, account=call.account, on_session=on_session, call=call
        )  # fmt: skip
    subscriptions.after_payment(call.standin, invoice, failure, account=call.account, call=call)
    if failure:
        raise payment_methods.refused(failure, kept=True)
    return _load(call)


def _method(call: Call, invoice: JsonObject) -> JsonObject:
    if "payment_method" in call.params:
        given = call.params["payment_method"]
        return payment_methods.of_customer(call, given, invoice["customer"], param="payment_method")
    subscription = call.get(subscriptions.KIND, invoice["parent"]["subscription_details"]["subscription"])
    method = subscriptions.method_of(call.standin, subscription)
    if method is None:
        raise StripeError(invoices.NO_METHOD.message, code="resource_missing")
    return method


def _void(call: Call) -> JsonObject:
    invoice = _load(call)
    if invoice["status"] != "open":
        raise StripeError("You can only void an open invoice.", code="invoice_not_editable")
    invoices.void(call.standin, invoice, account=call.account, call=call)
    subscriptions.after_payment(call.standin, invoice, None, account=call.account, call=call)
    return invoice


def _list(call: Call) -> JsonObject:
    given = call.params
    for name in ("collection_method", "due_date"):
        if name in given:
            raise unsupported(name)
    where: JsonObject = {name: given[name] for name in ("customer", "status") if name in given}
    if "subscription" in given:
        where["parent.subscription_details.subscription"] = given["subscription"]
    return list_page(call, invoices.KIND, _PATH, where)


def _list_payments(call: Call) -> JsonObject:
    given = call.params
    where: JsonObject = {name: given[name] for name in ("invoice", "status") if name in given}
    if "payment" in given:
        where["payment.payment_intent"] = given["payment"].get("payment_intent")
    return list_page(call, invoices.PAYMENT, _PAYMENTS, where)


OPERATIONS = [
    Operation(method="GET", path=_PATH, params=InvoiceListParams, run=_list),
    Operation(method="GET", path=_PATH + "/{id}", params=InvoiceRetrieveParams, run=_load),
    Operation(method="POST", path=_PATH + "/{id}/pay", params=InvoicePayParams, run=_pay),
    Operation(method="POST", path=_PATH + "/{id}/void", params=InvoiceVoidInvoiceParams, run=_void),
    Operation(method="GET", path=_PAYMENTS, params=InvoicePaymentListParams, run=_list_payments),
    Operation(
        method="GET",
        path=_PAYMENTS + "/{id}",
        params=InvoicePaymentRetrieveParams,
        run=lambda call: call.get(invoices.PAYMENT, call.path["id"]),
    ),
]
