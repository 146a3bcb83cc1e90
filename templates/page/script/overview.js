// ---- overview ------------------------------------------------------------------------------------------------

function documentLists() {
  const groups = [...data.cases.map((_, at) => [caseName(at), documents.filter((one) => one.cases.includes(at))]),
    [data.cases.length ? W['no case'] : '', documents.filter((one) => !one.cases.length)]].filter(([, own]) => own.length);
  return h('div', { class: 'by-case' }, groups.map(([name, own]) => h('section', {}, name ? h('h3', {}, name) : '',
    h('ul', { class: 'plain-list' }, own.map((each) => h('li', {}, h('a', { href: route('read', each.id) }, each.id), h('span', { class: 'quiet small' }, ' ' + W[each.kind === 'interview' ? 'interview' : 'case document'])))))));
}

function showOverview() {
  if (drawn.has('overview')) return;
  drawn.add('overview');
  const made = coders.map((_, at) => codings.coder.reduce((sum, coder) => sum + (coder === at ? 1 : 0), 0));
  const parts = ['features', 'matrices', 'quotes', 'read', 'structure', 'saturation', 'coders', 'memos', 'tables'];
  byId('overview').append(
    h('h2', {}, W.coders),
    h('ul', { class: 'plain-list' }, coders.map((coder, at) => h('li', {}, h('b', {}, coder.handle), ' ' + [coder.name, W[coder.kind], say('codings made', { count: number(made[at]) })].filter(Boolean).join(' · ')))),
    total ? '' : h('p', {}, W['no codings']),
    h('h2', {}, W.documents), documentLists());
  byId('guide').append(h('h2', {}, W.guide), h('ul', { class: 'guide' }, parts.map((part) => h('li', {}, h('a', { href: route(part) }, W[part]), h('p', { class: 'quiet small' }, W['guide ' + part])))));
}
