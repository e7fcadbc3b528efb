"""What can go wrong with the settings of a store's checkout."""

from tradewind.errors import DomainError, ErrorKind


class PaymentsNotReadyError(DomainError):
    code = "payments_not_ready"
    kind = ErrorKind.CONFLICT
    detail = "This store cannot take payments yet. Finish connecting its Stripe account first."


class NoPaymentAccountError(DomainError):
    code = "no_payment_account"
    kind = ErrorKind.CONFLICT
    detail = "This store has no connected Stripe account. Connect one first."


class PaymentsByPlatformError(DomainError):
    code = "payments_by_platform"
    kind = ErrorKind.CONFLICT
    detail = "This deployment is paid into its own Stripe account; stores do not connect theirs."
