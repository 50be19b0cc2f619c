// SPDX-License-Identifier: Apache-2.0
// The server's answers. A token, where the server asks for one, lives as long as the tab.

const TOKEN = 'fxlake-token';
const kept = new Map(); // what changes only with the lake, for a moment

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export const keepToken = (token) => sessionStorage.setItem(TOKEN, token);

const target = (path, parameters) => {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  return query.size ? `${path}?${query}` : path;
};

export async function get(path, parameters = {}, signal = undefined) {
  const token = sessionStorage.getItem(TOKEN);
  let response;
  try {
    response = await fetch(target(path, parameters), {signal, headers: token ? {authorization: `Bearer ${token}`} : {}});
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The server does not answer. It may have been stopped.');
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, body?.message ?? `The server answered with status ${response.status}.`);
  if (body === null) throw new ApiError(response.status, 'The server answered with something that is no JSON.');
  return body;
}

/** The same answer for ten seconds. */
function briefly(path) {
  const found = kept.get(path);
  if (found && performance.now() - found.at < 10_000) return found.answer;
  const answer = get(path);
  kept.set(path, {at: performance.now(), answer});
  answer.catch(() => kept.delete(path));
  return answer;
}

export const sources = async () => (await briefly('api/v1/sources')).sources;
export const workflow = () => briefly('workflow.json');

/** [[code, name], ...] of the currencies that have or had rates: /v2 lists those besides that are only pegged to another, which /api/v1 does not. */
export async function currencies() {
  const [published, current, all] = await Promise.all(['v1/currencies', 'v2/currencies', 'v2/currencies?scope=all'].map(briefly));
  const pegged = new Set(current.map((one) => one.iso_code).filter((code) => !(code in published)));
  const newest = all.reduce((year, one) => (one.end_date.slice(0, 4) > year ? one.end_date.slice(0, 4) : year), '');
  return all.filter((one) => !pegged.has(one.iso_code)).map((one) =>
    [one.iso_code, one.end_date.slice(0, 4) < newest ? `${one.name} (to ${one.end_date.slice(0, 4)})` : one.name]);
}

/** Those sources that have rates; the one the server takes without being told first. */
export async function filledSources() {
  const filled = (await sources()).filter((source) => source.rates > 0);
  return filled.sort((a, b) => b.name.startsWith('ecb') - a.name.startsWith('ecb') || b.rates - a.rates);
}
