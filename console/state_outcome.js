// SPDX-License-Identifier: Apache-2.0
// Outcome of each visit to a state: ok, retried, failed, recovered (on the failure path) or open (not finished).

const inner = (state) => [state.ItemProcessor, state.Iterator, ...(state.Branches ?? [])].filter(Boolean);

function* everyState({States}) {
  for (const [name, state] of Object.entries(States)) {
    yield [name, state];
    for (const machine of inner(state)) yield* everyState(machine);
  }
}

/** The states with `outcome`. A later attempt makes up for a failed one, unless a Catch came next. */
export function withOutcomes(states, definition) {
  const known = new Map(everyState(definition));
  const usual = new Set(), caught = new Set();
  for (const [, state] of known) {
    for (const next of [state.Next, state.Default, ...(state.Choices ?? []).map((way) => way.Next)]) usual.add(next);
    for (const way of state.Catch ?? []) caught.add(way.Next);
  }
  const after = (index) => states.slice(index + 1).find(({depth, item}) => depth === states[index].depth && item === states[index].item)?.state;
  const outcome = (state, index) => {
    if (state.type === 'Fail') return 'failed';
    if (state.error) return state.left && (known.get(state.state)?.Catch ?? []).every((way) => way.Next !== after(index)) ? 'retried' : 'failed';
    if (caught.has(state.state) && !usual.has(state.state)) return 'recovered';
    if (!state.left && state.type !== 'Succeed') return 'open';
    return state.attempts > 1 ? 'retried' : 'ok';
  };
  return states.map((state, index) => ({...state, outcome: outcome(state, index)}));
}
