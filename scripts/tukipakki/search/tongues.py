"""What the search knows of a language beside its words: fillers of a question, and how forms may end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the index.

    `stops` are words of a question that say nothing of its subject; `section_words` stand beside the
    number of a section; `endings` is what two forms of one word may differ by, as a regular expression
    for JavaScript; `least_stem` is how many letters they share at least. `spoken` are endings as they are
    said, each with the one that is written; `own` are words by which somebody speaks of themselves.
    """

    stops: frozenset[str]
    section_words: tuple[str, ...]
    endings: str
    least_stem: int
    own: frozenset[str]
    spoken: tuple[tuple[str, str], ...] = ()


_FINNISH_STOPS = """
aina ehkä ei eikä eli ellei en entä et ettei että he heidän hän hänelle hänellä hänen hänet ihan ite
itse itte ja jo joka jokin joku jonkin jonkun jonne jos jossa jota jotka jotta kai kans kanssa kauanks
kenelle kenellä keneltä kenen ketkä ketä koko koska ku kuin kuinka kuka kun kuuluu kyl kyllä käy lisäksi
me meen meet meidän meijän menee mihin miksi mikä mikäli mille milloin millä miltä minkä minne minua
minulla minulle minun minut minä missä mistä miten mitkä mitä mua mul mulla mulle mult mun musta mutta
myös mä ne niiku niin niinku niistä niitä no noi nuo nyt näin näistä nää oikein ois ole olemme olen olet
olette oli olisi olla ollaan on onko onks oo oon oot os ovat pakko pitää pitääkö saa saako saan saanko
sanoa sanoo sanotaan se sekä sen siellä siis siitä sillon sillä sinne sinun sinut sinä sit sitten sitä
sua sul sult sun susta sä tai tarkoittaa tarkoittaako te teen tehdä teidän tekee toi tonne tulee tuleeko
tällä tämä tänne tästä tätä täytyy täytyykö tää vaa vaan vai vaikka vielä voi voiko voin voinko voisi
voivat voivatko
"""
_SWEDISH_STOPS = """
alla att av bara blir de dem den det detta din dina ditt du där då efter eller en er ett från får för
gör göra ha han har hon hur i inte jag kan kommer man med men mig min mina mitt mot mycket måste ni nu
när och om oss på sedan sig sin ska skall som så till under upp ut vad var vara varför vart vem vems vi
vid vilka vilken vilket vill är även
"""
_ENGLISH_STOPS = """
a about after all am an and any are as at be been before but by can could did do does for from get had
has have he her his how i if in into is it its may me must my no not of on or our shall she should so
some such than that the their them then there these they this to us was we were what when where which
who whom whose why will with would you your
"""
# What may change at the end of a stem: *huolt|o, huol|lon*; cases; endings of verbs and derivations.
_FINNISH_STEM_ENDS = """
d da de do du dy dä j k ka ke ken ki ko ks kse ku ky kä kö l la lo lu ly lä m ma mo mä n na nen no nu ny
nä p pa po pu py pä pö r ra ro ru rä s se su sy t ta te ti to tu ty tä tö v va vo vu vä
"""
_FINNISH_CASES = """
a an den en han hen hin hon hun hyn hän hön ien iin illa ille illä ilta iltä in isiin issa issä ista
istä kse ksi lla lle llä lta ltä n na ne nä on seen siin ssa ssä sta stä t ta ten tta tten ttä tä un yn
ä än ön
"""
_FINNISH_VERB_ENDS = """
daan dään essa essä in isi isin isuuden isuus ma maan malla massa matta minen miseen misen misessa
misessä misesta misestä mista mistä mman mme mmin mpi mä mällä mässä mättä mään neet nut nyt sti taan
tava tavat tiin ttaa ttava tte ttiin ttu tty ttävä ttää tu ty tävä tävät tään uuden uus uutta va vaa van
vat vä vän vät vää yyden yys yyttä
"""


def _any(words: str) -> str:
    return "|".join(words.split())


_FINNISH_ENDINGS = (
    f"^(?:[aeiouyäö]{{0,2}}|[aeiouyäö]?(?:{_any(_FINNISH_STEM_ENDS)})[aeiouyäö]?)"
    f"[ij]?(?:|{_any(_FINNISH_CASES)}|{_any(_FINNISH_VERB_ENDS)})"
    "(?:ni|si|mme|nne|nsa|nsä|an|än|en)?(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)?$"
)
_FINNISH_OWN = """
mä mua mulla mulle mun multa musta minä minua minulla minulle minun minulta minusta me meitä meillä meille
meidän meijän meiltä meistä lapseni lapsestani lastani perheeni äitini isäni mutsi faija äiskä iskä
oon olen sossu sossun
"""
_SWEDISH_OWN = "jag mig min mitt mina vi oss vår vårt våra"
_ENGLISH_OWN = "i me my mine we us our"
# *saaks*, *apuu*, *kotoo*, *nähä*: the question, the partitive and the infinitive of speech.
_FINNISH_SPOKEN = (
    ("ks", ""),
    ("uu", "ua"),
    ("yy", "yä"),
    ("oo", "oa"),
    ("öö", "öä"),
    ("ii", "ia"),
    ("ii", "iä"),
    ("ee", "ea"),
    ("ee", "eä"),
    ("hä", "hdä"),
    ("ha", "hda"),
)
TONGUES: Mapping[str, Tongue] = {
    "fi": Tongue(
        frozenset(_FINNISH_STOPS.split()),
        ("pykälä", "pykälän", "pykälässä", "pykälää", "luku", "luvun"),
        _FINNISH_ENDINGS,
        2,
        frozenset(_FINNISH_OWN.split()),
        _FINNISH_SPOKEN,
    ),
    "sv": Tongue(
        frozenset(_SWEDISH_STOPS.split()),
        ("paragraf", "paragrafen"),
        "^(?:e?[rtn]?(?:a|na|nas|ns|s|or|ar|er|en|et|erna|arna|orna|ade|at|as|ad|ande|ning|ningar|ningen)?s?)$",
        4,
        frozenset(_SWEDISH_OWN.split()),
    ),
    "en": Tongue(
        frozenset(_ENGLISH_STOPS.split()),
        ("section", "sections", "paragraph"),
        "^(?:e?s|e?d|ing|er|ers|ment|ments|ion|ions|ly|y|ies|al|ally|e|)('s)?$",
        4,
        frozenset(_ENGLISH_OWN.split()),
    ),
}
