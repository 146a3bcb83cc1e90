function dot(code) {
  const mark = h('span', { class: 'dot', 'aria-hidden': 'true' });
  mark.style.setProperty('--c', 'var(--k' + code + ')');
  return mark;
}

function choose(code) {
  filter({ code: state.code === code ? -1 : code });
}

function branch(code) {
  const count = h('span', { class: 'count' });
  counters[code] = count;
  const row = h('span', { class: 'row', onclick: () => { focusItem(items[code]); choose(code); } },
    dot(code), h('span', { class: 'name' }, h('b', {}, codes[code].id), codes[code].name === codes[code].id ? '' : ' ' + codes[code].name), count);
  const below = children[code].length > 0;
  const item = h('li', { role: 'treeitem', tabindex: '-1', 'data-code': code, 'aria-level': codes[code].level, 'aria-expanded': below ? 'true' : null },
    below ? h('span', { class: 'fold', 'aria-hidden': 'true', onclick: () => fold(item) }) : '', row,
    below ? h('ul', { role: 'group' }, children[code].map(branch)) : '');
  items[code] = item;
  return item;
}

function fold(item, open) {
  if (!item.hasAttribute('aria-expanded')) return;
  item.setAttribute('aria-expanded', String(open === undefined ? item.getAttribute('aria-expanded') !== 'true' : open));
}

function focusItem(item) {
  for (const each of [everything, ...items]) each.tabIndex = -1;
  item.tabIndex = 0;
  item.focus();
}

function treeKey(event) {
  const item = event.target.closest('[role=treeitem]');
  if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
  const seen = [...byId('tree').querySelectorAll('[role=treeitem]')].filter((each) => !each.parentElement.closest('[aria-expanded=false]'));
  const at = seen.indexOf(item);
  const parent = item.parentElement.closest('[role=treeitem]');
  const isOpen = item.getAttribute('aria-expanded');
  const moves = {
    ArrowDown: () => seen[at + 1] && focusItem(seen[at + 1]),
    ArrowUp: () => seen[at - 1] && focusItem(seen[at - 1]),
    ArrowRight: () => (isOpen === 'false' ? fold(item, true) : isOpen === 'true' && focusItem(seen[at + 1])),
    ArrowLeft: () => (isOpen === 'true' ? fold(item, false) : parent && focusItem(parent)),
    Home: () => focusItem(seen[0]),
    End: () => focusItem(seen[seen.length - 1]),
    Enter: () => choose(Number(item.dataset.code)),
    ' ': () => choose(Number(item.dataset.code)),
  };
  if (!moves[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  moves[event.key]();
}

function chooser(key, label, options) {
  const select = h('select', { id: 'filter-' + key, onchange: () => filter({ [key]: select.value }) },
    options.map(([value, text]) => h('option', { value }, text)));
  return h('label', { class: 'choice', for: 'filter-' + key }, h('span', {}, label), select);
}

function makeFilters() {
  everything = h('li', { role: 'treeitem', tabindex: '0', 'data-code': -1, 'aria-level': 1, 'aria-selected': 'true' },
    h('span', { class: 'row', onclick: () => { focusItem(everything); filter({ code: -1 }); } },
      h('span', { class: 'name' }, W['every code']), h('span', { class: 'count' })));
  const any = [['', W.any]];
  const kinds = coders.map((coder, at) => [at, coder.handle + (coder.name ? ' · ' + coder.name : '') + ' (' + W[coder.kind] + ')']);
  const box = h('details', { id: 'filter-box', open: !matchMedia('(max-width: 60rem)').matches },
    h('summary', {}, W.filters),
    h('div', { class: 'choices' },
      chooser('coder', W.coder, [['counted', W.counted], ...kinds, ['all', W.everyone]]),
      data.cases.length ? chooser('case', W.case, [...any, ...data.cases.map((each, at) => [at, each.name]), [-1, W['not stated']]]) : '',
      data.roles.length ? chooser('role', W.role, [...any, ...data.roles.map((role, at) => [at, role]), [-1, W['not stated']]]) : '',
      chooser('stance', W.stance, [...any, ...['affirming', 'affirms', 'none', 'denies', 'mixed', 'planned'].map((each) => [each, W[each]])]),
      h('button', { type: 'button', id: 'clear', onclick: clearFilters }, W.clear)),
    h('h2', { id: 'tree-heading' }, W.codebook),
    h('p', { class: 'quiet small' }, W['count rule']),
    h('ul', { role: 'tree', id: 'tree', 'aria-labelledby': 'tree-heading', onkeydown: treeKey }, everything, tops.map(branch)));
  byId('filters').append(box);
}

function clearFilters() {
  filter(NO_FILTERS);
}
