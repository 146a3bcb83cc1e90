const counted = Uint8Array.from(codings.coder, (coder, i) => (documents[codings.document[i]].counted.includes(coder) ? 1 : 0));
const first = Uint8Array.from(coders, (coder) => (coder.kind !== 'consensus' && !coder.handle.includes('@') ? 1 : 0));

function coderFits(i) {
  if (state.coder === 'counted') return counted[i] === 1;
  if (state.coder === 'all') return first[codings.coder[i]] === 1;
  return codings.coder[i] === Number(state.coder);
}

function fits(i, anyCode) {
  if (!coderFits(i)) return false;
  if (state.case !== '' && codings.case[i] !== Number(state.case)) return false;
  if (state.role !== '' && codings.role[i] !== Number(state.role)) return false;
  if (state.stance === 'affirming' ? codings.stance[i] > 1 : state.stance && STANCES[codings.stance[i]] !== state.stance) return false;
  return anyCode || state.code < 0 || above[codings.code[i]].includes(state.code);
}

function fitting() {
  const found = [];
  for (let i = 0; i < total; i++) if (fits(i)) found.push(i);
  return found;
}

// Codings of one place stand side by side, so a list that rises has its groups in one piece.
function byPlace(indices) {
  const groups = [];
  let last = -1;
  for (const i of indices) {
    if (place[i] === last) groups[groups.length - 1].push(i);
    else groups.push([i]);
    last = place[i];
  }
  return groups;
}

const counters = [];
const items = [];
let everything = null;

function recount() {
  const counts = new Int32Array(codes.length);
  const last = new Int32Array(codes.length).fill(-1);
  const inDocument = new Int32Array(documents.length);
  const links = byId('documents').querySelectorAll('a');
  for (const item of [everything, ...items]) item.setAttribute('aria-selected', String(Number(item.dataset.code) === state.code));
  for (const key of ['coder', 'case', 'role', 'stance']) if (byId('filter-' + key)) byId('filter-' + key).value = state[key];
  for (const link of document.querySelectorAll('.parts a')) if (WITH_FILTERS.includes(link.dataset.part)) link.href = route(link.dataset.part) + query();
  let all = 0;
  let before = -1;
  let shown = -1;
  for (let i = 0; i < total; i++) {
    if (!fits(i, true)) continue;
    if (place[i] !== before) { all++; before = place[i]; }
    for (const code of above[codings.code[i]]) {
      if (last[code] !== place[i]) { last[code] = place[i]; counts[code]++; }
    }
    if (place[i] !== shown && (state.code < 0 || above[codings.code[i]].includes(state.code))) {
      inDocument[codings.document[i]]++;
      shown = place[i];
    }
  }
  counts.forEach((count, code) => {
    counters[code].textContent = number(count);
    items[code].classList.toggle('empty', count === 0);
    items[code].setAttribute('aria-label', nameOf(code) + ', ' + count);
  });
  everything.querySelector('.count').textContent = number(all);
  for (const link of links) {
    const d = Number(link.dataset.document);
    link.href = route('read', documents[d].id) + query();
    link.querySelector('.count').textContent = String(inDocument[d]);
    link.classList.toggle('empty', inDocument[d] === 0);
  }
}

// ---- filters in the address: a place with its filters can be shared, and the way back leads through them ----

const idOf = (list, at) => (at === '-1' ? '-' : list[Number(at)]);
const caseIds = data.cases.map((each) => each.id);

function query() {
  const found = new URLSearchParams();
  if (state.code >= 0) found.set('code', codes[state.code].id);
  if (state.case !== '') found.set('case', idOf(caseIds, state.case));
  if (state.role !== '') found.set('role', idOf(data.roles, state.role));
  if (state.coder === 'all') found.set('coder', '*');
  else if (state.coder !== 'counted') found.set('coder', coders[Number(state.coder)].handle);
  if (state.stance) found.set('stance', state.stance);
  const text = found.toString();
  return text ? '?' + text : '';
}

function placeOf(list, id) {
  const at = list.indexOf(id);
  return id === '-' && at < 0 ? '-1' : at < 0 ? '' : String(at);
}

function takeFilters(text) {
  const given = new URLSearchParams(text);
  const coder = placeOf(coders.map((each) => each.handle), given.get('coder'));
  const wanted = {
    code: codes.findIndex((each) => each.id === given.get('code')),
    case: placeOf(caseIds, given.get('case')),
    role: placeOf(data.roles, given.get('role')),
    coder: given.get('coder') === '*' ? 'all' : coder === '' ? 'counted' : coder,
    stance: given.get('stance') === 'affirming' || STANCES.includes(given.get('stance')) ? given.get('stance') : '',
  };
  if (Object.keys(wanted).every((key) => state[key] === wanted[key])) return;
  Object.assign(state, wanted);
  recount();
}

function filter(changes) {
  Object.assign(state, changes);
  recount();
  if (!WITH_FILTERS.includes(state.part)) { location.hash = route('quotes') + query(); return; }
  const path = location.hash.split('?')[0];
  history.pushState(null, '', (path.startsWith('#/' + state.part) ? path : route(state.part)) + query());
  if (state.part === 'read') paint(state.document);
  if (state.part === 'quotes') showQuotes();
  if (state.part === 'coders' && 'code' in changes) showDifferences();
}
