// SPDX-License-Identifier: Apache-2.0
// The frame: the view of an address, navigation between views, the theme.
import {keepToken} from './api.js';
import {field, h} from './dom.js';

const VIEWS = [
  ['chart', 'Chart'], ['convert', 'Convert'], ['coverage', 'Coverage'], ['freshness', 'Freshness'],
  ['runs', 'Runs'], ['quality', 'Quality'], ['quarantine', 'Quarantine'], ['revisions', 'Revisions'],
];
const main = document.getElementById('view');
let leave = null; // ends what the shown view still does
let shown = null;

/** #/runs/name?a=b is {view: 'runs', item: 'name', parameters}. */
function route() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, ...item] = path.split('/');
  return {view: view || 'chart', item: item.map(decodeURIComponent).join('/'), parameters: new URLSearchParams(query)};
}

function failure(error) {
  if (error.status === 401) return tokenForm();
  return h('div', {class: 'notice bad', role: 'alert'},
    h('h2', {}, error.status === 404 ? 'Not found' : 'The request failed'), h('p', {}, error.message),
    h('button', {type: 'button', onclick: show}, 'Try again'));
}

function tokenForm() {
  const token = h('input', {type: 'password', autocomplete: 'off', required: true});
  const submit = (event) => {
    event.preventDefault();
    keepToken(token.value);
    show();
  };
  return h('form', {class: 'notice', onsubmit: submit}, h('h2', {}, 'This server requires a token'),
    field('Token', token, 'Kept until this tab is closed.'), h('button', {type: 'submit', class: 'primary'}, 'Continue'));
}

async function show() {
  const {view, item, parameters} = route();
  const known = VIEWS.find(([name]) => name === view);
  const first = shown === null;
  const moved = shown !== `${view}/${item}`;
  shown = `${view}/${item}`;
  leave?.abort();
  leave = new AbortController();
  const {signal} = leave;
  for (const link of document.querySelectorAll('#views a')) {
    if (link.dataset.view === view) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${item || (known?.[1] ?? 'Not found')} · FXLake`;
  main.setAttribute('aria-busy', 'true');
  if (moved) main.replaceChildren(h('div', {class: 'loading', role: 'status'}, h('span', {class: 'unseen'}, 'Loading')));
  let content;
  try {
    if (!known) throw Object.assign(new Error('This view does not exist.'), {status: 404});
    const module = await import(`./views/${view}.js`);
    content = await module.view({item, parameters, signal});
  } catch (error) {
    if (signal.aborted) return;
    content = [h('h1', {}, known?.[1] ?? 'Not found'), failure(error)];
  }
  if (signal.aborted) return;
  main.replaceChildren(...[content].flat(Infinity).filter(Boolean));
  main.setAttribute('aria-busy', 'false');
  main.dispatchEvent(new CustomEvent('shown'));
  if (moved && !first) {
    scrollTo(0, 0);
    main.focus({preventScroll: true});
  }
  document.querySelector('#views [aria-current]')?.scrollIntoView({block: 'nearest', inline: 'nearest'});
}

function themeSwitch() {
  const button = document.getElementById('theme');
  const order = ['system', 'light', 'dark'];
  const signs = {system: '◐', light: '☀', dark: '☾'};
  const write = () => {
    const theme = window.fxlakeTheme.get();
    button.replaceChildren(h('span', {'aria-hidden': 'true'}, signs[theme]));
    button.setAttribute('aria-label', `Theme: ${theme}`);
    button.title = `Theme: ${theme}`;
  };
  button.addEventListener('click', () => {
    window.fxlakeTheme.set(order[(order.indexOf(window.fxlakeTheme.get()) + 1) % order.length]);
    write();
  });
  write();
}

document.getElementById('views').append(...VIEWS.map(([name, title]) => h('a', {href: `#/${name}`, 'data-view': name}, title)));
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', show);
themeSwitch();
show();
