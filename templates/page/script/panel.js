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
    h('p', {}, h('a', { href: route('quotes') + '?code=' + encodeURIComponent(codes[codings.code[i]].id) }, W['words of code'])));
}

// Passages of several cases stand case by case, so that a reader finds the one that was in mind.
function byCase(groups) {
  const caseOf = (group) => codings.case[group[0]];
  const counts = new Map();
  for (const group of groups) counts.set(caseOf(group), (counts.get(caseOf(group)) || 0) + 1);
  const sorted = [...groups].sort((a, b) => caseOf(a) - caseOf(b) || a[0] - b[0]);
  return sorted.map((group, at) => {
    const opens = counts.size > 1 && (at === 0 || caseOf(sorted[at - 1]) !== caseOf(group));
    const name = caseOf(group) < 0 ? W['no case'] : caseName(caseOf(group));
    return [group, opens ? name + ' · ' + counts.get(caseOf(group)) : ''];
  });
}

const SIDES = ['side for', 'side mixed', 'side against', 'side planned'];

// What a coding says of a feature, as the tables count it: none given affirms, and a counter-code turns the stance round.
function sideOf(i, counter) {
  const stance = STANCES[codings.stance[i]];
  if (stance === 'mixed' || stance === 'planned') return stance === 'mixed' ? 1 : 3;
  return (stance === 'denies') === counter.includes(codings.code[i]) ? 0 : 2;
}

function countersOf(table, row) {
  if (table.place !== 'features') return null;
  const held = data.counters[table.name === 'rivals' ? 'rivals' : 'features'];
  return held[row.key] || held[row.key.split('/')[0]] || null;
}

// All passages, or those of one stance: what speaks for a thing and what speaks against it are read apart.
// Of a feature they are told apart as its cell counts them: for, mixed, against, planned.
function byStance(groups, counter) {
  const list = h('div', {});
  const names = counter ? SIDES : STANCES;
  const kindOf = (i) => (counter ? sideOf(i, counter) : codings.stance[i]);
  const has = (group, stance) => stance < 0 || group.some((i) => kindOf(i) === stance);
  const counts = names.map((_, stance) => groups.filter((group) => has(group, stance)).length);
  const offered = [-1, ...names.keys()].filter((stance) => stance < 0 || counts[stance] || counter);
  const buttons = offered.map((stance) => h('button', {
    type: 'button', 'aria-pressed': 'false', onclick: () => show(stance) }, (stance < 0 ? W.all : W[names[stance]]) + ' ' + number(stance < 0 ? groups.length : counts[stance])));
  function show(stance) {
    buttons.forEach((button, at) => button.setAttribute('aria-pressed', String(offered[at] === stance)));
    const entries = h('ol', { class: 'quotes' });
    const more = paged(byCase(groups.filter((group) => has(group, stance))), ([group, heading]) => quoteItem(group, heading), entries);
    list.replaceChildren(entries, more);
  }
  show(-1);
  return [buttons.length > 2 ? h('div', { class: 'stances', role: 'group', 'aria-label': W.stance }, buttons) : '', list];
}

function openCell(table, r, c, from) {
  const row = table.rows[r];
  const cells = c < 0 ? row.cells : [row.cells[c]];
  const groups = byPlace([...new Set(cells.flatMap((cell) => unpacked(cell[1])))].sort((a, b) => a - b));
  const words = c < 0 ? '' : cells[0][0];
  const short = c >= 0 && table.columns[c].type !== 'quotes' && words.length <= 80;
  const value = h('p', { class: 'quiet' }, say(short ? 'cell value' : 'passages behind', { value: words, count: number(groups.length) }));
  for (const cell of document.querySelectorAll('.cell[aria-current]')) cell.removeAttribute('aria-current');
  if (from) from.setAttribute('aria-current', 'true');
  openPanel(c < 0 ? row.label : say('behind', { row: row.label, column: table.columns[c].label }), from, value, byStance(groups, countersOf(table, row)));
}
