"""__all__ in several spellings, private names, and what a star import does not take."""
# --- a.py
from plugin import Plugin
__all__ = ["X", "_Y"]
class X(Plugin): namespace = "ns"
class _Y(Plugin): namespace = "ns"
class Z(Plugin): namespace = "ns"
# --- b.py
from plugin import Plugin
__all__ = []
__all__ += ["P"]
__all__.append("Q")
__all__.extend(("R",))
class P(Plugin): namespace = "nb"
class Q(Plugin): namespace = "nb"
class R(Plugin): namespace = "nb"
class S(Plugin): namespace = "nb"
# --- use.py
from plugin import Plugin as Z, Plugin as S
from a import *
from b import *
class One(X): name = "one"
class Two(_Y): name = "two"
class Three(Z): name = "three"; namespace = "plain"
class Four(P): name = "four"
class Five(Q): name = "five"
class Six(R): name = "six"
class Seven(S): name = "seven"; namespace = "plain"
# --- expected
# class nb:five use:Five
# class nb:four use:Four
# class nb:six use:Six
# class ns:one use:One
# class ns:two use:Two
# class plain:seven use:Seven
# class plain:three use:Three
