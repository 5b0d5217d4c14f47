/* A key never does more than its button: it clicks what carries data-key with exactly that key.
   No single key is a command while somebody types, composes with an input method, or has switched single keys off. */
(() => {
  const page = document.documentElement;
  const writes = 'textarea, select, [contenteditable]:not([contenteditable=false]), '
    + 'input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit]):not([type=reset])';
  const composes = e => e.isComposing || e.keyCode === 229;
  const live = it => it.checkVisibility() && !it.matches(':disabled, [aria-disabled=true]');
  const press = key => {
    const scope = document.querySelector('dialog[open]') ?? document;
    const button = [...scope.querySelectorAll('[data-key]')].find(it => it.dataset.key === key && live(it));
    if (!button) return false;
    if (button.matches(writes)) button.focus(); else button.click();
    return true;
  };
  document.addEventListener('keydown', e => {
    if (e.defaultPrevented || composes(e) || e.altKey || e.metaKey || e.repeat) return;
    if (e.ctrlKey) {
      if (e.key === 'Enter' && press('Ctrl+Enter')) e.preventDefault();
      return;
    }
    if (e.key === 'Escape') { press('Esc'); return; }
    if (page.dataset.singleKeys === 'off' || e.target.closest?.(writes)) return;
    if (e.key === '/' && !document.querySelector('dialog[open]')) {
      const search = document.getElementById('search');
      if (search) { e.preventDefault(); search.focus(); search.select(); return; }
    }
    if (e.key === 'Enter' || e.key === ' ' || e.key === 'Tab') return; // these belong to what has the focus
    if (press(e.key.length === 1 ? e.key.toUpperCase() : e.key)) e.preventDefault();
  });
})();
