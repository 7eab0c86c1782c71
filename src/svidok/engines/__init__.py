"""Engines: where stages run when they cannot run in the program itself.

`parsing` reads files from strangers in a process that has no key, no file and no network. Edges: these modules
start processes and keep time, and the stages that they run stay pure.
"""
