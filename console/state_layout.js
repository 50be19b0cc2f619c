// SPDX-License-Identifier: Apache-2.0
// Positions of the states of a machine: one row for each step from the start, one column for each side path.

const WIDTH = 148, HEIGHT = 42, BETWEEN_X = 26, BETWEEN_Y = 30, INSET = 16, HEAD = 34;

const inner = (state) => state.ItemProcessor ?? state.Iterator ?? null;

/** [{from, to, kind}]: kind is next, choice or catch; a duplicate transition counts once. */
function waysOf(States) {
  const ways = new Map();
  const add = (from, to, kind) => to && !ways.has(`${from}\n${to}`) && ways.set(`${from}\n${to}`, {from, to, kind});
  for (const [name, state] of Object.entries(States)) {
    add(name, state.Next, 'next');
    for (const choice of state.Choices ?? []) add(name, choice.Next, 'choice');
    add(name, state.Default, 'choice');
    for (const caught of state.Catch ?? []) add(name, caught.Next, 'catch');
  }
  return [...ways.values()];
}

/** The length of the longest path from the start to each state; a transition back to an earlier state does not count. */
function ranksOf(start, ways) {
  const ranks = new Map();
  const visit = (name, rank, path) => {
    if (path.has(name) || (ranks.get(name) ?? -1) >= rank) return;
    ranks.set(name, rank);
    path.add(name);
    for (const way of ways) if (way.from === name) visit(way.to, rank + 1, path);
    path.delete(name);
  };
  visit(start, 0, new Set());
  return ranks;
}

function columnsOf(ranks, ways) {
  const columns = new Map();
  const onlyCaught = (name) => ways.some(({to}) => to === name) && ways.every(({to, kind}) => to !== name || kind === 'catch');
  const byRank = [...ranks.keys()].sort((a, b) => ranks.get(a) - ranks.get(b));
  const usual = byRank.filter((name) => !onlyCaught(name));
  const taken = new Set();
  for (const name of usual) {
    const parent = ways.find(({to, kind}) => to === name && kind !== 'catch')?.from;
    let column = columns.get(parent) ?? 0;
    while (taken.has(`${ranks.get(name)} ${column}`)) column += 1;
    taken.add(`${ranks.get(name)} ${column}`);
    columns.set(name, column);
  }
  for (const name of byRank.filter(onlyCaught)) {
    let column = 1 + Math.max(0, ...usual.filter((other) => ranks.get(other) <= ranks.get(name)).map((other) => columns.get(other)));
    while (taken.has(`${ranks.get(name)} ${column}`)) column += 1;
    taken.add(`${ranks.get(name)} ${column}`);
    columns.set(name, column);
  }
  return columns;
}

/** {width, height, nodes: [{name, state, x, y, width, height, inside}], ways: [{from, to, kind}]}; `inside` is the same of an iteration. */
export function layout({StartAt, States}) {
  const ways = waysOf(States);
  const ranks = ranksOf(StartAt, ways);
  const columns = columnsOf(ranks, ways);
  const nodes = [...ranks.keys()].map((name) => {
    const inside = inner(States[name]) && layout(inner(States[name]));
    return {
      name, state: States[name], inside,
      width: inside ? inside.width + 2 * INSET : WIDTH, height: inside ? inside.height + HEAD + INSET : HEIGHT,
    };
  });
  const column = ({name}) => columns.get(name), rank = ({name}) => ranks.get(name);
  const sizes = (place, size) => {
    const all = [];
    for (const node of nodes) all[place(node)] = Math.max(all[place(node)] ?? 0, node[size]);
    return Array.from(all, (value) => value ?? 0);
  };
  const widths = sizes(column, 'width'), heights = sizes(rank, 'height');
  const startOf = (all, index, between) => all.slice(0, index).reduce((sum, value) => sum + value + between, 0);
  for (const node of nodes) {
    node.x = startOf(widths, column(node), BETWEEN_X) + (widths[column(node)] - node.width) / 2;
    node.y = startOf(heights, rank(node), BETWEEN_Y) + (heights[rank(node)] - node.height) / 2;
    if (node.inside) Object.assign(node.inside, {x: node.x + INSET, y: node.y + HEAD});
  }
  return {
    nodes, ways: ways.filter(({from}) => ranks.has(from)),
    width: startOf(widths, widths.length, BETWEEN_X) - BETWEEN_X, height: startOf(heights, heights.length, BETWEEN_Y) - BETWEEN_Y,
  };
}
