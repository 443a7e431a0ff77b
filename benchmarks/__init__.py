"""Measures of the promises Nestwork makes about speed; see README.md beside this file."""
