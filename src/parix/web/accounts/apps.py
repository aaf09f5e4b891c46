from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "parix.web.accounts"
    verbose_name = "người dùng"

    def ready(self) -> None:
        from allauth.account.signals import password_changed, password_reset
        from allauth.mfa.signals import authenticator_added, authenticator_removed
        from allauth.socialaccount.signals import social_account_added

        from parix.web.accounts.actions import sign_in

        for signal, heard in (
            (password_changed, sign_in.password_changed),
            (password_reset, sign_in.password_reset),
            (authenticator_added, sign_in.second_factor_added),
            (authenticator_removed, sign_in.second_factor_dropped),
            (social_account_added, sign_in.province_account_linked),
        ):
            signal.connect(heard, dispatch_uid=f"accounts.{heard.__name__}")
