"""Several statements on one line, each with its product."""
# --- app.py
from plugin import PluginSpec as S; a = S("ns", "a", list); b = S("ns", "b", list); c = 1
d = (S("ns", "d", list)); e = (
    S("ns", "e", list)); f = S("ns", "f", list)
# --- expected
# spec ns:a app:a
# spec ns:b app:b
# spec ns:d app:d
# spec ns:e app:e
# spec ns:f app:f
