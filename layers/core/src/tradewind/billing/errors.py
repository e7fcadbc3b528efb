"""What can go wrong with plans."""

from tradewind.errors import DomainError, ErrorKind


class BillingOffError(DomainError):
    code = "billing_off"
    kind = ErrorKind.CONFLICT
    detail = "This deployment has no plans: nothing has to be subscribed to, and no plan limits you."


class AlreadySubscribedError(DomainError):
    """``extra["plan"]`` is the plan there is."""

    code = "already_subscribed"
    kind = ErrorKind.CONFLICT
    detail = "Your account has a subscription. Change its plan instead of starting a second one."


class NotSubscribedError(DomainError):
    code = "not_subscribed"
    kind = ErrorKind.CONFLICT
    detail = "Your account has no subscription to change. Choose a plan first."


class NoCustomerError(DomainError):
    code = "no_billing_customer"
    kind = ErrorKind.CONFLICT
    detail = "There is nothing to manage yet: cards and invoices appear with your first subscription."


class PaymentDueError(DomainError):
    code = "payment_due"
    kind = ErrorKind.CONFLICT
    detail = "A payment is due. Update your card and pay it, then change the plan."


class PlanPaymentFailedError(DomainError):
    code = "plan_payment_failed"
    kind = ErrorKind.CONFLICT
    detail = "Your card was declined for the difference, so the plan was not changed. Update your card and try again."


class PlanUnpaidError(DomainError):
    code = "plan_unpaid"
    kind = ErrorKind.FORBIDDEN
    detail = "Your plan is not paid, so nothing new can be started. Update your card or choose a plan to go on."


class PlansNotSetUpError(DomainError):
    """The operator has to run ``tradewind billing setup``."""

    code = "plans_not_set_up"
    kind = ErrorKind.UNAVAILABLE
    detail = "Plans cannot be bought here yet: the operator has not set up their prices. Nothing was charged."


class PlanMovedError(Exception):
    """Internal: somebody wrote the account's plan since it was read."""
