"""What others call by its name, in a package that no project has of its own: a project may well own a ``plugin``.

setuptools and pytest import what stands here for every project of an environment, so that none of it imports
:mod:`plugin` before it is sure to be needed, and :mod:`plugin_loader.path` has looked whether that is ours.
"""
