"""Every name that a finding may carry, with its manual: reading, checks, built site, leaflets, outside."""

from __future__ import annotations

from typing import Protocol

from tukipakki.checks import CHECKS
from tukipakki.checks.built import BUILT_CHECKS
from tukipakki.checks.premises import PREMISES
from tukipakki.leaflets.lag import MANUALS as LEAFLETS
from tukipakki.model import Level
from tukipakki.outside.manual import MANUALS


class Rule(Protocol):
    """Anything that a finding may be named after."""

    @property
    def name(self) -> str:
        """Name, two words or more."""

    @property
    def level(self) -> Level:
        """How grave its findings are; those of outside links may be of either level."""

    @property
    def manual(self) -> str:
        """What it sees, why, a wrong and a right example."""


RULES: tuple[Rule, ...] = (*PREMISES, *CHECKS, *BUILT_CHECKS, *LEAFLETS, *MANUALS)
