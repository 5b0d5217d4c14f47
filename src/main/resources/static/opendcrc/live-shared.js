/* One connection for all tabs of a browser: this runs once beside them and passes on what it hears. */
const tabs = new Set();
let source = null;
let heard = false;
const lately = new Map(); // by topic, when it was last heard
const tell = topic => { lately.set(topic, Date.now()); tabs.forEach(tab => tab.postMessage(topic)); };
const listen = age => {
  if (source) return;
  source = new EventSource(`/live?age=${age}`);
  source.addEventListener('hello', () => { if (heard) tell('everything'); heard = true; });
  source.addEventListener('change', e => tell(e.data));
  // The browser tries again by itself, except when it was answered with a page: signed out, or a house that just starts.
  source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) { source = null; setTimeout(() => { if (tabs.size) listen(0); }, 10000); } });
};
const rest = () => { source?.close(); source = null; };
onconnect = e => {
  const tab = e.ports[0];
  tab.onmessage = word => {
    if (word.data !== 'rest') { // how old its page is: what was heard since then is news to it
      tabs.add(tab);
      const asked = Date.now() - word.data.age;
      lately.forEach((at, topic) => { if (at >= asked) tab.postMessage(topic); });
      listen(word.data.age);
      return;
    }
    tabs.delete(tab);
    if (!tabs.size) rest();
  };
  tab.start();
};
