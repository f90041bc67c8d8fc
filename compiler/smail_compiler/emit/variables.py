"""Config variables lowered to the one record of the table."""

from __future__ import annotations

from smail_compiler.emit.expressions import FAILS
from smail_compiler.emit.fields import setting_text, split
from smail_compiler.ir.program import Site
from smail_runtime.table.expression import Text
from smail_runtime.table.program import Variables


def lower_variables(site: Site) -> Variables:
    """The variables that the daemon needs."""
    return Variables(
        hostnames=split(site.variable("hostnames")),
        more_hostnames=split(site.variable("more_hostnames")),
        uucp_name=_word(site, "uucp_name"),
        visible_domains=split(site.variable("visible_domains")),
        visible_name=_word(site, "visible_name"),
        postmaster_address=_word(site, "postmaster_address") or "",
        smail_lib_dir=_word(site, "smail_lib_dir") or "",
        spool_dirs=split(site.variable("spool_dirs")),
        nobody=_word(site, "nobody") or "",
        auth_domains=split(site.variable("auth_domains")),
        smart_user=_text(site, "smart_user"),
        smart_path=_word(site, "smart_path"),
        smart_transport=_word(site, "smart_transport"),
        max_hop_count=_number(site, "max_hop_count"),
        max_message_size=_number(site, "max_message_size"),
        smtp_banner=_text(site, "smtp_banner") or FAILS,
        received_field=_text(site, "received_field"),
        return_path_field=_text(site, "return_path_field"),
        message_id_field=_text(site, "message_id_field"),
        date_field=_text(site, "date_field"),
        from_field=_text(site, "from_field"),
        smtp_accept_max=_number(site, "smtp_accept_max"),
        smtp_accept_queue=_number(site, "smtp_accept_queue"),
        smtp_command_timeout=_number(site, "smtp_receive_command_timeout"),
        smtp_message_timeout=_number(site, "smtp_receive_message_timeout"),
        smtp_info=bool(site.variable("smtp_info")),
        error_copy_postmaster=bool(site.variable("error_copy_postmaster")),
        queue_only=bool(site.variable("queue_only")),
        retry_interval=_number(site, "retry_interval"),
        retry_duration=_number(site, "retry_duration"),
        resolve_timeout=_number(site, "resolve_timeout"),
        host_lock_timeout=_number(site, "host_lock_timeout"),
        spool_grade=_word(site, "spool_grade") or "",
        switch_percent_and_bang=bool(site.variable("switch_percent_and_bang")),
        grades=split(site.variable("grades")),
    )


def _word(site: Site, name: str) -> str | None:
    value = site.variable(name)
    return value if isinstance(value, str) else None


def _number(site: Site, name: str) -> int:
    value = site.variable(name)
    return value if isinstance(value, int) else 0


def _text(site: Site, name: str) -> Text | None:
    return setting_text(site.variables[name])
