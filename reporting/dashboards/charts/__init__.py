"""Small functions that draw a chart as SVG text: scale, axis, bars, labels, figure.

They know places on paper and no figures: what a number is and who may see it is decided by whoever calls, in a module
of its own for each kind of cell. Colours and dark mode come from classes; nothing here is styled.
"""
