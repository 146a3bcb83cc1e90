function codingsBySegment(d) {
  const segments = documents[d].spans.map(() => []);
  for (let i = range[d][0]; i < range[d][1]; i++) {
    if (!fits(i) && i !== state.pinned) continue;
    const [first, last] = segmentsOf(i);
    for (let s = first; s < last; s++) segments[s].push(i);
  }
  return segments;
}

function lanesOf(own) {
  const ends = [];
  const lanes = new Map();
  for (const i of own) {
    let lane = ends.findIndex((end) => end <= codings.start[i]);
    if (lane < 0) lane = ends.length;
    ends[lane] = codings.end[i];
    lanes.set(i, lane);
  }
  return [lanes, ends.length];
}

const pattern = (color, stance) => ({
  denies: 'repeating-linear-gradient(90deg,' + color + ' 0 7px,transparent 7px 11px)',
  mixed: 'repeating-linear-gradient(90deg,' + color + ' 0 10px,transparent 10px 13px,' + color + ' 13px 15px,transparent 15px 18px)',
  planned: 'repeating-linear-gradient(90deg,' + color + ' 0 2px,transparent 2px 5px)',
}[stance] || 'linear-gradient(' + color + ' 0 0)');

function underline(run, covering, lanes, count) {
  const drawn = covering.filter((i) => lanes.get(i) < MOST_LANES);
  if (!drawn.length) return;
  run.style.backgroundImage = drawn.map((i) => pattern('var(--k' + codings.code[i] + ')', STANCES[codings.stance[i]])).join(',');
  run.style.backgroundPosition = drawn.map((i) => '0 calc(100% - ' + (count - 1 - lanes.get(i)) * 4 + 'px)').join(',');
}

function matchesIn(text) {
  if (!state.query) return [];
  return [...text.matchAll(seeking(state.query))].map((match) => [match.index, match.index + match[0].length]);
}

function paintWords(element, text, from, own, lanes, count, marks) {
  const found = matchesIn(text);
  if (!own.length && !found.length) {
    element.replaceChildren(text);
    return;
  }
  const cuts = new Set([0, text.length]);
  const crop = (at) => Math.max(0, Math.min(text.length, at - from));
  for (const i of own) { cuts.add(crop(codings.start[i])); cuts.add(crop(codings.end[i])); }
  for (const [start, end] of found) { cuts.add(start); cuts.add(end); }
  const edges = [...cuts].sort((a, b) => a - b);
  const made = [];
  for (let at = 0; at + 1 < edges.length; at++) {
    const [start, end] = [edges[at], edges[at + 1]];
    const covering = own.filter((i) => crop(codings.start[i]) < end && crop(codings.end[i]) > start);
    const starting = covering.filter((i) => crop(codings.start[i]) === start && codings.start[i] >= from);
    const hit = found.some(([a, b]) => a < end && b > start);
    const run = h(hit ? 'mark' : 'span', { class: covering.length ? 'run' : null, 'data-codings': covering.length ? covering.join(' ') : null, 'data-n': starting.length ? starting.map((i) => marks.get(i)).join(' ') : null }, text.slice(start, end));
    underline(run, covering, lanes, count);
    made.push(run);
  }
  element.replaceChildren(...made);
}

const runsOf = (i) => byId('d' + codings.document[i]).querySelectorAll('.run[data-codings~="' + i + '"]');

function light(i, on) {
  for (const run of runsOf(i)) run.classList.toggle('lit', on);
}

function chip(i, mark, s, d) {
  const first = segmentsOf(i)[0];
  const several = state.coder === 'all' || !coderFits(i);
  return h('button', {
    type: 'button', class: 'chip' + (i === state.pinned ? ' pinned' : ''), 'data-coding': i,
    onmouseenter: () => light(i, true), onmouseleave: () => light(i, false),
    onfocus: () => light(i, true), onblur: () => light(i, false), onclick: (event) => openCoding(i, event.currentTarget),
  }, label(i, several, mark), first < s ? h('span', { class: 'quiet' }, say('coded from', { number: documents[d].numbers[first] })) : '');
}

