"""Checks the version of the application's plugin API against the versions that a plugin supports."""

from plugin.exceptions import InvalidPlugin, PluginDisabled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from plugin.core import PluginSpec


def check_version(version: str) -> None:
    """Reject an invalid version.

    :param version: the ``api_version`` of a manager
    :raises ValueError: if it is not a version by PEP 440

    >>> check_version("2.4")
    >>> check_version("two")
    Traceback (most recent call last):
    ValueError: api_version= must be a version such as '2.4' (PEP 440), not 'two'
    """
    if isinstance(version, str):
        if all(part.isascii() and part.isdigit() for part in version.split(".")):
            return  # saves the import of packaging
        from packaging.version import InvalidVersion, Version  # noqa: PLC0415

        try:
            Version(version)
        except InvalidVersion:
            pass
        else:
            return
    raise ValueError(f"api_version= must be a version such as '2.4' (PEP 440), not {version!r}")


def check_api(spec: "PluginSpec", version: str) -> None:
    """Disable a plugin that does not support the application's API; one that sets no ``api`` supports any version.

    :param spec: the spec of the plugin
    :param version: the ``api_version`` of its manager
    :raises PluginDisabled: if it does not support that version
    :raises InvalidPlugin: if its ``api`` is not a version specifier
    """
    api = (spec.terms or {}).get("api")
    if api is None:
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415  # only needed here

    try:
        specifier = SpecifierSet(api) if isinstance(api, str) else None
    except InvalidSpecifier:
        specifier = None
    if specifier is None:
        raise InvalidPlugin(
            f"api of plugin {spec.namespace}:{spec.name} must be a version specifier such as '>=2,<3' (PEP 440), "
            f"not {api!r}",
            spec.namespace,
            spec.name,
        )
    if not specifier.contains(version, prereleases=True):
        raise PluginDisabled(spec.namespace, spec.name, f"requires api {api}, found {version}")
