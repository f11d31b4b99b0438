"""Which words of a sentence are about the thing: not "please find", "for me", "in this video"."""

from __future__ import annotations

import re
from functools import lru_cache

from soc_rvos.language.amounts import number_start
from soc_rvos.language.clauses import DENIED_FIRST
from soc_rvos.language.closed_words import CLOSED_WORDS

_DETERMINERS = (
    r"the|a|an|this|that|these|those|my|her|his|their|our|your|its|all|every|each|both|any|some|one"
    r"|(?:every|any|some)(?:one|body|thing)|people|who(?:ever)?|whichever|whose|another|two|three|four|five|six|\d+"
    r"|at\s+(?:least|most)|up\s+to|(?:more|fewer|less)\s+than"
)
_NAMED = rf"(?=(?:{_DETERMINERS})\b)"
# Said before a request or a thing, whatever follows; and where one of these follows.
_GREETINGS = (
    r"(?:hey|hi|hello)(?:\s+there)?|omg|help(?=[!,.])|ok|okay|alright|please|pls|plz|kindly|computer|basically|actually|(?:next|look)(?=[,:!])|oops|wow|wait|no\s+wait|u+m+|u+h+|erm*"
    r"|hm+|thanks|thank\s+you|thx|sorry|oh|perhaps|maybe|you\s+know|i\s+(?:mean|think|guess|believe)"
)
_FILLERS = r"now|just|only|simply|so|well|like|and|then|also|yes|yeah|but"
_VERBS = (
    r"find|show|replace|give|get|see|have|select|segment|mask|track|follow|detect|mark|highlight|isolate"
    r"|extract|remove|count|delete|erase|blur|choose|pick|outline|identify|locate|recogni[sz]e|cut"
    r"|spot|grab|keep|watch|take|circle|point|make|change|colou?r|trace|roto(?:scope)?|key|separate"
    r"|crop|hide|replace|annotate|label|tag|catch|tell|want|need|include|capture|recolou?r|tint"
    r"|(?:cut|pick|take|mark|key|roto|rotoscope|mask|point|get|figure|single)\s+out|point\s+at"
    r"|look\s+(?:for|at)|search(?:\s+for)?|(?:focus|zoom\s+in|lock|stabili[sz]e)\s+on|zoom\s+in(?:to)?|get\s+rid\s+of"
    r"|clean\s+up|blank\s+out|paint(?:\s+out)?|(?:(?:luma|chroma)\s+)?key(?:\s+out)?|colou?r[\s-]+(?:grade|correct)"
    r"|stabili[sz]e|desaturate|defocus|brighten|darken|sharpen|pixel(?:ate|i[sz]e)|censor"
)
_SURE = (  # verbs that no name of a thing begins with
    "find|select|segment|detect|isolate|extract|remove|erase|delete|identify|locate|highlight"
    "|rotoscope|roto|please"
)
_MADE = (  # what is wanted of a thing: "draw a box around the truck"
    r"(?!the\s+mask\s+(?:on|over)\b)(?:(?:a|an|the)\s+)?(?:(?:(?:garbage|holdout|track|luma|chroma|alpha|rough|quick|soft)\s+)*"
    r"(?:mask|matte|alpha(?:\s+channel)?|outline|selection|segmentation|roto|bounding\s+box|position|location)\s+"
    r"(?:of|for|on|around|over|to)|(?:box|circle|rectangle|layer|track)\s+(?:around|over|for)"
    r"|(?:colou?r|name|track)\s+of)\s+"
)
_DRAWN = r"(?:(?:a|an|the)\s+)?(?:box|circle|rectangle|layer|key|track|mask)\s+(?:on|of|to|over)\s+"
# What is made, where nothing is asked: "garbage matte around the tripod", "rig removal: the rope".
_MADE_FIRST = (
    r"(?:(?:a|an|the)\s+)?(?:(?:(?:garbage|holdout|track|luma|chroma|alpha|rough|quick|soft)\s+)*"
    r"(?:matte|alpha(?:\s+channel)?|roto|clean-?up)|(?:(?:garbage|holdout|track|luma|chroma|alpha)\s+)(?:mask|key)"
    r"|(?:[\w-]+\s+)?removal)\s*(?:\s(?:of|for|on|around)\s+|[:=]\s*)"
)
# "Censor the number plate": what stands first, before an article, is no name.
_CLOSED = "|".join(sorted(each for each in CLOSED_WORDS if each.isalpha()))
_ANY_VERB = (
    rf"(?!(?:neither|{_CLOSED}|don|won|isn)\b)"
    r"[a-z]{2,}(?<!ing)(?<!ed)"
)
_ONE = r"(?!the\s+(?:[\w-]+\s+)?ones?\b)"  # "car the red one" asks for no "the red one"
_SIGHT = r"video|clip|picture|image|photo|footage|film|movie|scene|shot"
_LEADS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[\W_]+",
        r"\d+\s*[.)]\s+(?=[^\W\d])",
        r"(?P<many>\w+s)\s+and\s+(?=(?P=many)\s+of\b)",
        DENIED_FIRST,
        r"(?:(?:i'm|i\s+am)\s+)?not\s+(?:sure|certain)\b[^,;.!?]*[,;.!?]\s*"
        r"|(?:i\s+)?(?:do\s+not|don't|dont|dunno)\s+know\b[^,;.!?]*[,;.!?]\s*",
        r"(?:somewhere|later|sometimes|at\s+(?:some\s+point|the\s+(?:end|beginning|start)))[\s,]+(?=there)",
        rf"(?:in|on)\s+(?:the|this|my|that)\s+(?:{_SIGHT})[\s,]+(?=(?:there|here|{_DETERMINERS})\b)",
        rf"(?:{_GREETINGS})\b[\s,;:.!…-]+",
        rf"(?:{_FILLERS})\b[\s,;:.!…-]+(?=(?:{_DETERMINERS}|{_VERBS}|there|can|could|where|i|we)\b)",
        r"(?:object|target|subject|prompt|query|label|item|answer|mask|find|track|select|class|category"
        r"|foreground|focus|roto|input|text|segment)(?:\s+(?:subject|object))?\s*[:=(]\s*",
        r"(?:can|could|would|will|do|did|have)\s+(?:you|u|we|i)\s+(?:(?:please|just|kindly|mind|also|seen|spotted)\s+)*"
        r"|you\s+(?:can|could)\s+|(?:is|would)\s+it\s+(?:be\s+)?possible\s+(?:for\s+you\s+)?to\s+",
        rf"(?:(?:i|we)(?:'d|\s+would)?\s+)?(?:need|want|like|wish)\s+(?:that\s+)?(?:you|u)\s+(?:to\s+)?(?=(?:{_VERBS})\b)"
        rf"|to\s+(?=(?:{_VERBS})\s+(?:{_DETERMINERS})\b)"
        rf"|(?:need|want)\s+to\s+(?=(?:{_VERBS})\b)|(?:{_VERBS})\s+(?:only|just)\s+(?=[^\W\d_])"
        r"|[^?]{3,80}?[\s,.;!](?:but\s+)?(?:i|we)\s+(?:only\s+|just\s+|really\s+)?(?:want|need)\s+"
        r"(?=(?:the|an?|my|our)\s)(?!the\s+(?:[\w-]+\s+)?ones?\b)",
        r"(?:i|we)(?:'m|'re|'d|'ll|\s+am|\s+are|\s+would|\s+will)?\s+(?:just\s+|really\s+|only\s+)?"
        r"(?:(?:(?:want|need|like|love|try(?:ing)?|going|have|wish)\s+(?:you\s+)?to|wanna|gonna|gotta)\s+(?=\w)"
        rf"|(?:want|need|like|have|see|mean|meant|choose|pick|am|looking\s+(?:for|at)|search(?:ing)?(?:\s+for)?|after"
        rf"|film(?:ed|ing)|shot|recorded|took|saw|seek|interested\s+in|talking\s+about|only\s+care\s+about|care\s+about)\s+{_NAMED})",
        r"(?:wanna|gonna|gotta|(?:you|we|i)\s+(?:should|could|must)|trying\s+to|help\s+me(?:\s+to)?|let's|let\s+(?:me|us)|lemme|gimme|try\s+(?:to|and)|see\s+if|go\s+for|same\s+(?:for|with)|make\s+sure\s+(?:to|you))\s+",
        rf"(?:{_VERBS}|masking|tracking|finding|selecting|segmenting|following|cutting\s+out)\s+"
        r"(?:(?:(?:to\s+)?(?:me|us)|out|only|just|for\s+(?:me|us)|all\s+of|from\s+here)\s+)*"
        rf"(?=(?:{_DETERMINERS}|where|which|me\b|him\b|her\b|{_MADE})\b)",
        rf"(?:{_SURE})\s+(?:(?:me|us|out|only|just)\s+)*(?=[^\W\d_])",
        rf"(?:draw|put|make|create|give|place|add|do|get|need|want|pull)\s+(?:me\s+)?{_MADE}{_NAMED}",
        rf"(?:draw|put|make|create|place|add|do|pull)\s+(?:me\s+)?{_DRAWN}{_NAMED}|{_MADE_FIRST}",
        rf"(?:an?\s+)?cut-?out\s+(?:of|for)\s+{_NAMED}|only\s+(?=[^\W\d])",
        rf"(?!(?:{_DETERMINERS}|{_CLOSED})\b)[\w-]+(?:\s+[\w-]+){{0,3}}\s*:\s+{_ONE}(?=(?:the|an?|my|our|his|her)\s)",
        rf"{_ANY_VERB}\s+(?:(?:out|down|up|off|back|away)\s+)?{_ONE}(?=(?:the|my|our|your|their|an?|(?:every|any)(?:thing|one|body))\b)",
        r"(?:what|how)\s+(?:(?:has\s+)?happen(?:s|ed|ing)\s+to|about)\s+",
        r"how\s+many\s+|(?:is|are|was|were)\s+there\s+|(?:t?here)(?:'s|'re|\s+is|\s+are|\s+was)\s+",
        r"(?:what|which)\s+colou?r\s+(?:is|are|was|were)\s+",
        r"where(?:'s|\s+(?:is|are|was|did|does|do))?\s+",
        rf"which\s+(?:one|ones)?\s*(?:is|are|of)\s+{_NAMED}",
        rf"(?:(?:who|what)(?:'s|\s+is|\s+are)|(?:it|this|that)(?:'s|\s+is)|th[eo]se\s+are)\s+{_NAMED}"
        r"(?!(?:this|that|one)\s+(?:in|on|at|with|over|by|there|who|wearing|next)\b)",
        rf"(?:do|does|did|is|are|was|were|has|have)\s+{_NAMED}",
        rf"(?:i'm|we're|i\s+am|we\s+are)\s+(?=\w+ing\s+{_NAMED})",
        rf"my\s+(?:target|object|subject|choice)\s+is\s+{_NAMED}",
        rf"(?:what|the\s+(?:one|thing|object))\s+(?:i|we)(?:'m|\s+am)?\s+(?:want|need|mean|looking\s+for|am"
        rf"\s+after)\s+(?:is|are)\s+{_NAMED}",
        rf"(?:everything|anything|whatever|all)\s+that(?:'s|\s+is|\s+are)\s+{_NAMED}",
        r"(?:an?\s+)?(?:photo(?:graph)?|picture|image|video|clip|footage|shot|scene|film|close-?up)"
        r"\s+of\s+(?=[^\W\d])",
    )
)
_MADE_AFTER = re.compile(rf"{_MADE}{_NAMED}", re.IGNORECASE)
_LONGEST_TAIL = 60  # characters
_TAILS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[^\w'’]+$|['’]+$",
        rf"\s+(?:in|on|from|of|throughout)\s+(?:the|this|my|that)\s+(?:whole\s+|entire\s+)?(?:{_SIGHT})$",
        r"[\s,;.!-]+(?:please|pls|plz|(?:many\s+)?thanks|(?:thanks|thank\s+you|thx)(?:\s+(?:very|so)\s+much|\s+a\s+lot|\s+in\s+advance)?|ty|cheers|lol|haha|if\s+(?:you|u)\s+can"
        r"|if\s+possible|i\s+(?:think|guess|believe|mean|suppose)|you\s+know|for\s+(?:me|us)|anywhere"
        r"|somewhere|tho(?:ugh)?|or\s+something|or\s+whatever|and\s+nothing\s+else|only"
        r"|(?:and|then|,)\s*(?:please\s+)?(?:track|mask|follow|select|find|cut|highlight|remove|blur)"
        r"\s+(?:it|him|her|them|that)(?:\s+out)?)$",
        r",\s*(?:ok|okay|yeah|yes|maybe|now|(?:please\s+)?(?:track|mask|follow|select|find|cut"
        r"|highlight|remove|blur)\s+(?:it|him|her|them|that)(?:\s+out)?)$",
        r"\s+(?:(?:is|are)\s+there|are\s+you|(?:that|which)?\s*(?:you|we|i)\s+(?:can\s+)?(?:see|want"
        r"|mean|need|meant|wanted)(?:\s+(?:here|there|now))?)$",
    )
)
_ASKED_TAILS = re.compile(
    r"\s+(?:for\s+(?:an?\s+|the\s+|my\s+)?(?:blur|grad(?:e|ing)|cut-?out|matte|roto|effect|thumbnail|keying"
    r"|composit(?:e|ing))|is|are|go|went|stand\s+out|(?:from|out\s+of|off)\s+(?:the|its|his|her)\s+"
    rf"(?:background|{_SIGHT}))$",
    re.IGNORECASE,
)


