function greatest(table) {
  let most = 0;
  for (const row of table.rows) row.cells.forEach((cell, c) => { if (table.columns[c].key !== 'total' && cell[2] > most) most = cell[2]; });
  return most;
}

const placeIn = (part, table, r, c) => route(part, table.name, table.rows[r].key, c < 0 ? '' : table.columns[c].key);

function rowLabelOf(table, part, r) {
  const row = table.rows[r];
  if (!row.cells.some((cell) => cell[1])) return row.label;
  return h('button', { type: 'button', class: 'cell', tabindex: '-1', 'data-row': r, 'data-column': -1, onclick: () => { location.hash = placeIn(part, table, r, -1); } }, row.label);
}

function cellOf(table, part, r, c, most) {
  const [words, packed, value] = table.rows[r].cells[c];
  const type = table.columns[c].type;
  const numeric = type === 'count' || type === 'number' || type === 'share';
  const made = h('td', { class: numeric ? 'number' : type === 'quotes' ? 'long said' : words.length > 24 ? 'long' : null });
  if (packed) {
    made.append(h('button', { type: 'button', class: 'cell', tabindex: '-1', 'data-row': r, 'data-column': c,
      onclick: () => { location.hash = placeIn(part, table, r, c); } }, words));
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
  while (r >= 0 && r < rows.length && c >= -1 && c < width) {
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
    h('caption', {}, table.title, ' ', h('a', { class: 'link-here', href: route(part, table.name), 'aria-label': W['link here'] + ' ' + table.title }, '#')),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, table.corner), table.columns.map((column) => h('th', { scope: 'col', class: ['count', 'number', 'share'].includes(column.type) ? 'number' : null }, column.label)))),
    h('tbody', {}, table.rows.map((row, r) => row.heading ? h('tr', {}, h('th', { scope: 'rowgroup', class: 'level0', colspan: table.columns.length + 1 }, row.label)) : h('tr', {},
      h('th', { scope: 'row', class: 'level' + Math.min(4, row.level) }, rowLabel ? rowLabel(row) : rowLabelOf(table, part, r)),
      row.cells.map((_, c) => cellOf(table, part, r, c, most))))));
  const first = made.querySelector('.cell');
  if (first) first.tabIndex = 0;
  const figure = figures.get(table.name);
  const drawing = figure ? h('details', { class: 'figure', open: part === 'structure' || part === 'saturation' }, h('summary', {}, W.figure), figure) : '';
  const notes = table.notes.length ? h('details', { class: 'notes', open: true }, h('summary', {}, W.notes), table.notes.map((note) => h('p', {}, note))) : '';
  const wide = h('div', { class: 'wide' }, made);
  // What a feature has to fulfil to be one is read before the list of those that do.
  return part === 'features' ? [drawing, notes, wide] : [drawing, wide, notes];
}

const displaysIn = (part) => data.displays.filter((each) => each.place === part);

function showCell(part, name, key, columnKey) {
  const table = displaysIn(part).find((each) => each.name === name);
  const r = table ? table.rows.findIndex((each) => each.key === key && !each.heading) : -1;
  const c = table && columnKey ? table.columns.findIndex((each) => each.key === columnKey) : -1;
  if (r < 0 || (columnKey && (c < 0 || !table.rows[r].cells[c][1]))) return;
  const selector = 'table[data-name] .cell[data-row="' + r + '"][data-column="' + c + '"]';
  const cell = [...byId('part-' + part).querySelectorAll(selector)].find((each) => each.closest('table').dataset.name === name);
  openCell(table, r, c, cell);
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

function showDisplays(part, nothing) {
  return (name, key, column) => {
    const tables = displaysIn(part);
    if (!drawn.has(part)) {
      drawn.add(part);
      const boxes = tables.map((each) => h('section', { class: 'display', 'data-display': each.name }, tableOf(each, part)));
      byId(part).append(...(tables.length ? [h('p', { class: 'quiet' }, W['cell help']), ...boxes] : [h('p', {}, W[nothing])]));
    }
    if (key !== undefined) { showCell(part, name, key, column); return; }
    closePanel();
    const wanted = [...byId(part).querySelectorAll('.display')].find((each) => each.dataset.display === name);
    if (wanted) wanted.scrollIntoView({ block: 'start' });
  };
}

function showTables(name, key, column) {
  if (!drawn.has('tables')) {
    drawn.add('tables');
    byId('tables').append(...displaysIn('tables').map((each) => {
      const box = h('details', { class: 'table-box', 'data-table': each.name, ontoggle: () => { fill(box, each); if (box.open && state.part === 'tables' && !location.hash.startsWith(route('tables', each.name))) history.replaceState(null, '', route('tables', each.name)); } }, h('summary', {}, each.title));
      return box;
    }));
  }
  const box = [...byId('tables').children].find((each) => each.dataset.table === name);
  if (box) { if (key === undefined) setTimeout(() => box.scrollIntoView({ block: 'start' })); fill(box, displaysIn('tables').find((each) => each.name === name)); box.open = true; }
  if (key !== undefined) showCell('tables', name, key, column); else closePanel();
}

function fill(box, table) {
  if (box.childElementCount === 1) box.append(...tableOf(table, 'tables').filter(Boolean));
}
