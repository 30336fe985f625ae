"""What other tools call by name, in a package name that no project uses: a project may have its own ``plugin``.

setuptools and pytest import these modules for every project in an environment. Therefore none of them imports
:mod:`plugin` before it is needed, and before :mod:`plugin_loader.path` has checked that it is ours.
"""
