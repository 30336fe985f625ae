"""The registration with setuptools of its adapter, which is :mod:`plugin.setuptools`."""
