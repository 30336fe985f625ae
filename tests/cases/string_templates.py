"""`string.Template`, `string.Formatter`, `textwrap` and the constants of `string` in names."""
# --- app.py
import string
import textwrap
from string import Template, ascii_lowercase, capwords

from plugin import Plugin, PluginSpec

NAME = Template("$shop-${kind}")


class Percent(Template):
    delimiter = "%"


class Books(Plugin):
    namespace = "shop.shops"
    name = NAME.substitute(shop="corner", kind="books")


safe = PluginSpec("shop.shops", NAME.safe_substitute({"shop": "main"}), Books)
percent = PluginSpec("shop.shops", Percent("%shop.%%").substitute(shop="side"), Books)
formatted = PluginSpec("shop.shops", string.Formatter().format("{}:{kind}", 1, kind="x"), Books)
words = PluginSpec("shop.words", capwords("the old shop").replace(" ", ""), Books)

LISTING = textwrap.dedent(
    """
    csv  Comma separated
    xml  Markup
    """
)
for line in LISTING.strip().splitlines():
    suffix, title = line.split(maxsplit=1)
    globals()[f"{suffix}_format"] = PluginSpec("shop.formats", f"{suffix}: {title}", Books)

short = PluginSpec("shop.words", textwrap.shorten("a very long name", 10, placeholder="~"), Books)
indented = PluginSpec("shop.words", textwrap.indent("b", "a"), Books)

for letter in ascii_lowercase[:2]:
    globals()[f"drive_{letter}"] = PluginSpec("shop.drives", letter, Books)
# --- expected
# class shop.shops:corner-books app:Books
# spec shop.shops:main-${kind} app:safe
# spec shop.shops:side.% app:percent
# spec shop.shops:1:x app:formatted
# spec shop.words:TheOldShop app:words
# spec shop.formats:csv: Comma separated app:csv_format
# spec shop.formats:xml: Markup app:xml_format
# spec shop.words:a very~ app:short
# spec shop.words:ab app:indented
# spec shop.drives:a app:drive_a
# spec shop.drives:b app:drive_b
