/* The wall looks for new figures by itself and shows the day's reports by turns. When the house cannot be reached it keeps what hangs
   there, says so, and goes on trying. Whoever stands before it can hold it with the button or turn it with the arrow keys. */
(() => {
  const wall = () => document.getElementById('wall');
  let shown = 0, held = false;
  const say = (lost, signedOut) => {
    document.getElementById('wall-lost').hidden = !lost;
    document.getElementById('wall-signed-out').hidden = !signedOut;
  };
  const turnTo = n => {
    const slides = [...wall().querySelectorAll('[data-slide]')];
    if (!slides.length) return;
    shown = (n + slides.length) % slides.length;
    slides.forEach((it, at) => { it.hidden = at !== shown; });
    const what = slides[shown].dataset.slide; // the title says which list hangs there
    wall().querySelector('[data-what]').textContent = what;
    document.title = document.title.replace(/^.*(?= · )/, what);
    wall().querySelector('[data-pause]')?.setAttribute('aria-pressed', String(held));
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
      turnTo(shown);
      say(false, false);
      return later('refresh');
    } catch {
      say(true, false);
      return later('retry');
    }
  };
  addEventListener('online', look);
  addEventListener('click', e => { if (e.target.closest('[data-pause]')) { held = !held; turnTo(shown); } });
  addEventListener('keydown', e => { if (e.key === 'ArrowRight') turnTo(shown + 1); if (e.key === 'ArrowLeft') turnTo(shown - 1); });
  turnTo(0);
  setInterval(() => { if (!held) turnTo(shown + 1); }, 1000 * Number(wall().dataset.turn));
  later('refresh');
})();
