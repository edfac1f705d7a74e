"""find_form: HTML, or text whose markup is gone?"""

from __future__ import annotations

import re

from copydesk.page.page import Form

_WINDOW = 64 * 1024  # characters looked at: the head of a document says what it is

# The start of a document: nothing that a person types as text begins so.
_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.){0,4000}?-->\s*)*"
    r"<(?:!doctype\b|html\b|head\b|body\b|meta\b|title\b|article\b|main\b|rss\b)",
    re.IGNORECASE,
)
# Tags that carry the structure of a page, opened with sound attributes or closed.
_STRUCTURE = re.compile(
    r"</(?:p|div|li|ul|ol|h[1-6]|article|section|main|header|footer|nav|table|tr|td|body|html|"
    r"script|style|title|head|blockquote|figure|aside|form)\s*>"
    r"|<(?:p|div|li|ul|ol|h[1-6]|article|section|main|header|footer|nav|table|tr|td|script|style|"
    r"blockquote|figure|aside|form|br|hr|meta|link|img)(?:\s+[a-z][\w:-]*(?:\s*=\s*"
    r"(?:\"[^\"<]{0,400}\"|'[^'<]{0,400}'|[^\s\"'<>=]{1,200}))?){0,8}\s*/?>",
    re.IGNORECASE,
)


def find_form(text: str, declared: Form = Form.UNKNOWN) -> Form:
    """What a page is: its declared form if that is known, else what its text looks like.

    Text that mentions a tag is still text: a fragment counts as HTML when it begins with a
    structural tag, or when such tags carry it throughout (one for every 400 characters).

    >>> find_form("<p>Talks resume on Friday.</p>")
    <Form.HTML: 'html'>
    >>> find_form("Use the <b> tag for bold and <p> for a paragraph, the teacher said.")
    <Form.TEXT: 'text'>
    """
    if declared is not Form.UNKNOWN:
        return declared
    head = text[:_WINDOW]
    if "<" not in head:
        return Form.TEXT
    if _DOCUMENT.match(head):
        return Form.HTML
    tags = len(_STRUCTURE.findall(head))
    if tags and head.lstrip().startswith("<"):
        return Form.HTML if _STRUCTURE.match(head.lstrip()) or tags >= 2 else Form.TEXT
    return Form.HTML if tags >= 4 and tags * 400 >= len(head) else Form.TEXT
