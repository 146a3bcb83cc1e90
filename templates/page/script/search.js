const seeking = (query) => new RegExp(query.trim().split(/\s+/u).map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => '\\' + sign)).join('\\s+'), 'giu');

function hitsOf(query) {
  const found = [];
  documents.forEach((each, d) => wordsOf(d).forEach((text, s) => {
    for (const match of text.matchAll(seeking(query))) found.push([d, s, match.index, match[0].length]);
  }));
  return found;
}

function hitItem([d, s, at, length]) {
  const text = wordsOf(d)[s];
  const before = (at > 40 ? '…' : '') + text.slice(Math.max(0, at - 40), at);
  const after = text.slice(at + length, at + length + 60) + (at + length + 60 < text.length ? '…' : '');
  return h('li', { class: 'item hit', tabindex: '-1' },
    h('p', { class: 'from' }, h('a', { href: route('read', documents[d].id, documents[d].numbers[s]) }, documents[d].id + ':' + documents[d].numbers[s])),
    h('p', {}, before, h('mark', {}, text.slice(at, at + length)), after));
}

function showSearch(query) {
  state.query = query.trim();
  if (byId('search').value.trim() !== state.query) byId('search').value = query;
  byId('heading-search').textContent = say('searched', { words: state.query });
  if (!state.query) { byId('found').replaceChildren(); return; }
  const plain = state.query.toLowerCase();
  const codesFound = codes.map((_, code) => code).filter((code) => nameOf(code).toLowerCase().includes(plain));
  const documentsFound = documents.filter((each) => each.id.toLowerCase().includes(plain));
  const found = hitsOf(state.query);
  const entries = h('ol', { class: 'quotes' });
  const more = paged(found, hitItem, entries);
  const count = say('hits', { count: number(found.length), documents: new Set(found.map((hit) => hit[0])).size });
  byId('found').replaceChildren(
    ...(codesFound.length ? [h('h2', {}, W['in codes']), h('ul', { class: 'plain-list' }, codesFound.map((code) => h('li', {}, dot(code), ' ', h('a', { href: route('quotes') + '?code=' + encodeURIComponent(codes[code].id) }, nameOf(code)))))] : []),
    ...(documentsFound.length ? [h('h2', {}, W['in documents']), h('ul', { class: 'plain-list' }, documentsFound.map((each) => h('li', {}, h('a', { href: route('read', each.id) }, each.id))))] : []),
    h('h2', {}, W['in words']), h('p', { class: 'quiet' }, count), entries, more);
  announce(count);
}
