function show(part) {
  const parts = document.querySelectorAll('.part');
  parts.forEach((each) => { each.hidden = each.id !== 'part-' + part; });
  for (const link of document.querySelectorAll('.parts a')) {
    if (link.dataset.part === part) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  }
  byId('filters').hidden = !WITH_FILTERS.includes(part);
  byId('filters').classList.toggle('codes-only', part === 'coders');
  if (state.part !== part) {
    const narrow = matchMedia('(max-width: 60rem)').matches;
    if (part !== 'read' || narrow) closePanel();
    scrollTo(0, 0);
  }
  const moved = state.part !== '' && state.part !== part;
  state.part = part;
  document.title = W[part] || W.search;
  if (moved && part !== 'search') { const heading = byId('heading-' + part); heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
}

function decoded(step) {
  try { return decodeURIComponent(step); } catch (_) { return step; }
}

function go() {
  const old = /^#d(\d+)/.exec(location.hash);
  const [path, filters] = location.hash.split('?', 2);
  const steps = old ? ['read', (documents[Number(old[1])] || {}).id] : path.replace(/^#\/?/, '').split('/').map(decoded);
  const part = byId('part-' + steps[0]) ? steps[0] : 'overview';
  show(part);
  if (WITH_FILTERS.includes(part)) takeFilters(filters || '');
  makers[part](...steps.slice(1));
}

const makers = {
  overview: showOverview, matrices: showMatrices, tables: showTables, coders: showCoders, memos: showMemos,
  features: showDisplays('features', 'no features'),
  structure: showDisplays('structure', 'no structure'),
  saturation: showDisplays('saturation', 'no saturation'),
  read: (id, segment, coding) => {
    if (!documents.length) return;
    const found = documents.findIndex((each) => each.id === id);
    const d = found < 0 ? Math.max(0, state.document) : found;
    openDocument(d, segment || '', coding ? codings.id.indexOf(coding, range[d][0]) : -1);
  },
  quotes: showQuotes,
  search: (query) => showSearch(query || ''),
};

function move(by) {
  const inPanel = byId('behind').contains(document.activeElement);
  const scope = inPanel ? byId('behind') : byId('part-' + state.part);
  const found = [...scope.querySelectorAll(state.part === 'read' && !inPanel ? 'article.current .chip:not([hidden])' : '.item')];
  const at = found.indexOf(document.activeElement.closest('.item, .chip'));
  const next = found[at < 0 ? (by > 0 ? 0 : found.length - 1) : at + by];
  if (next) { next.focus(); next.scrollIntoView({ block: 'nearest' }); }
}

function openHelp() {
  const rows = [['/', 'key /'], ['j  k', 'key jk'], ['[  ]', 'key []'], ['← ↑ ↓ →', 'key arrows'], ['Enter', 'key enter'], ['Esc', 'key esc'], ['?', 'key ?']];
  byId('help').replaceChildren(h('h2', {}, W.keys), h('dl', { class: 'keys' }, rows.map(([key, words]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, W[words])])),
    h('form', { method: 'dialog' }, h('button', {}, W.close)));
  byId('help').showModal();
}

function escaped() {
  if (closePanel()) return;
  if (document.activeElement === byId('search')) { byId('search').blur(); return; }
  if (state.query && state.part === 'read') { state.query = ''; paint(state.document); return; }
  if (state.code >= 0) filter({ code: -1 });
}

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId('help').open) return;
  if (event.key === 'Escape') { escaped(); return; }
  if (event.target.closest('input, select, textarea')) return;
  const item = event.target.classList.contains('item') ? event.target.querySelector('a') : null;
  const acts = {
    '/': () => { byId('search').focus(); byId('search').select(); },
    j: () => move(1), k: () => move(-1), '?': openHelp,
    '[': () => state.part === 'read' && step(-1), ']': () => state.part === 'read' && step(1),
    Enter: item ? () => item.click() : null,
  };
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
}

function toggleTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
}

let waiting = 0;
function sought() {
  const query = byId('search').value;
  if (state.part === 'search') { history.replaceState(null, '', route('search', query)); showSearch(query); }
  else if (query.trim()) location.hash = route('search', query);
}

makeFilters();
makeDocuments();
recount();
byId('theme').addEventListener('click', toggleTheme);
byId('keys').addEventListener('click', openHelp);
byId('search').addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(sought, 150); });
byId('search-form').addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(waiting); sought(); setTimeout(() => move(1), 0); });
document.addEventListener('keydown', keyed);
addEventListener('hashchange', go);
document.querySelector('.skip').addEventListener('click', (event) => { event.preventDefault(); byId('main').focus(); });
go();
root.dataset.ready = 'true';
