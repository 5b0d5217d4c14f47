/* A page that refuses a form would stand under the form's address, which cannot be read again: it keeps the address of the page it came
   from. And what was typed into a form that is refused is put back where the refused page shows the field empty; it is kept for that one
   answer only. Forms that htmx sends, and those whose page keeps everything itself, have no need of it. */
(() => {
  const address = document.body.dataset.address;
  if (address && address !== location.pathname + location.search) history.replaceState(history.state, '', address);

  document.addEventListener('htmx:beforeHistoryUpdate', e => {
    if (e.detail.xhr.status >= 400) Object.assign(e.detail.history, { type: 'replace', path: location.pathname + location.search });
  });

  const KEY = 'opendcrc-typed';
  const NEVER = ['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image'];
  const fields = form => [...form.elements].filter(it => it.name && !NEVER.includes(it.type) && it.type !== 'fieldset');
  const ticked = it => it.type === 'checkbox' || it.type === 'radio';
  const action = form => form.getAttribute('action');
  document.addEventListener('submit', e => {
    const form = e.target;
    if (e.defaultPrevented || form.method !== 'post' || form.closest('[hx-boost="true"]')) return;
    const typed = fields(form).filter(it => !ticked(it) || it.checked).map(it => [it.name, it.value]);
    sessionStorage.setItem(KEY, JSON.stringify({ action: action(form), typed }));
  });
  const kept = sessionStorage.getItem(KEY);
  if (!kept) return;
  sessionStorage.removeItem(KEY);
  const status = performance.getEntriesByType('navigation')[0]?.responseStatus;
  if (status !== 422 && status !== 409) return;
  const said = JSON.parse(kept);
  const form = [...document.forms].find(it => action(it) === said.action && fields(it).every(f => ticked(f) || said.typed.some(([name]) => name === f.name)));
  if (!form) return;
  fields(form).forEach(it => {
    const words = said.typed.filter(([name]) => name === it.name).map(([, value]) => value);
    if (ticked(it)) it.checked = words.includes(it.value);
    else if (it.tagName === 'SELECT') { if (words.length && [...it.options].some(o => o.value === words[0])) it.value = words[0]; }
    else if (!it.value && words.length) it.value = words[0];
  });
})();
