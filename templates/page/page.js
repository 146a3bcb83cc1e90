// The script of a study's web page. Words of the study reach the page as text nodes only, never as markup.
(function () {
  'use strict';

  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const W = data.words;
  const codes = data.codes;
  const coders = data.coders;
  const documents = data.documents;
  const codings = data.codings;
  const total = codings.id.length;
  const STANCES = ['none', 'affirms', 'denies', 'mixed', 'planned'];
  const MOST_LANES = 6;
  const MOST_CHIPS = 12;
  const PAGE = 50;
  const root = document.documentElement;
  const state = { part: '', document: -1, code: -1, case: '', role: '', coder: 'counted', stance: '', query: '', pinned: -1 };
  let opener = null;

  // ---- small helpers -------------------------------------------------------------------------------------------

  function h(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? '' : String(value));
    }
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined && child !== '') element.append(child);
    }
    return element;
  }

  const say = (key, values) => W[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  const announce = (text) => { byId('said').textContent = text; };
  const list = () => (data.language === 'zh' ? '、' : ', ');
  const route = (...steps) => '#/' + steps.map((step) => encodeURIComponent(String(step))).join('/');
  const nameOf = (code) => (codes[code].name === codes[code].id ? codes[code].id : codes[code].id + ' ' + codes[code].name);
  const number = (count) => count.toLocaleString(data.language === 'zh' ? 'zh-CN' : 'en');

  function unpacked(packed) {
    let at = 0;
    return packed ? packed.split(' ').map((step) => (at += parseInt(step, 36))) : [];
  }

  // ---- what follows from the data ------------------------------------------------------------------------------

  const above = codes.map((_, code) => {
    const way = [];
    for (let at = code; at !== null; at = codes[at].parent) way.push(at);
    return way;
  });
  const children = codes.map(() => []);
  const tops = [];
  codes.forEach((code, at) => (code.parent === null ? tops : children[code.parent]).push(at));

  const place = new Int32Array(total);  // codings of identical words share a number; they stand side by side
  const range = documents.map(() => [0, 0]);
  for (let i = 0; i < total; i++) {
    const before = i - 1;
    const same = i > 0 && codings.document[i] === codings.document[before]
      && codings.start[i] === codings.start[before] && codings.end[i] === codings.end[before];
    place[i] = same ? place[before] : i;
    const own = range[codings.document[i]];
    if (own[1] === 0) own[0] = i;
    own[1] = i + 1;
  }

  const texts = documents.map(() => null);
  function wordsOf(d) {
    if (texts[d] === null) {
      texts[d] = data.redacted ? [] : [...byId('d' + d).querySelectorAll('.words')].map((each) => each.textContent);
    }
    return texts[d];
  }

  function segmentsOf(i) {
    const spans = documents[codings.document[i]].spans;
    return overlapping(spans, codings.start[i], codings.end[i]);
  }

  function overlapping(spans, start, end) {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle][1] <= start) low = middle + 1; else high = middle;
    }
    const first = low;
    while (low < spans.length && spans[low][0] < end) low++;
    return [first, low];
  }

  function quoteOf(i) {
    if (data.redacted) return '';
    const d = codings.document[i];
    const [first, last] = segmentsOf(i);
    const pieces = [];
    for (let s = first; s < last; s++) {
      const [from, to] = documents[d].spans[s];
      let at = Math.max(from, codings.start[i]);
      const end = Math.min(to, codings.end[i]);
      for (const [out, back] of documents[d].furniture || []) {
        if (out >= end || back <= at) continue;
        pieces.push(wordsOf(d)[s].slice(at - from, Math.max(at, out) - from));
        at = back;
      }
      if (at < end) pieces.push(wordsOf(d)[s].slice(at - from, end - from));
    }
    return pieces.join(' ').split(/\s+/u).filter(Boolean).join(' ');
  }

  const addressOf = (i) => documents[codings.document[i]].id + codings.address[i];
  function routeOf(i) {
    const d = codings.document[i];
    const [first, last] = segmentsOf(i);
    return route('read', documents[d].id, first < last ? documents[d].numbers[first] : '', i);
  }

  // ---- filters -------------------------------------------------------------------------------------------------

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
      link.querySelector('.count').textContent = String(inDocument[d]);
      link.classList.toggle('empty', inDocument[d] === 0);
    }
  }

  function changed() {
    recount();
    for (const item of [everything, ...items]) item.setAttribute('aria-selected', String(Number(item.dataset.code) === state.code));
    if (state.part === 'read') paint(state.document);
    if (state.part === 'quotes') showQuotes();
    if (state.part === 'coders') showDifferences();
  }

  // ---- the tree of codes and the other filters -----------------------------------------------------------------

  function dot(code) {
    const mark = h('span', { class: 'dot', 'aria-hidden': 'true' });
    mark.style.setProperty('--c', 'var(--k' + code + ')');
    return mark;
  }

  function choose(code) {
    state.code = state.code === code ? -1 : code;
    if (!['read', 'quotes', 'coders'].includes(state.part)) location.hash = route('quotes');
    changed();
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
    const select = h('select', { id: 'filter-' + key, onchange: () => { state[key] = select.value; changed(); } },
      options.map(([value, text]) => h('option', { value }, text)));
    return h('label', { class: 'choice', for: 'filter-' + key }, h('span', {}, label), select);
  }

  function makeFilters() {
    everything = h('li', { role: 'treeitem', tabindex: '0', 'data-code': -1, 'aria-level': 1, 'aria-selected': 'true' },
      h('span', { class: 'row', onclick: () => { focusItem(everything); state.code = -1; changed(); } },
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
    Object.assign(state, { code: -1, case: '', role: '', coder: 'counted', stance: '' });
    for (const select of byId('filters').querySelectorAll('select')) select.selectedIndex = 0;
    changed();
  }

  // ---- codings as chips and quotes -----------------------------------------------------------------------------

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
    return (codings.memos[i] || []).map((memo) => h('p', { class: 'memo' }, h('span', { class: 'quiet' }, W.memo + ' · ' + memo.by + ': '), memo.body));
  }

  function quoteItem(group) {
    const first = group[0];
    const from = [codings.speaker[first], data.roles[codings.role[first]], (data.cases[codings.case[first]] || {}).name].filter(Boolean);
    return h('li', { class: 'item quote', tabindex: '-1' },
      data.redacted ? '' : h('blockquote', {}, quoteOf(first)),
      h('p', { class: 'from' }, h('a', { href: routeOf(first), title: W.open }, addressOf(first)), from.length ? ' · ' + from.join(' · ') : ''),
      h('ul', { class: 'labels' }, group.map((i) => h('li', { class: 'coded' }, label(i, true)))),
      group.map(memosOf));
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
        (codes[code].examples || []).length ? [h('dt', {}, W.examples), codes[code].examples.map((each) => h('dd', {}, each))] : []));
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

  // ---- transcripts ---------------------------------------------------------------------------------------------

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
        const around = h('div', { class: 'segment' }, h('span', { class: 'number' }, words.dataset.number));
        words.replaceWith(around);
        around.append(words);
        return around;
      });
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
      if (!data.redacted) {
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
    if (next >= 0 && next < documents.length) location.hash = route('read', documents[next].id);
  }

  function makeDocuments() {
    for (const link of byId('documents').querySelectorAll('a')) {
      link.href = route('read', documents[Number(link.dataset.document)].id);
      link.append(' ', h('span', { class: 'count' }));
    }
    documents.forEach((each, d) => {
      const facts = Object.entries(each.attributes || {}).filter(([name]) => name !== 'case').map(([name, value]) => name + ': ' + value).join(' · ');
      if (facts) byId('d' + d).querySelector('.quiet').append(h('br'), facts);
    });
    byId('documents').append(h('p', { class: 'steps' },
      h('button', { type: 'button', onclick: () => step(-1) }, '← ' + W.previous), h('button', { type: 'button', onclick: () => step(1) }, W.next + ' →')));
  }

  // ---- the panel of what is behind a cell or a coding ----------------------------------------------------------

  function openPanel(heading, from, ...content) {
    const panel = byId('behind');
    opener = from || opener;
    panel.replaceChildren(h('div', { class: 'panel-top' }, h('h2', { id: 'behind-heading', tabindex: '-1' }, heading),
      h('button', { type: 'button', class: 'plain', onclick: closePanel, 'aria-label': W.close }, '✕')), ...content.flat(Infinity).filter(Boolean));
    panel.setAttribute('aria-labelledby', 'behind-heading');
    panel.hidden = false;
    root.classList.add('with-panel');
    panel.scrollTop = 0;
  }

  function closePanel() {
    const panel = byId('behind');
    if (panel.hidden) return false;
    panel.hidden = true;
    root.classList.remove('with-panel');
    for (const cell of document.querySelectorAll('.cell[aria-current]')) cell.removeAttribute('aria-current');
    if (opener && opener.isConnected) opener.focus();
    opener = null;
    return true;
  }

  function openCoding(i, from) {
    openPanel(addressOf(i), from, h('ol', { class: 'quotes' }, quoteItem([i])), h('p', { class: 'quiet small' }, codings.id[i]), codeCard(codings.code[i]),
      h('p', {}, h('a', { href: route('quotes', codes[codings.code[i]].id) }, W['words of code'])));
  }

  function openCell(table, r, c, from) {
    const row = table.rows[r];
    const [words, packed] = row.cells[c];
    const groups = byPlace(unpacked(packed));
    const entries = h('ol', { class: 'quotes' });
    const more = paged(groups, quoteItem, entries);
    const value = table.columns[c].type === 'quotes' || words.length > 80 ? '' : h('p', { class: 'quiet' }, say('cell value', { value: words, count: number(groups.length) }));
    for (const cell of document.querySelectorAll('.cell[aria-current]')) cell.removeAttribute('aria-current');
    if (from) from.setAttribute('aria-current', 'true');
    openPanel(say('behind', { row: row.label, column: table.columns[c].label }), from, value, entries, more);
  }

  // ---- tables --------------------------------------------------------------------------------------------------

  function greatest(table) {
    let most = 0;
    for (const row of table.rows) row.cells.forEach((cell, c) => { if (table.columns[c].key !== 'total' && cell[2] > most) most = cell[2]; });
    return most;
  }

  function cellOf(table, part, r, c, most) {
    const [words, packed, value] = table.rows[r].cells[c];
    const type = table.columns[c].type;
    const numeric = type === 'count' || type === 'number' || type === 'share';
    const made = h('td', { class: numeric ? 'number' : type === 'quotes' || words.length > 24 ? 'long' : null });
    if (packed) {
      made.append(h('button', { type: 'button', class: 'cell', tabindex: '-1', 'data-row': r, 'data-column': c,
        onclick: () => { location.hash = route(part, table.name, r, c); } }, words));
    } else {
      made.append(words);
    }
    if (table.heat && value && table.columns[c].key !== 'total') made.style.setProperty('--heat', Math.round(100 * Math.sqrt(value / most)) + '%');
    return made;
  }

  function gridKey(event) {
    const cell = event.target.closest('.cell');
    const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
    if (!cell || !moves[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    const [down, right] = moves[event.key];
    const table = event.currentTarget;
    let r = Number(cell.dataset.row) + down;
    let c = Number(cell.dataset.column) + right;
    let next = null;
    const rows = table.tBodies[0].rows;
    const width = table.tHead.rows[0].cells.length - 1;
    while (r >= 0 && r < rows.length && c >= 0 && c < width) {
      next = rows[r].cells[c + 1] && rows[r].cells[c + 1].querySelector('.cell');
      if (next) break;
      r += down;
      c += right;
    }
    event.preventDefault();
    if (!next) return;
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  function tableOf(table, part, rowLabel) {
    const most = greatest(table);
    const made = h('table', { class: table.heat ? 'heat' : null, 'data-name': table.name, onkeydown: gridKey },
      h('caption', {}, table.title),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, table.corner), table.columns.map((column) => h('th', { scope: 'col', class: ['count', 'number', 'share'].includes(column.type) ? 'number' : null }, column.label)))),
      h('tbody', {}, table.rows.map((row, r) => row.heading ? h('tr', {}, h('th', { scope: 'rowgroup', class: 'level0', colspan: table.columns.length + 1 }, row.label)) : h('tr', {},
        h('th', { scope: 'row', class: 'level' + Math.min(4, row.level) }, rowLabel ? rowLabel(row) : row.label),
        row.cells.map((_, c) => cellOf(table, part, r, c, most))))));
    const first = made.querySelector('.cell');
    if (first) first.tabIndex = 0;
    return [h('div', { class: 'wide' }, made), table.notes.length ? h('details', { class: 'notes', open: true }, h('summary', {}, W.notes), table.notes.map((note) => h('p', {}, note))) : ''];
  }

  const drawn = new Set();
  const displaysIn = (part) => data.displays.filter((each) => each.place === part);

  function showCell(part, name, r, c) {
    const table = displaysIn(part).find((each) => each.name === name);
    const row = table && table.rows[Number(r)];
    if (!row || !row.cells[Number(c)] || !row.cells[Number(c)][1]) return;
    const selector = 'table[data-name] .cell[data-row="' + Number(r) + '"][data-column="' + Number(c) + '"]';
    const cell = [...byId('part-' + part).querySelectorAll(selector)].find((each) => each.closest('table').dataset.name === name);
    openCell(table, Number(r), Number(c), cell);
    if (cell) cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    byId('behind-heading').focus({ preventScroll: true });
  }

  function showMatrices(name, r, c) {
    const tables = displaysIn('matrices');
    const into = byId('matrices');
    if (!tables.length) { into.replaceChildren(h('p', {}, W['no matrices'])); return; }
    const chosen = tables.find((each) => each.name === name) || tables[0];
    if (into.dataset.name !== chosen.name) {
      const select = h('select', { id: 'matrix', onchange: () => { location.hash = route('matrices', select.value); } },
        tables.map((each) => h('option', { value: each.name, selected: each === chosen }, each.title)));
      into.replaceChildren(h('label', { class: 'choice', for: 'matrix' }, h('span', {}, W['choose matrix']), select),
        h('p', { class: 'quiet' }, W['cell help'], chosen.heat ? ' ' + W.shades : ''), h('div', {}, tableOf(chosen, 'matrices')));
      into.dataset.name = chosen.name;
    }
    if (r !== undefined) showCell('matrices', chosen.name, r, c); else closePanel();
  }

  function showFeatures(name, r, c) {
    const tables = displaysIn('features');
    if (!drawn.has('features')) {
      drawn.add('features');
      byId('features').append(...(tables.length ? [h('p', { class: 'quiet' }, W['cell help']), ...tables.map((each) => tableOf(each, 'features')).flat()].filter(Boolean) : [h('p', {}, W['no features'])]));
    }
    if (r !== undefined) showCell('features', name, r, c); else closePanel();
  }

  function showTables(name, r, c) {
    if (!drawn.has('tables')) {
      drawn.add('tables');
      byId('tables').append(...displaysIn('tables').map((each) => {
        const box = h('details', { class: 'table-box', 'data-table': each.name, ontoggle: () => fill(box, each) }, h('summary', {}, each.title));
        return box;
      }));
    }
    const box = [...byId('tables').children].find((each) => each.dataset.table === name);
    if (box) { fill(box, displaysIn('tables').find((each) => each.name === name)); box.open = true; }
    if (r !== undefined) showCell('tables', name, r, c); else closePanel();
  }

  function fill(box, table) {
    if (box.childElementCount === 1) box.append(...tableOf(table, 'tables').filter(Boolean));
  }

  // ---- coders against each other -------------------------------------------------------------------------------

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
    const whole = s < 0 || data.redacted ? '' : wordsOf(d)[s].split(/\s+/u).filter(Boolean).join(' ');
    const disputed = [...each.codes, ...each.stances];
    const what = [...each.codes.map((code) => codes[code].id), ...each.stances.map((code) => say('stance of', { code: codes[code].id }))].join(list());
    const agreed = coders.some((coder) => coder.kind === 'consensus') ? consensusAt(d, span) : null;
    return h('li', { class: 'item difference', tabindex: '-1' },
      h('p', { class: 'from' }, h('a', { href: route('read', documents[d].id, each.segment === null ? '' : each.segment) }, documents[d].id + (each.segment === null ? '' : ':' + each.segment)), ' · ' + W.disputed + ': ' + what),
      whole ? h('blockquote', {}, whole) : '',
      h('div', { class: 'sides' }, Object.entries(each.sides).map(([coder, own]) => side(coders[coder].handle, own, disputed, whole)),
        agreed ? side(W.consensus, agreed, null, whole) : ''),
      h('details', {}, h('summary', {}, W.rules), [...new Set(disputed)].map(codeCard)));
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

  // ---- search --------------------------------------------------------------------------------------------------

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
      ...(codesFound.length ? [h('h2', {}, W['in codes']), h('ul', { class: 'plain-list' }, codesFound.map((code) => h('li', {}, dot(code), ' ', h('a', { href: route('quotes', codes[code].id) }, nameOf(code)))))] : []),
      ...(documentsFound.length ? [h('h2', {}, W['in documents']), h('ul', { class: 'plain-list' }, documentsFound.map((each) => h('li', {}, h('a', { href: route('read', each.id) }, each.id))))] : []),
      h('h2', {}, W['in words']), h('p', { class: 'quiet' }, count), entries, more);
    announce(count);
  }

  // ---- overview ------------------------------------------------------------------------------------------------

  function showOverview() {
    if (drawn.has('overview')) return;
    drawn.add('overview');
    const made = coders.map((_, at) => codings.coder.reduce((sum, coder) => sum + (coder === at ? 1 : 0), 0));
    byId('overview').append(
      h('h2', {}, W.documents),
      h('ul', { class: 'plain-list columns' }, documents.map((each) => h('li', {}, h('a', { href: route('read', each.id) }, each.id)))),
      h('h2', {}, W.coders),
      h('ul', { class: 'plain-list' }, coders.map((coder, at) => h('li', {}, h('b', {}, coder.handle), ' ' + [coder.name, W[coder.kind], number(made[at])].filter(Boolean).join(' · ')))),
      total ? '' : h('p', {}, W['no codings']));
  }

  // ---- routes and keys -----------------------------------------------------------------------------------------

  const WITH_FILTERS = ['read', 'quotes', 'coders'];

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
    const steps = old ? ['read', (documents[Number(old[1])] || {}).id] : location.hash.replace(/^#\/?/, '').split('/').map(decoded);
    const part = byId('part-' + steps[0]) ? steps[0] : 'overview';
    show(part);
    const makers = {
      overview: showOverview, matrices: showMatrices, features: showFeatures, tables: showTables, coders: showCoders,
      read: (id, segment, coding) => {
        if (!documents.length) return;
        const found = documents.findIndex((each) => each.id === id);
        openDocument(found < 0 ? Math.max(0, state.document) : found, segment || '', coding && Number(coding) < total ? Number(coding) : -1);
      },
      quotes: (id) => {
        const code = codes.findIndex((each) => each.id === id);
        if (code >= 0 && state.code !== code) { state.code = code; changed(); } else showQuotes();
      },
      search: (query) => showSearch(query || ''),
    };
    makers[part](...steps.slice(1));
  }

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
    if (state.code >= 0) { state.code = -1; changed(); }
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
  go();
  root.dataset.ready = 'true';
})();
