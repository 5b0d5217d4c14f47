/* One connection for all tabs of a browser: this runs once beside them and passes on what it hears. */
const tabs = new Set();
let source = null;
let heard = false;
const tell = topic => tabs.forEach(tab => tab.postMessage(topic));
const listen = () => {
  if (source) return;
  source = new EventSource('/live');
  source.addEventListener('hello', () => { if (heard) tell('everything'); heard = true; });
  source.addEventListener('change', e => tell(e.data));
  // The browser tries again by itself, except when it was answered with a page: signed out, or a house that just starts.
  source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) { source = null; setTimeout(() => { if (tabs.size) listen(); }, 10000); } });
};
const rest = () => { source?.close(); source = null; };
onconnect = e => {
  const tab = e.ports[0];
  tab.onmessage = word => {
    if (word.data === 'awake') { tabs.add(tab); listen(); return; }
    tabs.delete(tab);
    if (!tabs.size) rest();
  };
  tab.start();
};
