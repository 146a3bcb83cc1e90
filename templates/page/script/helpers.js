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
const caseName = (at) => (data.cases[at].name === data.cases[at].id ? data.cases[at].id : data.cases[at].id + ' ' + data.cases[at].name);
