from django.apps import AppConfig
from django.db.backends.signals import connection_created


class OrganisationsConfig(AppConfig):
    name = "parix.web.organisations"
    verbose_name = "cơ quan"

    def ready(self) -> None:
        from parix.web.organisations.queries.ordering import teach_order

        connection_created.connect(teach_order, dispatch_uid="organisations.teach_order")
