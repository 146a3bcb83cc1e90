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

// Where consent does not cover quoting, a passage has no words here, be it only a few of them.
function isSilent(i) {
  const silent = documents[codings.document[i]].silent;
  if (!silent) return false;
  const [first, last] = segmentsOf(i);
  return silent.some((s) => s >= first && s < last);
}

function quoteOf(i) {
  if (data.redacted) return '';
  if (isSilent(i)) return W['not quoted'];
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
  const place = route('read', documents[d].id, first < last ? documents[d].numbers[first] : '', codings.id[i]);
  return place + (state.part === 'quotes' || state.part === 'read' ? query() : '');
}
