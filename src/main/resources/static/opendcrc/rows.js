/* Moving through rows with j and k, and answering the row that is on with a digit.
   Rows are [data-row] within [data-rows]; the row that is on carries aria-current. */
(() => {
  const writes = 'textarea, select, [contenteditable]:not([contenteditable=false]), '
    + 'input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit]):not([type=reset])';
  const rows = () => [...document.querySelectorAll('[data-rows] [data-row]')].filter(it => it.checkVisibility());
  const current = all => all.findIndex(it => it.hasAttribute('aria-current'));
  const mark = (all, row) => {
    all.forEach(it => it.removeAttribute('aria-current'));
    row.setAttribute('aria-current', 'true');
  };
  const move = step => {
    const all = rows();
    if (!all.length) return false;
    const row = all[Math.min(all.length - 1, Math.max(0, current(all) + step))];
    mark(all, row);
    const target = row.querySelector('[data-open]') ?? row.querySelector('input:checked') ?? row.querySelector('a, button, input');
    (target ?? row).focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
    return true;
  };
  const answer = digit => {
    const all = rows();
    const pick = all[current(all)]?.querySelector(`[data-scale] [data-digit="${digit}"]`);
    if (!pick) return false;
    pick.click();
    if (all[current(all)].hasAttribute('data-stays')) pick.focus(); // several may apply: Enter moves on
    else move(1);
    return true;
  };
  document.addEventListener('focusin', e => {
    const row = e.target.closest?.('[data-rows] [data-row]');
    if (row && !row.hasAttribute('aria-current')) mark(rows(), row);
  });
  // Before keys.js hears of it: while a question is on, its digits are answers and not commands.
  document.addEventListener('keydown', e => {
    if (e.isComposing || e.keyCode === 229 || e.ctrlKey || e.altKey || e.metaKey) return;
    if (document.documentElement.dataset.singleKeys === 'off' || e.target.closest?.(writes)) return;
    if (document.querySelector('dialog[open]')) return;
    const done = e.key === 'j' || e.key === 'J' ? move(1)
      : e.key === 'k' || e.key === 'K' ? move(-1)
      : /^[0-9]$/.test(e.key) ? answer(e.key) : false;
    if (done) e.preventDefault();
  }, { capture: true });
})();
