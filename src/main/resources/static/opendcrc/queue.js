/* The queue: ticking rows, a text for the row that is on, the filter that opens, rows that change while one looks at them.
   Whatever is done here is a click on something that is there without a script, too. */
(() => {
  const writes = 'textarea, select, [contenteditable]:not([contenteditable=false]), '
    + 'input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit]):not([type=reset])';
  const picks = () => [...document.querySelectorAll('[data-pick]')];
  const say = () => {
    const words = document.querySelector('[data-picked]');
    if (!words) return;
    const all = picks();
    const picked = all.filter(it => it.checked).length;
    words.textContent = words.dataset.words.replace('#', picked);
    all.forEach(it => it.closest('tr').classList.toggle('dc-picked', it.checked));
    const page = document.querySelector('[data-pick-page]');
    if (page) {
      page.checked = picked > 0 && picked === all.length;
      page.indeterminate = picked > 0 && picked < all.length;
    }
  };
  document.addEventListener('change', e => {
    if (e.target.matches('[data-pick-page]')) picks().forEach(it => { it.checked = e.target.checked; });
    if (e.target.matches('[data-pick-page], [data-pick]')) say();
  });
  // Rows are read again while somebody stands in them (live.js): his ticks, his place and how far he has scrolled stay. If the row on which
  // he stood is gone, he stands on the one that took its place.
  const body = () => document.getElementById('followup-body');
  let kept = null;
  document.addEventListener('htmx:beforeSwap', () => {
    const part = body();
    if (!part) return;
    const all = [...part.querySelectorAll('[data-row]')];
    const row = all.find(it => it.hasAttribute('aria-current'));
    const at = document.activeElement;
    kept = { part, ticked: picks().filter(it => it.checked).map(it => it.id), row: row?.id, index: all.indexOf(row),
      focus: part.contains(at) ? at.id : null, scrolled: part.querySelector('.dc-scroll')?.scrollTop ?? 0 };
  });
  document.addEventListener('htmx:afterSwap', () => {
    const part = body();
    if (!kept || !part || part === kept.part) return;
    const was = kept;
    kept = null;
    was.ticked.forEach(id => { const it = document.getElementById(id); if (it) it.checked = true; });
    const all = [...part.querySelectorAll('[data-row]')];
    const scroll = part.querySelector('.dc-scroll');
    if (scroll) scroll.scrollTop = was.scrolled;
    const row = was.row ? document.getElementById(was.row) ?? all[Math.min(was.index, all.length - 1)] : null;
    if (row) {
      all.forEach(it => it.removeAttribute('aria-current'));
      row.setAttribute('aria-current', 'true');
      if (was.focus !== null && !part.contains(document.activeElement)) {
        (document.getElementById(was.focus) ?? row.querySelector('[data-open]'))?.focus({ preventScroll: true });
      }
    }
    say();
  });
  document.addEventListener('reset', e => { if (e.target.id === 'bulk') setTimeout(say); });
  document.addEventListener('toggle', e => {
    if (e.target.matches?.('details.dc-drop[open]')) e.target.querySelector('input:not([type=hidden]), select')?.focus();
  }, { capture: true });
  document.addEventListener('keydown', e => {
    if (e.defaultPrevented || e.isComposing || e.keyCode === 229 || e.ctrlKey || e.altKey || e.metaKey || e.repeat) return;
    const open = document.querySelector('details.dc-drop[open]');
    if (e.key === 'Escape' && open) {
      open.open = false;
      open.querySelector('summary').focus();
      e.stopImmediatePropagation();
      return;
    }
    if (document.documentElement.dataset.singleKeys === 'off' || e.target.closest?.(writes)) return;
    if (document.querySelector('dialog[open]')) return;
    const row = document.querySelector('[data-rows] [data-row][aria-current]') ?? document.querySelector('[data-rows] [data-row]');
    const key = e.key.toLowerCase();
    const target = key === 'x' ? row?.querySelector('[data-pick]')
      : key === 'd' ? (picks().some(it => it.checked) ? document.querySelector('[data-bulk-text]') : row?.querySelector('[data-text]'))
      : null;
    if (!target) return;
    e.preventDefault();
    target.click();
  }, { capture: true });
})();
