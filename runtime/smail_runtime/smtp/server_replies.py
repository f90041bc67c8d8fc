"""Every reply the server machine gives by itself, as data (RFC 5321 codes, RFC 3463 statuses)."""

from __future__ import annotations

from smail_runtime.mail.outcome import Reply


def _reply(code: int, enhanced: str, text: str) -> Reply:
    return Reply(code=code, enhanced=enhanced, text=(text,))


SENDER_OK = _reply(250, "2.1.0", "Sender ok")
RECIPIENT_OK = _reply(250, "2.1.5", "Recipient ok")
RESET = _reply(250, "2.0.0", "Forgotten")
NOOP = _reply(250, "2.0.0", "Ok")
GOODBYE = _reply(221, "2.0.0", "Closing the connection")
GO_AHEAD = _reply(354, "", "Send the message, end it with a lone dot")
CANNOT_VERIFY = _reply(252, "2.5.2", "Not verified; send mail and see")
HELP = Reply(
    code=214,
    enhanced="2.0.0",
    text=("HELO EHLO MAIL RCPT DATA RSET NOOP QUIT VRFY HELP", "Mail for people: postmaster"),
)

UNKNOWN_COMMAND = _reply(500, "5.5.1", "Command not known")
NOT_OFFERED = _reply(502, "5.5.1", "Command not offered here")
TOO_LONG = _reply(500, "5.5.6", "Line too long")
BAD_CHARACTERS = _reply(500, "5.5.2", "Commands are ASCII, addresses UTF-8 at most, without NUL")
BARE_IN_COMMAND = _reply(500, "5.5.2", "Bare CR or LF in a command; closing")
BARE_IN_DATA = _reply(521, "5.6.11", "Bare CR, bare LF or NUL in the message; closing")
TOO_BIG = _reply(552, "5.3.4", "Message larger than this host takes")
TOO_MANY_ERRORS = _reply(421, "4.7.0", "Too many errors; closing")
TOO_MANY_RECIPIENTS = _reply(452, "4.5.3", "Too many recipients; send the rest in another transaction")

NAME_FIRST = _reply(503, "5.5.1", "Say EHLO or HELO first")
MAIL_FIRST = _reply(503, "5.5.1", "Say MAIL first")
RCPT_FIRST = _reply(503, "5.5.1", "No valid recipient yet")
NESTED_MAIL = _reply(503, "5.5.1", "A transaction is open; say RSET first")

NAME_MISSING = _reply(501, "5.5.4", "HELO and EHLO need a host name")
NO_ARGUMENT = _reply(501, "5.5.4", "This command takes no argument")
ARGUMENT_MISSING = _reply(501, "5.5.4", "This command needs an argument")
FROM_SYNTAX = _reply(501, "5.5.4", "Expected MAIL FROM:<address>")
TO_SYNTAX = _reply(501, "5.5.4", "Expected RCPT TO:<address>")
BAD_SENDER = _reply(501, "5.1.7", "Sender address not understood")
BAD_RECIPIENT = _reply(501, "5.1.3", "Recipient address not understood")
SENDER_BEYOND_ASCII = _reply(550, "5.6.7", "Letters beyond ASCII in the sender address need SMTPUTF8")
RECIPIENT_BEYOND_ASCII = _reply(553, "5.6.7", "Letters beyond ASCII in the recipient address need SMTPUTF8")
BAD_PARAMETER = _reply(501, "5.5.4", "Bad value of a parameter")
UNKNOWN_PARAMETER = _reply(555, "5.5.4", "Parameter not offered here")


def greeting(host: str, lines: tuple[str, ...]) -> Reply:
    """The answer to EHLO: own name, then one keyword a line."""
    return Reply(code=250, enhanced="", text=(host, *lines))
