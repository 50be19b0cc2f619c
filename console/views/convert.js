// SPDX-License-Identifier: Apache-2.0
// Conversion of an amount, with each step.
import {address, go} from '../address.js';
import {currencies, filledSources, get} from '../api.js';
import {choice, empty, field, h} from '../dom.js';
import {legLine} from '../origin.js';
import {plural, time} from '../format.js';

const RULES = [['half_away', 'Half away from zero'], ['half_even', 'Half to even'], ['toward_zero', 'Toward zero'],
  ['away_from_zero', 'Away from zero'], ['floor', 'Down'], ['ceiling', 'Up']];
const DAYS = [['previous', 'the last one before'], ['exact', 'no fallback'], ['next', 'the first one after']];

/** A fraction is shown as one; a decimal number as it is. */
function exact(text) {
  const [above, below] = text.split('/');
  return below ? h('span', {class: 'exact'}, above, h('span', {class: 'over'}, ' / '), below) : h('span', {class: 'exact'}, text);
}

function result(answer) {
  const rule = RULES.find(([name]) => name === answer.rule)?.[1].toLowerCase() ?? answer.rule;
  return h('section', {class: 'card result', 'aria-live': 'polite'},
    h('p', {class: 'hint'}, `${answer.amount} ${answer.from} is`),
    h('p', {class: 'big'}, h('span', {class: 'exact'}, answer.result), ' ', answer.to),
    answer.rate_date !== answer.date && h('p', {class: 'remark'}, `No rate was published for ${answer.date}; the rate of ${answer.rate_date} is used.`),
    h('h2', {}, 'How'),
    h('ol', {class: 'steps'},
      h('li', {}, h('p', {}, 'Start with ', h('span', {class: 'exact'}, `${answer.amount} ${answer.from}`))),
      answer.steps.map((step) => h('li', {}, legLine(step), h('p', {}, '= ', exact(step.amount), ` ${step.to}`),
        step.raw_object && h('p', {class: 'hint'}, 'recorded ', time(step.recorded_at), ', from ', h('span', {class: 'code'}, step.raw_object)))),
      h('li', {}, h('p', {}, `Round the final amount to ${plural(answer.decimals, 'decimal')}, ${rule}: `, h('strong', {class: 'exact'}, `${answer.result} ${answer.to}`)),
        h('p', {class: 'hint'}, 'exactly ', exact(answer.exact)))),
    h('p', {class: 'hint'}, `Source: ${answer.source}. `,
      h('a', {href: address('chart', {pairs: `${answer.from}-${answer.to}`})}, `Chart of ${answer.from}/${answer.to}`)));
}

export async function view({parameters, signal}) {
  const filled = await filledSources();
  const heading = h('h1', {}, 'Convert');
  if (!filled.length) return [heading, empty('No rates yet', 'The lake is empty. Start fxlake run to fetch rates.')];
  const names = (await currencies()).map(([code, name]) => [code, `${code} · ${name}`]);
  const asked = (name, otherwise) => parameters.get(name) || otherwise;
  const source = filled.find(({name}) => name === parameters.get('source')) ?? filled[0];
  const inputs = {
    amount: h('input', {inputmode: 'decimal', value: asked('amount', '100'), required: true, pattern: '-?[0-9]+(\\.[0-9]+)?', title: 'A decimal number, such as 1234.50', autocomplete: 'off'}),
    from: choice(names, asked('from', 'USD')),
    to: choice(names, asked('to', 'JPY')),
    date: h('input', {type: 'date', value: asked('date', source.last_day), min: source.first_day, required: true}),
    on: choice(DAYS, asked('on', 'previous')),
    rule: choice(RULES, asked('rule', 'half_away')),
    source: choice(filled.map(({name}) => [name, name]), source.name),
  };
  const values = () => Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value.trim()]));
  const submit = (event) => {
    event?.preventDefault();
    if (form.reportValidity()) go('convert', values());
  };
  const swap = () => {
    [inputs.from.value, inputs.to.value] = [inputs.to.value, inputs.from.value];
    submit();
  };
  const form = h('form', {class: 'card converter', onsubmit: submit},
    field('Amount', inputs.amount), field('From', inputs.from),
    h('button', {type: 'button', class: 'swap', 'aria-label': 'Swap the currencies', onclick: swap}, '⇄'),
    field('To', inputs.to), field('Date', inputs.date), field('If no rate was published', inputs.on), field('Rounding', inputs.rule),
    filled.length > 1 && field('Source', inputs.source), h('button', {type: 'submit', class: 'primary'}, 'Convert'));
  for (const name of ['from', 'to', 'on', 'rule', 'source']) inputs[name].addEventListener('change', () => submit());
  let shown;
  try {
    shown = result(await get('api/v1/convert', values(), signal));
  } catch (error) {
    if (signal.aborted || error.status === 401) throw error;
    shown = h('section', {class: 'notice bad', role: 'alert'}, h('h2', {}, 'The conversion failed'), h('p', {}, error.message));
  }
  return [h('div', {class: 'title'}, heading, h('p', {class: 'lead'}, 'Intermediate results are exact; only the final amount is rounded.')), h('div', {class: 'halves'}, form, shown)];
}
