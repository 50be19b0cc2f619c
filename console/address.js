// SPDX-License-Identifier: Apache-2.0

/** The address of a view, without empty parameters. */
export function address(view, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return `#/${view}${given.length ? `?${new URLSearchParams(given)}` : ''}`;
}

export const go = (view, parameters) => {
  location.hash = address(view, parameters);
};

export const runAddress = (name) => `#/runs/${encodeURIComponent(name)}`;
