"""The editors' manual of findings about external links, by name."""

from __future__ import annotations

from tukipakki.checks.premises import Manual
from tukipakki.model import Level

MANUALS = (
    Manual(
        "outside-gone",
        """Ulkoinen linkki johtaa sivulle tai palvelimelle, jota ei enää ole.

Väärin: https://esimerkki.fi/poistettu-sivu
Oikein: sivun uusi osoite, tai linkki poistetaan.""",
    ),
    Manual(
        "outside-moved",
        """Ulkoinen sivu on muuttanut pysyvästi, tai se on luultavasti poistettu.

Väärin: http://esimerkki.fi/vanha
Oikein: https://esimerkki.fi/uusi""",
        Level.NOTICE,
    ),
    Manual(
        "outside-anchor",
        """Ulkoisella sivulla ei näytä olevan kohtaa, johon linkki johtaa.

Väärin: https://esimerkki.fi/sivu#poistettu-otsikko
Oikein: https://esimerkki.fi/sivu#otsikko""",
        Level.NOTICE,
    ),
    Manual(
        "outside-unsure",
        """Ulkoinen palvelin ei vastannut tarkistukselle; katso selaimella, toimiiko linkki.

Väärin: linkki, joka ei avaudu selaimellakaan.
Oikein: linkki, joka avautuu selaimella, saa jäädä.""",
        Level.NOTICE,
    ),
    Manual(
        "outside-unsafe",
        """Ulkoisesta linkistä selain varoittaa lukijaa, tai osoite on sisäverkossa.

Väärin: http://192.168.0.1/ohje tai https://vanhentunut-varmenne.fi
Oikein: julkinen osoite, jonka selain avaa varoittamatta.""",
    ),
)
