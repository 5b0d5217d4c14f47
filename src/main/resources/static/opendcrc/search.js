/* The hits below the search field: a combobox that owns a list. Arrows choose, Enter opens what is chosen and else the page of all
   hits, Ctrl+Enter the page in any case, Escape closes. Without this script the field is a plain form. */
(() => {
  const field = document.getElementById('search');
  const pop = document.getElementById('search-pop');
  if (!field || !pop) return;
  const PAUSE = 150;
  let timer = 0;
  let asked = 0;
  let shown = '';
  const options = () => [...pop.querySelectorAll('[role=option]')];
  const chosen = () => options().find(it => it.getAttribute('aria-selected') === 'true');
  const close = () => {
    pop.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };
  const choose = option => {
    options().forEach(it => it.setAttribute('aria-selected', String(it === option)));
    field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  };
  const open = () => {
    pop.hidden = false;
    field.setAttribute('aria-expanded', 'true');
  };
  const ask = async () => {
    const typed = field.value.trim();
    const mine = ++asked;
    if (!typed) { shown = ''; close(); return; }
    try {
      const answer = await fetch(`${pop.dataset.hits}?q=${encodeURIComponent(typed)}`, { headers: { Accept: 'text/html' } });
      if (mine !== asked || !answer.ok || answer.redirected) return; // somebody typed on, or signed out elsewhere
      pop.innerHTML = await answer.text();
      shown = typed;
      field.removeAttribute('aria-activedescendant');
      if (document.activeElement === field) open();
    } catch {
      close(); // no connection: Enter still leads to the page, which says so
    }
  };
  field.addEventListener('input', e => {
    if (e.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener('compositionend', () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  field.addEventListener('focus', () => { if (shown && shown === field.value.trim()) open(); });
  field.addEventListener('keydown', e => {
    if (e.isComposing || e.keyCode === 229) return;
    const all = options();
    if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && !pop.hidden && all.length) {
      const at = all.indexOf(chosen());
      choose(all[(at + (e.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1) + all.length) % all.length]);
      e.preventDefault();
    } else if (e.key === 'Enter' && !e.ctrlKey && !pop.hidden && chosen()) {
      e.preventDefault();
      location.assign(chosen().dataset.href);
    } else if (e.key === 'Enter' && e.ctrlKey) {
      e.preventDefault();
      e.stopPropagation();
      field.form.requestSubmit();
    } else if (e.key === 'Escape' && !pop.hidden) {
      e.preventDefault();
      e.stopPropagation();
      close();
    }
  });
  pop.addEventListener('mousedown', e => e.preventDefault()); // the field keeps the focus
  pop.addEventListener('click', e => {
    const option = e.target.closest('[role=option]');
    if (option) location.assign(option.dataset.href);
  });
  field.addEventListener('blur', close);
})();
