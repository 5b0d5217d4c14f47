/* The wall looks for new figures by itself. When the house cannot be reached it keeps what hangs there, says so, and goes on trying. */
(() => {
  const wall = () => document.getElementById('wall');
  const say = (lost, signedOut) => {
    document.getElementById('wall-lost').hidden = !lost;
    document.getElementById('wall-signed-out').hidden = !signedOut;
  };
  const later = name => setTimeout(look, 1000 * Number(wall().dataset[name]));
  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-store', signal: AbortSignal.timeout(15000) });
      if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
        say(false, true);
        return later('retry');
      }
      const fresh = answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('wall') : null;
      if (!fresh) throw new Error(String(answer.status));
      wall().replaceWith(document.adoptNode(fresh));
      say(false, false);
      return later('refresh');
    } catch {
      say(true, false);
      return later('retry');
    }
  };
  addEventListener('online', look);
  later('refresh');
})();
