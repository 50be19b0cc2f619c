// SPDX-License-Identifier: Apache-2.0
// Elements from JavaScript. Text is always text: data never becomes markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
    else if (name === 'value' || name === 'checked' || name === 'selected') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** h('a', {href: '#/runs'}, 'Runs'): `style` is an object, `onclick` a function; null and false children are skipped. */
export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

export const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** A table with a caption for screen readers. `columns`: {title, cell(row), number, head}; `head` makes the cell a row's header. */
export function table(caption, columns, rows, attributes = {}) {
  return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption},
    h('table', attributes,
      h('caption', {class: 'unseen'}, caption),
      h('thead', {}, h('tr', {}, columns.map((column) => h('th', {scope: 'col', class: column.number && 'number'}, column.title)))),
      h('tbody', {}, rows.map((row) => h('tr', {}, columns.map((column) =>
        h(column.head ? 'th' : 'td', {scope: column.head && 'row', class: [column.number && 'number', column.kind].filter(Boolean).join(' ') || null},
          column.cell(row))))))));
}

export const pill = (kind, text) => h('span', {class: `pill ${kind}`}, text);

export const empty = (title, text) => h('div', {class: 'notice'}, h('h2', {}, title), h('p', {}, text));

export const field = (label, control, hint) => h('label', {class: 'field'}, h('span', {}, label), control, hint && h('small', {}, hint));

export const choice = (options, chosen, attributes = {}) =>
  h('select', attributes, options.map(([value, text]) => h('option', {value, selected: value === chosen}, text)));
