/* Clocks that run on while the page stands: [data-clock-due] counts minutes to its deadline or since, in the words that it carries. When a
   clock comes to its last hour or its end the page is asked to look again, since colour and order change then. In a simulation time stands
   still, and so do they. The difference between the clocks of browser and house is taken from the moment at which the clock was drawn. */
(() => {
  if (document.body.dataset.clocks !== 'run') return;
  const MINUTE = 60000;
  const told = new Set();
  const skews = new WeakMap();
  const words = (clock, minutes) => (minutes < 60 ? clock.dataset.clockMinutes : clock.dataset.clockHours)
    .replace('{h}', String(Math.floor(minutes / 60))).replace('{m}', String(minutes < 60 ? minutes : minutes % 60));
  const tick = () => {
    document.querySelectorAll('[data-clock-due]').forEach(clock => {
      if (!skews.has(clock)) skews.set(clock, Number(clock.dataset.clockNow) - Date.now());
      const now = Date.now() + skews.get(clock);
      const due = Number(clock.dataset.clockDue);
      const over = now > due;
      const minutes = Math.ceil(Math.abs(due - now) / MINUTE);
      clock.textContent = (over ? clock.dataset.clockOver : clock.dataset.clockLeft).replace('{t}', words(clock, minutes));
      const bar = clock.parentElement.querySelector('progress');
      if (bar) bar.value = Math.min(bar.max, Math.ceil((now - Number(clock.dataset.clockFrom)) / MINUTE));
      const stage = over ? 'over' : due - now <= 60 * MINUTE ? 'soon' : 'running';
      const key = `${due} ${clock.dataset.clockFrom} ${stage}`;
      if (clock.dataset.clockStage !== stage && !told.has(key)) {
        told.add(key);
        document.dispatchEvent(new CustomEvent('opendcrc:changed', { detail: clock.dataset.clockTopic }));
      }
    });
  };
  setInterval(tick, 5000);
  document.addEventListener('htmx:afterSettle', tick);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) tick(); });
})();
