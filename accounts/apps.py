from django.apps import AppConfig
from django.db.backends.signals import connection_created


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts.row_security.scopes import tell_new_connection

        connection_created.connect(tell_new_connection, dispatch_uid="accounts.row_security")
