"""Graphs of numbers: what leads nowhere but in circles, and the circles (peeling, then Tarjan without recursion)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Targets = tuple[int, ...]
Links = Callable[[int], Targets]


def undecided(edges: dict[int, Targets]) -> dict[int, Targets]:
    """Most nodes without a way to others than these, and some more: a single walk from each node ends in most cases.

    A walk that leaves the nodes shows that all nodes on it have a way out. One that comes to a node it was at, or
    that an earlier walk left undecided, tells nothing.
    """
    free: set[int] = set()
    open_nodes: set[int] = set()
    for start in edges:
        way: list[int] = []
        node = start
        while node in edges and node not in free and node not in open_nodes:
            open_nodes.add(node)
            way.append(node)
            node = edges[node][0]
        if node in free or node not in edges:
            free.update(way)
            open_nodes.difference_update(way)
    return {node: edges[node] for node in edges if node not in free}


def without_way_out(edges: Mapping[int, Targets]) -> dict[int, Targets]:
    """The nodes from which nothing but nodes of `edges` is reached, with their edges."""
    sources: dict[int, list[int]] = {}
    gone = {node for node, targets in edges.items() if not all(map(edges.__contains__, targets))}
    waiting = list(gone)
    for node, targets in edges.items() if gone else ():
        for target in targets:
            sources.setdefault(target, []).append(node)
    while waiting:
        for source in sources.get(waiting.pop(), ()):
            if source not in gone:
                gone.add(source)
                waiting.append(source)
    return {node: targets for node, targets in edges.items() if node not in gone}


def components(nodes: Iterable[int], links: Links) -> Iterator[list[int]]:
    """The strongly connected components, each after those that it leads to."""
    met: dict[int, int] = {}
    lowest: dict[int, int] = {}
    stack: list[int] = []
    settled: set[int] = set()
    for root in nodes:
        if root not in met:
            yield from _from(root, links, met, lowest, stack, settled)


def _from(
    root: int, links: Links, met: dict[int, int], lowest: dict[int, int], stack: list[int], settled: set[int]
) -> Iterator[list[int]]:
    """The components reached first from a node: a walk in depth, its way kept in a list."""
    way: list[tuple[int, Iterator[int]]] = []

    def enter(node: int) -> None:
        met[node] = lowest[node] = len(met)
        stack.append(node)
        way.append((node, iter(links(node))))

    enter(root)
    while way:
        node, rest = way[-1]
        target = next(rest, None)
        if target is None:
            way.pop()
            if way:
                lowest[way[-1][0]] = min(lowest[way[-1][0]], lowest[node])
            if lowest[node] == met[node]:
                at = _place(stack, node)
                yield stack[at:]
                settled.update(stack[at:])
                del stack[at:]
        elif target not in met:
            enter(target)
        elif target not in settled:
            lowest[node] = min(lowest[node], met[target])


def _place(stack: list[int], node: int) -> int:
    """Where a node stands, sought from the end."""
    at = len(stack) - 1
    while stack[at] != node:
        at -= 1
    return at


def shortest_circle(nodes: Sequence[int], links: Links, most: int = 64) -> list[int]:
    """The shortest way round in a component; of a component of more than `most` nodes one through its first node."""
    starts = nodes if len(nodes) <= most else nodes[:1]
    return min((_circle(start, links) for start in starts), key=len)


def _circle(start: int, links: Links) -> list[int]:
    """The shortest way from a node back to itself."""
    before = {start: start}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for target in links(node):
            if target == start:
                return _way(before, start, node)
            if target not in before:
                before[target] = node
                waiting.append(target)
    return [start]


def _way(before: dict[int, int], start: int, end: int) -> list[int]:
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]
