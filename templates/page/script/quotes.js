function attributesOf(i, withCoder) {
  const parts = [];
  if (withCoder) parts.push(coders[codings.coder[i]].handle);
  if (codings.stance[i]) parts.push(W[STANCES[codings.stance[i]]]);
  if (codings.weight[i] !== null) parts.push(W.weight + ' ' + codings.weight[i]);
  return parts;
}

function label(i, withCoder, mark) {
  const more = attributesOf(i, withCoder).join(' · ');
  const bar = h('span', { class: 'bar ' + STANCES[codings.stance[i]], 'aria-hidden': 'true' });
  bar.style.setProperty('--c', 'var(--k' + codings.code[i] + ')');
  return [mark ? h('span', { class: 'mark' }, mark) : '', bar, h('b', {}, codes[codings.code[i]].id),
    h('span', {}, codes[codings.code[i]].name === codes[codings.code[i]].id ? '' : codes[codings.code[i]].name),
    more ? h('span', { class: 'quiet' }, more) : '', codings.memos[i] ? h('span', { class: 'quiet' }, '✎ ' + W.memo) : ''];
}

function memosOf(i) {
  return (codings.memos[i] || []).map((memo) => h('p', { class: 'memo' }, h('span', { class: 'quiet' }, W.memo + ' · ' + memo.by + ': '), bodyOf(memo)));
}

function quoteItem(group, heading) {
  const first = group[0];
  const from = [codings.speaker[first], data.roles[codings.role[first]], (data.cases[codings.case[first]] || {}).name].filter(Boolean);
  return h('li', { class: 'item quote', tabindex: '-1' }, typeof heading === 'string' && heading ? h('h3', {}, heading) : '',
    data.redacted ? '' : h('blockquote', {}, quoteOf(first)),
    h('p', { class: 'from' }, h('a', { href: routeOf(first), title: W.open }, addressOf(first)), from.length ? ' · ' + from.join(' · ') : ''),
    h('ul', { class: 'labels' }, group.map((i) => h('li', { class: 'coded' }, label(i, true)))),
    group.map(memosOf), reasonsOf(group));
}

function paged(entries, make, into) {
  let at = 0;
  const more = h('button', { type: 'button', class: 'more', onclick: () => { const next = at; add(200); into.children[next].focus(); } });
  function add(count) {
    into.append(...entries.slice(at, at + count).map(make));
    at = Math.min(entries.length, at + count);
    const left = entries.length - at;
    more.hidden = left === 0;
    more.textContent = say('show more', { count: number(Math.min(200, left)), left: number(left) });
  }
  add(PAGE);
  return more;
}

function codeCard(code) {
  const rule = (key) => (codes[code][key] ? [h('dt', {}, W[key]), h('dd', {}, codes[code][key])] : []);
  return h('div', { class: 'card' },
    h('h3', {}, dot(code), ' ', above[code].slice().reverse().map((each) => codes[each].name).join(' › '), h('span', { class: 'quiet' }, ' ' + codes[code].id)),
    h('dl', {}, rule('definition'), rule('include'), rule('exclude'),
      (codes[code].examples || []).length ? [h('dt', {}, W.examples), codes[code].examples.map((each) => h('dd', {}, each))] : []),
    memosAbout((memo) => memo.code === code).map(memoLine));
}

function showQuotes() {
  const found = fitting();
  const groups = byPlace(found);
  const count = say('passages found', { count: number(groups.length), documents: new Set(found.map((i) => codings.document[i])).size });
  const entries = h('ol', { class: 'quotes' });
  const more = paged(groups, quoteItem, entries);
  byId('quotes').replaceChildren(
    state.code >= 0 ? codeCard(state.code) : '', h('p', { class: 'quiet' }, count),
    groups.length ? entries : h('p', {}, total ? W['nothing found'] : W['no codings']), more);
  announce(count);
}
