"""Config variables lowered to the one record of the table."""

from __future__ import annotations

from smail_compiler.emit.expressions import FAILS
from smail_compiler.emit.fields import number, setting_text, split, word
from smail_compiler.ir.program import Site
from smail_runtime.table.expression import Text
from smail_runtime.table.program import Variables


def lower_variables(site: Site) -> Variables:
    """The variables that the daemon needs."""
    return Variables(
        hostnames=split(site.variable("hostnames")),
        more_hostnames=split(site.variable("more_hostnames")),
        uucp_name=word(site.variable("uucp_name")),
        visible_domains=split(site.variable("visible_domains")),
        visible_name=word(site.variable("visible_name")),
        postmaster_address=word(site.variable("postmaster_address")) or "",
        smail_lib_dir=word(site.variable("smail_lib_dir")) or "",
        spool_dirs=split(site.variable("spool_dirs")),
        nobody=word(site.variable("nobody")) or "",
        auth_domains=split(site.variable("auth_domains")),
        smart_user=_text(site, "smart_user"),
        smart_path=word(site.variable("smart_path")),
        smart_transport=word(site.variable("smart_transport")),
        max_hop_count=number(site.variable("max_hop_count")),
        max_message_size=number(site.variable("max_message_size")),
        smtp_banner=_text(site, "smtp_banner") or FAILS,
        received_field=_text(site, "received_field"),
        return_path_field=_text(site, "return_path_field"),
        message_id_field=_text(site, "message_id_field"),
        date_field=_text(site, "date_field"),
        from_field=_text(site, "from_field"),
        smtp_accept_max=number(site.variable("smtp_accept_max")),
        smtp_accept_queue=number(site.variable("smtp_accept_queue")),
        smtp_command_timeout=number(site.variable("smtp_receive_command_timeout")),
        smtp_message_timeout=number(site.variable("smtp_receive_message_timeout")),
        smtp_info=bool(site.variable("smtp_info")),
        error_copy_postmaster=bool(site.variable("error_copy_postmaster")),
        queue_only=bool(site.variable("queue_only")) or site.variable("delivery_mode") == "queued",
        retry_interval=number(site.variable("retry_interval")),
        retry_duration=number(site.variable("retry_duration")),
        resolve_timeout=number(site.variable("resolve_timeout")),
        host_lock_timeout=number(site.variable("host_lock_timeout")),
        spool_grade=word(site.variable("spool_grade")) or "",
        switch_percent_and_bang=bool(site.variable("switch_percent_and_bang")),
        grades=split(site.variable("grades")),
        delivery_grades=word(site.variable("delivery_grades")) or "",
        runq_grades=word(site.variable("runq_grades")) or "",
    )


def _text(site: Site, name: str) -> Text | None:
    return setting_text(site.variables[name])
