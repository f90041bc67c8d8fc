"""Graphs that lead nowhere but in circles, against the plain meaning of the words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from smail_lint.facts.components import Targets, components, shortest_circle, undecided, without_way_out

SIZE = 7
graphs = st.dictionaries(
    st.integers(0, SIZE - 1), st.lists(st.integers(0, SIZE - 1), min_size=1, max_size=3).map(tuple)
)


def _reached(edges: dict[int, Targets], start: int) -> set[int]:
    """Every node on a way from a node, itself only when a way leads back."""
    found: set[int] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += edges.get(node, ())
    return found


@given(graphs)
@settings(max_examples=200)
def test_what_has_no_way_out_reaches_only_nodes_with_edges(edges: dict[int, Targets]) -> None:
    expected = {node for node in edges if _reached(edges, node) <= edges.keys()}
    assert set(without_way_out(edges)) == expected
    assert set(without_way_out(undecided(edges))) == expected


@given(graphs)
@settings(max_examples=200)
def test_components_are_the_nodes_that_reach_each_other(edges: dict[int, Targets]) -> None:
    closed = without_way_out(edges)
    found = list(components(sorted(closed), closed.__getitem__))
    assert sorted(node for one in found for node in one) == sorted(closed)
    for one in found:
        for node in one:
            together = {
                other for other in closed if other in _reached(closed, node) and node in _reached(closed, other)
            }
            assert together | {node} == set(one)


@given(graphs)
@settings(max_examples=200)
def test_a_component_comes_behind_those_it_leads_to(edges: dict[int, Targets]) -> None:
    closed = without_way_out(edges)
    met: set[int] = set()
    for one in components(sorted(closed), closed.__getitem__):
        met.update(one)
        assert {target for node in one for target in closed[node]} <= met


@given(graphs)
@settings(max_examples=200)
def test_the_circle_is_one_and_none_is_shorter(edges: dict[int, Targets]) -> None:
    closed = without_way_out(edges)
    for one in components(sorted(closed), closed.__getitem__):
        members = set(one)
        if any(target in members for node in one for target in closed[node]):
            circle = shortest_circle(one, closed.__getitem__)
            assert all(two in closed[at] for at, two in zip(circle, circle[1:] + circle[:1], strict=True))
            assert len(circle) == min(_round(closed, node) for node in one)


def _round(edges: dict[int, Targets], start: int) -> int:
    """The fewest steps back to a node, in rounds."""
    nodes, steps = set(edges[start]), 1
    while start not in nodes and steps <= SIZE:
        nodes, steps = {target for node in nodes for target in edges[node]}, steps + 1
    return steps


def test_long_chains_need_no_deep_calls() -> None:
    edges: dict[int, Targets] = {node: ((node + 1) % 100_001,) for node in range(100_001)}
    (one,) = components(sorted(edges), edges.__getitem__)
    assert len(one) == 100_001