def description_start(sentence: str) -> int:
    """Return where the words about the thing begin, behind "at least", too."""
    return number_start(sentence, description(sentence)[0])


def description(sentence: str) -> tuple[int, int]:
    """Return where the words about the thing begin and end, as characters of `sentence`.

    What is said to the program is outside: "could you track ... for me, please", "where is ...?",
    "a photo of ...", and marks around. Where nothing would be left, only marks are outside.
    """
    return _parts(sentence)[:2]


def set_aside(sentence: str) -> tuple[tuple[int, int], ...]:
    """Return the characters of clauses before the description that say what is not meant."""
    return _parts(sentence)[2]


@lru_cache(maxsize=1024)
def _parts(sentence: str) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    text = sentence.replace("’", "'")
    start, is_asked, denied = _start(text)
    stop = _stop(text, start, is_asked)
    if any(each.isalnum() for each in text[start:stop]):
        return start, stop, denied
    marks = _LEADS[0].match(text)
    start = marks.end() if marks else 0
    return (start, _stripped(text), ()) if start < len(text) else (0, len(text), ())


def _start(text: str) -> tuple[int, bool, tuple[tuple[int, int], ...]]:
    start, is_asked, denied = 0, False, list[tuple[int, int]]()
    while True:
        found = next(filter(None, (each.match(text, start) for each in _LEADS)), None)
        if found is None and is_asked:
            found = _MADE_AFTER.match(text, start)
        if found is None or found.end() == start or found.end() == len(text):
            return start, is_asked, tuple(denied)
        if found.re.pattern == DENIED_FIRST:
            denied.append(found.span())
        is_asked |= any(each.isalpha() for each in found[0])
        start = found.end()


def _stop(text: str, start: int, is_asked: bool) -> int:
    stop = len(text.rstrip())
    while True:
        begin = max(start, stop - _LONGEST_TAIL)
        found = next(filter(None, (each.search(text, begin, stop) for each in _TAILS)), None)
        if found is None and is_asked:
            found = _ASKED_TAILS.search(text, begin, stop)
        if found is None or found.start() <= start:
            return stop
        stop = found.start()


def _stripped(text: str) -> int:
    found = _TAILS[0].search(text, max(0, len(text) - _LONGEST_TAIL))
    return len(text) if found is None else max(found.start(), 1)
