"""Rules on routers: where mail for other hosts goes, and what qualifies their names."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.routers import (
    always_on_smarthost,
    auth_domains_hide_smarthost,
    bind_after_gethostbyname,
    dns_gateway_chain,
    domain_and_try_overlap,
    domain_itself_left_out,
    domain_literal_unrouted,
    gateway_names_not_local,
    longest_match_surprise,
    method_grade_inverted,
    method_grade_overlap_or_gap,
    method_wildcard_not_last,
    method_without_catch_all,
    mx_to_self,
    qualify_entry_has_dots,
    qualify_wildcard_not_last,
    remote_unhandled,
    required_excludes_domain,
    rerouter_inconsistent,
    rerouter_matchall,
    router_same_domain_different_transport,
    router_unreachable,
    smarthost_not_last,
    smarthost_points_home,
)

RULES: tuple[Rule, ...] = (
    always_on_smarthost.RULE,  # SM418
    router_unreachable.RULE,  # SM421
    router_same_domain_different_transport.RULE,  # SM422
    longest_match_surprise.RULE,  # SM423
    required_excludes_domain.RULE,  # SM424
    smarthost_not_last.RULE,  # SM425
    smarthost_points_home.RULE,  # SM426
    auth_domains_hide_smarthost.RULE,  # SM427
    remote_unhandled.RULE,  # SM428
    mx_to_self.RULE,  # SM429
    bind_after_gethostbyname.RULE,  # SM430
    rerouter_matchall.RULE,  # SM431
    rerouter_inconsistent.RULE,  # SM432
    domain_literal_unrouted.RULE,  # SM433
    method_wildcard_not_last.RULE,  # SM434
    method_grade_overlap_or_gap.RULE,  # SM435
    method_grade_inverted.RULE,  # SM436
    method_without_catch_all.RULE,  # SM437
    qualify_wildcard_not_last.RULE,  # SM438
    qualify_entry_has_dots.RULE,  # SM439
    gateway_names_not_local.RULE,  # SM453
    dns_gateway_chain.RULE,  # SM455
    domain_and_try_overlap.RULE,  # SM466
    domain_itself_left_out.RULE,  # SM468
)
