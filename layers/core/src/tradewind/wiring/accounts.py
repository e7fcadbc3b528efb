"""The part of the composition root that knows people: sign-in, colleagues, keys, plans."""

from functools import cached_property
from typing import TYPE_CHECKING

from tradewind.wiring.catalog import CatalogWiring

if TYPE_CHECKING:
    from tradewind.access.api_keys import KeyDeps
    from tradewind.access.guard import GuardDeps
    from tradewind.access.team import TeamDeps
    from tradewind.accounts.deletion import LiveSubscriptions
    from tradewind.accounts.recovery import RecoveryDeps
    from tradewind.accounts.second_factor import SecondFactorDeps
    from tradewind.accounts.service import AccountDeps
    from tradewind.accounts.tokens import TokenMaker
    from tradewind.billing.deps import BillingDeps
    from tradewind.kit.mail_tokens import MailTokens


class AccountWiring(CatalogWiring):
    """Use cases of accounts, access and plans."""

    @cached_property
    def tokens(self) -> "TokenMaker":
        from tradewind.accounts.tokens import TokenMaker

        settings = self.auth_settings
        return TokenMaker(
            key=settings.token_signing_key.get_secret_value(), issuer=settings.token_issuer, clock=self.clock
        )

    @cached_property
    def mail_tokens(self) -> "MailTokens":
        from tradewind.kit.mail_tokens import MailTokens

        return MailTokens(lambda: b"mail\0" + self.auth_settings.token_signing_key.get_secret_value().encode())

    @cached_property
    def account_deps(self) -> "AccountDeps":
        from tradewind.accounts.service import AccountDeps

        return AccountDeps(
            users=self.accounts,
            factors=self.second_factors,
            events=self.recovery,
            hasher=self.hasher,
            tokens=self.tokens,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def recovery_deps(self) -> "RecoveryDeps":
        from tradewind.accounts.recovery import RecoveryDeps
        from tradewind.accounts.second_factor import check_proof

        return RecoveryDeps(
            accounts=self.account_deps,
            links=self.recovery,
            tokens=self.mail_tokens,
            prove=lambda user_id, proof: check_proof(self.second_factor_deps, user_id=user_id, proof=proof),
        )

    @cached_property
    def second_factor_deps(self) -> "SecondFactorDeps":
        from tradewind.accounts.second_factor import SecondFactorDeps
        from tradewind.accounts.totp import CodeMaker

        return SecondFactorDeps(
            accounts=self.account_deps,
            factors=self.second_factors,
            events=self.recovery,
            codes=CodeMaker(
                lambda: b"second-factor\0" + self.auth_settings.token_signing_key.get_secret_value().encode(),
                issuer="Tradewind",
            ),
        )

    @cached_property
    def live_subscriptions(self) -> "LiveSubscriptions":
        from tradewind.accounts.deletion import NoSubscriptions
        from tradewind.billing.live import PlanSubscriptions

        return PlanSubscriptions(self.plans) if self.billing_settings.is_on else NoSubscriptions()

    @cached_property
    def guard_deps(self) -> "GuardDeps":
        from tradewind.access.guard import GuardDeps

        return GuardDeps(stores=self.stores, team=self.team, keys=self.api_keys, clock=self.clock)

    @cached_property
    def team_deps(self) -> "TeamDeps":
        from tradewind.access.team import TeamDeps

        return TeamDeps(
            team=self.team,
            accounts=self.accounts,
            stores=self.stores,
            tokens=self.mail_tokens,
            clock=self.clock,
            new_id=self.new_id,
        )

    @cached_property
    def key_deps(self) -> "KeyDeps":
        from tradewind.access.api_keys import KeyDeps

        return KeyDeps(keys=self.api_keys, stores=self.stores, clock=self.clock, new_id=self.new_id)

    @cached_property
    def billing_deps(self) -> "BillingDeps":
        from tradewind.billing.deps import BillingDeps

        return BillingDeps(
            is_on=self.billing_settings.is_on,
            is_test=lambda: self.stripe_settings.is_test,
            plans=self.plans,
            stores=self.stores,
            accounts=self.accounts,
            gateway=lambda: self.billing_gateway,
            clock=self.clock,
            new_id=self.new_id,
        )
