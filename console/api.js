// SPDX-License-Identifier: Apache-2.0
// Requests to the server. If the server requires a token, it is kept until the tab is closed.

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
    throw new ApiError(0, 'The server does not respond. It may be stopped.');
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, body?.message ?? `The server returned the status ${response.status}.`);
  if (body === null) throw new ApiError(response.status, 'The response of the server is not JSON.');
  return body;
}

/** The same response for ten seconds. */
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

/** [[code, name], ...] of all currencies with rates; former currencies have the year of their last rate. */
export async function currencies() {
  const {currencies: all} = await briefly('api/v1/currencies');
  const year = (one) => one.last_day.slice(0, 4);
  const newest = all.reduce((latest, one) => (year(one) > latest ? year(one) : latest), '');
  return all.map((one) => [one.code, `${one.name ?? one.code}${year(one) < newest ? ` (to ${year(one)})` : ''}`]);
}

/** The sources with rates, the server's default source first. */
export async function filledSources() {
  const filled = (await sources()).filter((source) => source.rates > 0);
  return filled.sort((a, b) => b.name.startsWith('ecb') - a.name.startsWith('ecb') || b.rates - a.rates);
}
