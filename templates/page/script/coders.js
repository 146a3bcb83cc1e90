function showCoders(name, r, c) {
  if (!drawn.has('coders')) {
    drawn.add('coders');
    const tables = displaysIn('coders');
    const known = new Map(codes.map((code, at) => [code.id, at]));
    const rowLabel = (row) => (known.has(row.key) ? h('button', { type: 'button', class: 'link', onclick: () => choose(known.get(row.key)) }, row.label) : row.label);
    byId('coders').append(
      h('div', { class: 'side-by-side' },
        h('section', { 'aria-labelledby': 'heading-agreement' }, h('h2', { id: 'heading-agreement' }, W.agreement),
          tables.length ? [h('p', { class: 'quiet' }, W['agreement help']), tables.map((each) => tableOf(each, 'coders', rowLabel))] : h('p', {}, W['no agreement'])),
        h('section', { 'aria-labelledby': 'heading-disagreements' }, h('h2', { id: 'heading-disagreements' }, W.disagreements), h('div', { id: 'differences' }))));
  }
  showDifferences();
  if (r !== undefined) showCell('coders', name, r, c); else closePanel();
}

function consensusAt(d, span) {
  const found = [];
  for (let i = range[d][0]; i < range[d][1]; i++) {
    if (coders[codings.coder[i]].kind === 'consensus' && codings.start[i] < span[1] && codings.end[i] > span[0]) found.push(i);
  }
  return found;
}

const settledAt = (d, span) => data.settlements.filter((each) => each.document === d && each.start < span[1] && each.end > span[0]);

function settlementLine(each) {
  const kept = each.codes.length ? each.codes.map((code) => codes[code].id).join(list()) : W['no code'];
  return h('p', { class: 'memo' }, h('b', {}, W.settled), h('span', { class: 'quiet' }, ' · ' + coders[each.by].handle + ': '), kept, each.why ? ' · ' + each.why : '');
}

// A coding of a consensus comes with the reasons for which it was settled on.
function reasonsOf(group) {
  const own = group.filter((i) => coders[codings.coder[i]].kind === 'consensus');
  if (!own.length) return [];
  const found = settledAt(codings.document[own[0]], [codings.start[own[0]], codings.end[own[0]]]);
  return found.filter((each) => each.why && own.some((i) => each.codes.includes(codings.code[i]))).map(settlementLine);
}

function side(handle, own, disputed, whole) {
  const entry = (i) => {
    const words = quoteOf(i);
    const apart = disputed && disputed.includes(codings.code[i]);
    return h('li', { class: 'coded' }, disputed ? h('span', { class: 'sign' }, apart ? '≠' : '=') : '', label(i, false),
      words && words !== whole ? h('q', {}, words) : '', memosOf(i));
  };
  return h('div', { class: 'side' }, h('h4', {}, handle), own.length ? h('ul', { class: 'labels' }, own.map(entry)) : h('p', { class: 'quiet' }, W['no code']));
}

function differenceItem(each) {
  const d = each.document;
  const s = each.segment === null ? -1 : documents[d].numbers.indexOf(each.segment);
  const span = s < 0 ? [0, Infinity] : documents[d].spans[s];
  const whole = s < 0 || data.redacted || (documents[d].silent || []).includes(s) ? '' : wordsOf(d)[s].split(/\s+/u).filter(Boolean).join(' ');
  const disputed = [...each.codes, ...each.stances];
  const what = [...each.codes.map((code) => codes[code].id), ...each.stances.map((code) => say('stance of', { code: codes[code].id }))].join(list());
  const settled = settledAt(d, span);
  const agreed = coders.some((coder) => coder.kind === 'consensus') ? consensusAt(d, span) : null;
  return h('li', { class: 'item difference', tabindex: '-1' },
    h('p', { class: 'from' }, h('a', { href: route('read', documents[d].id, each.segment === null ? '' : each.segment) }, documents[d].id + (each.segment === null ? '' : ':' + each.segment)), ' · ' + W.disputed + ': ' + what),
    whole ? h('blockquote', {}, whole) : '',
    h('div', { class: 'sides' }, Object.entries(each.sides).map(([coder, own]) => side(coders[coder].handle, own, disputed, whole)),
      agreed ? side(W.consensus, agreed, null, whole) : ''),
    settled.map(settlementLine),
    h('details', { ontoggle: (event) => { if (event.target.childElementCount === 1) event.target.append(...[...new Set(disputed)].map(codeCard)); } }, h('summary', {}, W.rules)));
}

function showDifferences() {
  const wanted = (code) => state.code < 0 || above[code].includes(state.code);
  const found = data.differences.filter((each) => [...each.codes, ...each.stances].some(wanted));
  const count = (state.code >= 0 ? nameOf(state.code) + ': ' : '') + say('differences found', { count: number(found.length) });
  const entries = h('ol', { class: 'quotes' });
  const more = paged(found, differenceItem, entries);
  byId('differences').replaceChildren(h('p', { class: 'quiet' }, count), entries, more);
  announce(count);
}
