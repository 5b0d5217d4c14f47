/* Parts of a page that say on which topics they hang ([data-live="followups complaints"], with an id) are read again when one of these
   changed: the page is asked for once and the parts are exchanged by htmx. All tabs of a browser share one connection. A part in which
   somebody writes, has written or has a menu open is left alone until the next news. Nobody at the keyboard for half an hour: the connection rests, so
   that a forgotten tab does not keep a session alive. */
(() => {
  const page = document.body;
  const script = page.dataset.liveScript;
  if (!script || !window.EventSource) return;
  const REST = 30 * 60 * 1000;
  const PAUSE = 2000; // between two looks, however much happens
  const writes = 'textarea, select, input:not([type=hidden], [data-pick], [data-pick-page])'; // ticks are kept by their page
  const waiting = new Set();
  let timer = 0;
  let looked = 0;
  let last = Date.now();
  let awake = false;
  let link = null;
  const concerned = () => [...document.querySelectorAll('[data-live][id]')].filter(it =>
    it.dataset.live.split(' ').some(topic => waiting.has(topic) || waiting.has('everything')));
  const same = (one, other) => one === other || (Date.parse(one) && Date.parse(one) === Date.parse(other));
  const changed = it => it.tagName === 'SELECT' ? !it.multiple && it.selectedIndex !== Math.max(0, [...it.options].findIndex(o => o.defaultSelected))
    : ['checkbox', 'radio'].includes(it.type) ? it.checked !== it.defaultChecked : !same(it.value, it.defaultValue);
  const busy = it => it.querySelector('details[open], dialog[open]') || (it.contains(document.activeElement) && document.activeElement.matches(writes))
    || [...it.querySelectorAll(writes)].some(changed);
  const look = () => {
    timer = 0;
    if (document.hidden) return; // looked at when it is seen again
    const parts = concerned().filter(it => !busy(it) && !it.parentElement.closest('[data-live][id]'));
    waiting.clear();
    looked = Date.now();
    if (!parts.length) return;
    const [first, ...others] = parts;
    htmx.ajax('GET', location.pathname + location.search, {
      source: page, target: `#${first.id}`, select: `#${first.id}`, swap: 'outerHTML', selectOOB: others.map(it => `#${it.id}`).join(','),
      headers: { 'X-Live': 'yes' },
    }).catch(() => {});
  };
  const heard = topic => {
    waiting.add(topic);
    if (!timer) timer = setTimeout(look, Math.max(looked + PAUSE - Date.now(), 150 + Math.random() * 350));
  };
  // What changed since the page was asked for, and before anybody listened for it, is told too.
  const age = () => Math.round(performance.now());
  // Where a worker that is shared is missing (some telephones), the tab listens itself.
  const shared = () => {
    const port = new SharedWorker(script, { name: `opendcrc-live-${page.dataset.liveFor}` }).port;
    port.onmessage = e => heard(e.data);
    port.start();
    return { wake: () => port.postMessage({ age: age() }), rest: () => port.postMessage('rest') };
  };
  const own = () => {
    let source = null;
    let before = false;
    return {
      wake: () => {
        if (source) return;
        source = new EventSource(`/live?age=${age()}`);
        source.addEventListener('hello', () => { if (before) heard('everything'); before = true; });
        source.addEventListener('change', e => heard(e.data));
      },
      rest: () => { source?.close(); source = null; },
    };
  };
  const wake = () => {
    link ??= window.SharedWorker ? shared() : own();
    if (!awake) { awake = true; link.wake(); }
  };
  const active = () => {
    last = Date.now();
    if (!awake && !document.hidden) { wake(); heard('everything'); }
  };
  ['keydown', 'pointerdown'].forEach(it => document.addEventListener(it, active, { passive: true }));
  document.addEventListener('visibilitychange', () => { if (!document.hidden && waiting.size && !timer) timer = setTimeout(look, 50); });
  document.addEventListener('opendcrc:changed', e => heard(e.detail));
  addEventListener('pagehide', () => { if (awake) { awake = false; link.rest(); } });
  addEventListener('pageshow', e => { if (e.persisted) active(); });
  setInterval(() => { if (awake && Date.now() - last > REST) { awake = false; link.rest(); } }, 60000);
  wake();
})();
