"""Which of a customer's subscriptions is the account's, and which are one too many. Pure."""

from collections.abc import Sequence

from tradewind.billing.models import ENDED, RUNNING, Subscription, SubscriptionStatus


def choose(found: Sequence[Subscription], *, known: str) -> tuple[Subscription | None, list[Subscription]]:
    """The one that counts, and those to be given back.

    Of several that run the ``known`` one stays, else the oldest. One that is paused, or waits for its first payment,
    gives way to one that runs. Where all have ended, the known one counts, else the latest
    that ever ran.
    """
    live = [each for each in found if each.status not in ENDED]
    running = [each for each in live if each.status in RUNNING or each.status is None]
    if running:
        main = next((each for each in running if each.id == known), running[0])
        doubles = [each for each in live if each is not main and each.status is not SubscriptionStatus.INCOMPLETE]
        return main, doubles
    waiting = [each for each in live if each.status is SubscriptionStatus.PAUSED] or live
    if waiting:
        return next((each for each in waiting if each.id == known), waiting[-1]), []
    ended = [each for each in found if each.status is SubscriptionStatus.CANCELED] or list(found)
    return next((each for each in ended if each.id == known), ended[-1] if ended else None), []
