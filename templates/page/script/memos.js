// ---- memos about anything but a coding -----------------------------------------------------------------------

const bodyOf = (memo) => (memo.body === undefined ? h('span', { class: 'quiet' }, W['memo left out']) : memo.body);
const memosAbout = (wanted) => data.memos.filter(wanted);

function subjectsOf(memo) {
  const found = [];
  if (memo.document !== undefined) {
    const d = memo.document;
    const s = memo.span ? overlapping(documents[d].spans, memo.span[0], memo.span[1])[0] : -1;
    const at = s >= 0 && s < documents[d].numbers.length ? documents[d].numbers[s] : '';
    found.push(h('a', { href: route('read', documents[d].id, at) }, documents[d].id + (at === '' ? '' : ':' + at)));
  }
  if (memo.code !== undefined) found.push(h('a', { href: route('quotes') + '?code=' + encodeURIComponent(codes[memo.code].id) }, nameOf(memo.code)));
  if (memo.feature !== undefined) found.push(memo.feature);
  if (memo.case !== undefined) found.push(data.cases[memo.case].name);
  if (memo.source !== undefined) found.push(memo.source);
  return found.flatMap((each, at) => (at ? [' · ', each] : [each]));
}

function memoLine(memo) {
  const about = [W['memo ' + memo.kind] || memo.kind, memo.by, memo.day].join(' · ');
  return h('div', { class: 'memo' }, h('p', { class: 'quiet' }, about, memo.verdict ? [' · ', h('b', {}, memo.verdict)] : ''), h('p', { class: 'written' }, bodyOf(memo)));
}

const SUBJECTS = [
  ['document', (memo) => memo.document !== undefined], ['code', (memo) => memo.code !== undefined],
  ['feature', (memo) => memo.feature !== undefined], ['case', (memo) => memo.case !== undefined],
  ['source', (memo) => memo.source !== undefined], ['study', () => true],
];

function showMemos() {
  if (drawn.has('memos')) return;
  drawn.add('memos');
  if (!data.memos.length) { byId('memos').append(h('p', {}, W['no memos'])); return; }
  const kindOf = (memo) => SUBJECTS.find(([, fits]) => fits(memo))[0];
  for (const [subject] of [SUBJECTS[5], ...SUBJECTS.slice(0, 5)]) {
    const own = data.memos.filter((memo) => kindOf(memo) === subject);
    if (!own.length) continue;
    byId('memos').append(h('h2', {}, W['about ' + subject] + ' (' + number(own.length) + ')'), h('ol', { class: 'quotes' },
      own.map((memo) => h('li', { class: 'item', tabindex: '-1' }, h('p', { class: 'from' }, subjectsOf(memo)), memoLine(memo)))));
  }
}