function chipsOf(own, marks, s, d) {
  const made = own.map((i) => chip(i, marks.get(i), s, d));
  const group = h('div', { class: 'chips', role: 'group', 'aria-label': say('codings here', { number: documents[d].numbers[s] }) }, made);
  if (made.length > MOST_CHIPS) {
    made.slice(MOST_CHIPS).forEach((each) => { each.hidden = !each.classList.contains('pinned'); });
    const rest = h('button', { type: 'button', class: 'more', onclick: () => { made.forEach((each) => { each.hidden = false; }); rest.remove(); made[MOST_CHIPS].focus(); } },
      say('more codings', { count: made.length - MOST_CHIPS }));
    group.append(rest);
  }
  return group;
}

const dresses = documents.map(() => null);

// In the page a segment is one paragraph; only when its document is read does it get a number and a margin of its own.
function dressed(d) {
  if (dresses[d] === null) {
    dresses[d] = [...byId('d' + d).querySelectorAll('.words')].map((words) => {
      const around = h('div', { class: 'segment' }, h('a', { class: 'number', href: route('read', documents[d].id, words.dataset.number) }, words.dataset.number));
      words.replaceWith(around);
      around.append(words);
      return around;
    });
    const memos = memosAbout((memo) => memo.document === d);
    if (memos.length) byId('d' + d).querySelector('.turn').before(h('details', { class: 'memos', open: true }, h('summary', {}, W.memos), memos.map(memoLine)));
  }
  return dresses[d];
}

function paint(d) {
  if (d < 0) return;
  const bySegment = codingsBySegment(d);
  const elements = dressed(d);
  elements.forEach((element, s) => {
    const own = bySegment[s];
    const key = own.length || state.query ? [own, state.query, state.pinned, state.coder].join('|') : '';
    if ((element.dataset.painted || '') === key) return;
    element.dataset.painted = key;
    const marks = new Map(own.map((i, at) => [i, at + 1]));
    const words = element.querySelector('.words');
    if (!words.classList.contains('out')) {
      const [lanes, used] = lanesOf(own);
      const count = Math.min(MOST_LANES, used);
      words.style.setProperty('--lanes', count);
      paintWords(words, wordsOf(d)[s], documents[d].spans[s][0], own, lanes, count, marks);
    }
    const old = element.querySelector('.chips');
    if (old) old.remove();
    if (own.length) element.append(chipsOf(own, marks, s, d));
  });
}

function openDocument(d, segment, coding) {
  for (const article of document.querySelectorAll('article.current, .segment.target')) article.classList.remove('current', 'target');
  state.pinned = coding;
  state.document = d;
  byId('d' + d).classList.add('current');
  for (const link of byId('documents').querySelectorAll('a')) {
    const here = Number(link.dataset.document) === d;
    if (here) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
    if (here) link.parentElement.parentElement.scrollTop = link.offsetTop - link.parentElement.parentElement.offsetTop - 8;
  }
  document.title = documents[d].id;
  paint(d);
  const words = segment && byId('d' + d + '-' + segment);
  const place = words && words.closest('.segment');
  if (!place) { scrollTo(0, 0); return; }
  place.classList.add('target');
  const own = coding >= 0 && place.querySelector('.chip[data-coding="' + coding + '"]');
  if (own) own.focus({ preventScroll: true });
  else { place.tabIndex = -1; place.focus({ preventScroll: true }); }
  const run = coding >= 0 && runsOf(coding)[0];
  (run || place).scrollIntoView({ block: 'center' });
}

function step(by) {
  const next = state.document + by;
  if (next >= 0 && next < documents.length) location.hash = route('read', documents[next].id) + query();
}

function makeDocuments() {
  for (const link of byId('documents').querySelectorAll('a')) {
    link.append(' ', h('span', { class: 'count' }));
  }
  documents.forEach((each, d) => {
    const facts = Object.entries(each.attributes || {}).filter(([name]) => name !== 'case').map(([name, value]) => name + ': ' + value).join(' · ');
    if (facts) byId('d' + d).querySelector('.quiet').append(h('br'), facts);
  });
  byId('documents').append(h('p', { class: 'steps' },
    h('button', { type: 'button', onclick: () => step(-1) }, '← ' + W.previous), h('button', { type: 'button', onclick: () => step(1) }, W.next + ' →')));
}
