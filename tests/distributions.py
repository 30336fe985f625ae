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

    def _download(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--retries=1"]
            done = subprocess.run(
                [*pip, "--dest", folder, f"{self.name}=={self.version}"],
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode and UNREACHABLE.search(done.stderr):
                raise IndexUnreachable(done.stderr.strip().splitlines()[-1])
            assert done.returncode == 0, done.stderr
            os.replace(Path(folder) / self.file, path)


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
    Distribution("localstack-core", "2.3.2", "7ad97b72b2cdd7ea4a4af790bccce312573ba41510d3cf38d93c568ff3092821"): 100,
    Distribution("localstack-core", "3.0.0", "223451b2311d8ac4bcbf383c27e041c4053d62461c130270a1138e32b89954af"): 149,
    Distribution("localstack-core", "3.5.0", "a3aba98bd7644a988765f4bd16dbb7be1d05fc3b1e02bc6b46a596a2c0acd3de"): 187,
}
"""Older versions of it -> how many plugins they hold."""

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
