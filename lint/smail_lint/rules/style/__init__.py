"""Rules of the family `style`."""

from __future__ import annotations

from smail_lint.rule import Rule
from smail_lint.rules.style import (
    absolute_path_under_libdir,
    bash_ism_in_pipe,
    comment_like_setting,
    crlf_line_endings,
    default_value_restated,
    entry_name_convention,
    expansion_too_complex,
    file_name_case_risk,
    hard_coded_hostname,
    inconsistent_list_separator_style,
    line_too_long,
    mixed_indentation,
    needless_operator,
    no_final_newline,
    non_ascii,
    non_portable_protocol,
    operators_order_swappable,
    redundant_plus,
    todo_comment,
    trailing_separator,
    trailing_whitespace,
    unnecessary_quotes,
)

RULES: tuple[Rule, ...] = (
    default_value_restated.RULE,  # SM901
    unnecessary_quotes.RULE,  # SM902
    redundant_plus.RULE,  # SM903
    trailing_separator.RULE,  # SM904
    trailing_whitespace.RULE,  # SM905
    crlf_line_endings.RULE,  # SM906
    no_final_newline.RULE,  # SM907
    mixed_indentation.RULE,  # SM908
    entry_name_convention.RULE,  # SM910
    line_too_long.RULE,  # SM911
    hard_coded_hostname.RULE,  # SM912
    non_portable_protocol.RULE,  # SM913
    absolute_path_under_libdir.RULE,  # SM914
    non_ascii.RULE,  # SM915
    file_name_case_risk.RULE,  # SM916
    comment_like_setting.RULE,  # SM917
    todo_comment.RULE,  # SM918
    inconsistent_list_separator_style.RULE,  # SM919
    needless_operator.RULE,  # SM920
    bash_ism_in_pipe.RULE,  # SM921
    expansion_too_complex.RULE,  # SM923
    operators_order_swappable.RULE,  # SM924
)
