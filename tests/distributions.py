"""Distributions of the package index that tests and benchmarks read: fetched once, kept in a cache, checked by hash."""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

CACHE = "PLUGIN_LOADER_TEST_CACHE"
"""The environment variable that names the cache folder; without it, it is where the platform has caches."""


class IndexUnreachable(Exception):
    """No package index can be reached from here."""


@dataclass(frozen=True)
class Distribution:
    """A wheel, with what its maintainers say that it holds.

    :param name: its name
    :param version: its version
    :param sha256: the hash of the file
    :param tags: what its file is built for
    """

    name: str
    version: str
    sha256: str
    tags: str = "py3-none-any"

    @property
    def file(self):
        return f"{self.name.replace('-', '_')}-{self.version}-{self.tags}.whl"

    def fetch(self):
        """:return: the path of the wheel
        :raises IndexUnreachable: if it is not in the cache, and there is no index to ask for it
        """
        path = cache() / self.file
        if not path.exists():
            self._download(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert digest == self.sha256, f"{path} has the hash {digest}"
        return path

    def unpack(self, folder):
        """:return: a folder of its own below the given one, as it would stand on ``sys.path``"""
        target = Path(folder) / f"{self.name}-{self.version}"
        if not target.exists():
            with zipfile.ZipFile(self.fetch()) as wheel:
                wheel.extractall(target)
        return target

    def unpack_sources(self, folder):
        """:return: as :meth:`unpack`, of the Python files alone"""
        target = Path(folder) / f"{self.name}-{self.version}"
        if not target.exists():
            with zipfile.ZipFile(self.fetch()) as wheel:
                sources = (name for name in wheel.namelist() if name.endswith(".py") and ".data/" not in name)
                wheel.extractall(target, sources)
        return target

    def _download(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--retries=1"]
            done = subprocess.run(
                [*pip, *self._kind(), "--dest", folder, f"{self.name}=={self.version}"],
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode and UNREACHABLE.search(done.stderr):
                raise IndexUnreachable(done.stderr.strip().splitlines()[-1])
            assert done.returncode == 0, done.stderr
            os.replace(Path(folder) / self.file, path)

    def _kind(self):
        """What makes pip choose this file, whichever Python and machine it runs on."""
        python, abi, platforms = self.tags.split("-")
        yield from ("--python-version", NEWEST, "--implementation", python[:2], "--abi", abi)
        for platform in platforms.split("."):
            yield from ("--platform", platform)


NEWEST = "3.13"
"""The version of Python that every distribution here runs on."""
UNREACHABLE = re.compile(r"from versions: none|Retrying|[Cc]onnection|[Tt]imed out|resolve")
"""What pip says where it reaches no index."""


def cache():
    """:return: the folder in which distributions are kept"""
    if chosen := os.environ.get(CACHE):
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "~/AppData/Local")
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "python-plugin-loader"


CORE = Distribution("localstack-core", "4.4.0", "97267d39e2a6f87ee55d40c3c975c8ebfad06a15470f7c4eb1426f4beed228ed")
"""Holds 194 plugins in 13 groups, which its maintainers have found by importing it."""

OLDER_CORES = {
    Distribution("localstack", "0.13.3.6", "7fcdadb8d8172b949fa51965574b8cbf38c3312085d138eadaad6c8072c2966e"): 37,
    Distribution("localstack", "1.4.0", "e1ebbef831450151f94c8d76b7c40bf4e336a2698ff4ac6a7634c210d458e6e5"): 62,
    Distribution(
        "localstack-core", "2.0.0.post1", "cf12f11e83efe7578a2a081739f1ace0e633d0bed0b7e9d98ad847b728f5e228"
    ): 70,
    Distribution("localstack-core", "2.3.2", "7ad97b72b2cdd7ea4a4af790bccce312573ba41510d3cf38d93c568ff3092821"): 100,
    Distribution("localstack-core", "3.0.0", "223451b2311d8ac4bcbf383c27e041c4053d62461c130270a1138e32b89954af"): 149,
    Distribution("localstack-core", "3.5.0", "a3aba98bd7644a988765f4bd16dbb7be1d05fc3b1e02bc6b46a596a2c0acd3de"): 187,
    Distribution("localstack-core", "3.8.1", "e69dc219d743be98a112b8e10b00a1d3107903699a41a2badeee006759157a1b"): 195,
    Distribution("localstack-core", "4.0.0", "8bdf24962b4eee1bd66f998378a56c125193b6679c06caa3316d14b15718b070"): 193,
    Distribution("localstack-core", "4.9.2", "888b38a7da0ff23dc4048530fa504feef770818c4a64f2a71cd057082055a06f"): 199,
}
"""Other versions of it, which was called `localstack` at first -> how many plugins they hold."""

WITHOUT_PLUGINS = (
    Distribution("mkdocs", "1.6.1", "db91759624d1647f3f34aa0c3f327dd2601beae39a366d6e064c03468d35c20e"),
    Distribution("pydantic", "2.14.4", "653a2ad9f6d8858529c77c72717d0ea991d6c6837fe683246b2f4b2bbfc3fadc"),
    Distribution("sphinx", "9.0.4", "5bebc595a5e943ea248b99c13814c1c5e10b3ece718976824ffa7959ff95fffb"),
)
"""Have modules whose names a function gives, and nothing to do with plugins of ours."""

NEWER_CORE = Distribution(
    "localstack-core", "2026.3.0", "7e38343ae0f63d15e64ab5d9fd73a2125a956a6050a976bf59a9c106d51218ab"
)
"""Holds 197 plugins, half of whose names were put into lower case when it was built."""

EXTENSIONS = [
    Distribution(
        "localstack-extension-aws-proxy", "0.2.5", "4f4852c35e3439cf2ebc17da0b51378b0c26b1b08817e1f733faae235c855319"
    ),
    Distribution(
        "localstack-extension-diagnosis-viewer",
        "0.1.0",
        "194525ac449063897358269b8a0f6f6c91e683b6f23a5d3cd553515928a0dfac",
    ),
    Distribution(
        "localstack-extension-hello-world", "0.1.0", "640a516c78131d6b9c399031ed5aed99ec9229ed9596aa8413e7dc82a6886b64"
    ),
    Distribution(
        "localstack-extension-httpbin", "0.1.0", "abd0967d4ae358e59a422d49b52f2d057b9352987723cb42245fb799781fcb83"
    ),
    Distribution(
        "localstack-extension-miniflare", "0.1.0", "4d630497dd22abdff7377d2fe229cd3de14be50f08370e1263976b7f60103a66"
    ),
]
"""Each holds a plugin whose base class stands in localstack-core."""

MAILHOG = Distribution(
    "localstack-extension-mailhog", "0.1.0", "a9d3823b8e3218bdcf04fcdcdaa69116be192646dd0096d89bba718000378cae"
)
"""Likewise; its maintainers wrote its entry point by hand, under a name that is not the plugin's own."""

PROJECTS = [
    Distribution("celery", "5.7.0", "18310a9c919f9029e4735367484d93e6a25cdfd30afdc474622cc263d9b35f6e"),
    Distribution("certbot", "5.8.0", "c06793e6a0169b07ee09e11e6a017c7d5a77310055d693fffd66c53363ab87ff"),
    Distribution("django", "6.1.3", "a0530e3fdac55d34ccc5893c36f6c57d7a7083064f3d414537e51473648b3290"),
    Distribution(
        "jedi", "0.20.1", "0fb16d86c4a4c73c37ba518c77419975e30fcc620658a8d14fbb5720cdd34142", tags="py2.py3-none-any"
    ),
    Distribution(
        "matplotlib",
        "3.11.2",
        "1944895967f87c84c9b4bad29a707b31f5b36df4a3a2339ea1f8ea3ce5105539",
        tags="cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64",
    ),
    Distribution("mkdocs", "1.6.1", "db91759624d1647f3f34aa0c3f327dd2601beae39a366d6e064c03468d35c20e"),
    Distribution("mypy", "2.4.1", "1784648d6ec8c2b5465e3f26241b845a0b3cb4e56c993c64abe16989e7698999"),
    Distribution("networkx", "3.7", "e3fd2c13a7814cee3746340d8d7f8598a67f16a58bf47fb7f8793fab6efca1b0"),
    Distribution(
        "pandas",
        "3.1.1",
        "645fa00fd85cfced2d2c09dc116d3694f578501b1ce4899153fbe64788ecda98",
        tags="cp313-cp313-manylinux_2_24_x86_64.manylinux_2_28_x86_64",
    ),
    Distribution("pdm", "2.29.4", "599a299d7fb35195d41610ee8341f65c75c5c97dde9f8cfcf573790b3d1b0cd9"),
    Distribution("poetry", "2.5.1", "3f7910abc667ce0c33a67e306baf017acdec1c8eeec4aa64d176e530d8338a61"),
    Distribution("pylint", "4.1.4", "b39fcc762ec4a7fe385d01b8e170fd996847297cdc0e3850bdda1435c74cfd95"),
    Distribution("sphinx", "9.2.0", "4c3ec13b612712c0d3ce4cbdd9e3eb91e68577e07a8e31f32f21cf178453578c"),
    Distribution("sqlalchemy", "2.1.9", "449fed5c2caa3b278cc57499d09db001fb3f28dc7f18affc48142aee4dcc0cdf"),
]
"""Large and well known, without plugins of ours, onto which some are grafted."""
