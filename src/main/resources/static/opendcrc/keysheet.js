/* "?" shows every key of the page: those in the sheet already, whatever carries data-key now, and keys that a page
   explains itself because no single button has them (data-key-said). */
(() => {
  const writes = 'textarea, select, [contenteditable]:not([contenteditable=false]), input:not([type=radio]):not([type=checkbox])';
  const name = it => {
    if (it.getAttribute('aria-label')) return it.getAttribute('aria-label');
    const copy = it.cloneNode(true);
    copy.querySelectorAll('kbd, svg').forEach(part => part.remove());
    return copy.textContent.trim() || it.title || it.labels?.[0]?.textContent.trim() || '';
  };
  const fill = list => {
    const seen = new Set();
    list.replaceChildren();
    for (const it of document.querySelectorAll('[data-key], [data-key-said]')) {
      const key = it.dataset.key ?? it.dataset.keySaid;
      if (seen.has(key) || !it.checkVisibility() || !name(it)) continue;
      seen.add(key);
      const sign = document.createElement('dt'), words = document.createElement('dd');
      sign.append(Object.assign(document.createElement('kbd'), { textContent: key.replace('+', ' ') }));
      words.textContent = name(it);
      list.append(sign, words);
    }
    list.closest('section').hidden = !seen.size;
  };
  document.addEventListener('keydown', e => {
    if (e.key !== '?' || e.isComposing || e.ctrlKey || e.altKey || e.metaKey || e.target.closest?.(writes)) return;
    if (document.documentElement.dataset.singleKeys === 'off') return;
    const sheet = document.getElementById('keysheet');
    if (!sheet || sheet.open) return;
    e.preventDefault();
    fill(sheet.querySelector('[data-keys-here]'));
    sheet.showModal();
  });
})();
