/* The call page in the hand of a clerk who types while he talks: digits and - answer, figures are counted, sheets open and close.
   Everything here is also done by mouse or without a script; the server counts again. */
(() => {
  const form = () => document.querySelector('form[data-call]');
  const writes = 'textarea, select, input:not([type=radio]):not([type=checkbox])';
  const text = (at, words) => form().querySelectorAll(at).forEach(it => { it.textContent = words; });
  const chosen = () => form().querySelector('input[name=result]:checked')?.value;
  const sheet = () => [...form().querySelectorAll('[data-sheet]')].find(it => it.checkVisibility());
  const count = () => {
    const open = [];
    let answered = 0, total = 0, possible = 0, mark = null;
    form().querySelectorAll('[data-element]').forEach(row => {
      const answer = row.querySelector('input[type=radio]:checked');
      const ticked = [...row.querySelectorAll('input[type=checkbox]:checked')];
      const done = !!answer || ticked.length > 0 || !!row.querySelector('[data-says]')?.value.trim();
      row.classList.toggle('dc-q-done', done);
      if (!done) { if (!row.hasAttribute('data-optional')) open.push(row.dataset.element); return; }
      answered++;
      if (answer?.value === '') return; // declined: neither points nor missing
      if (!answer && !ticked.length) return; // words and numbers give no points
      total += answer ? Number(answer.dataset.points) : ticked.reduce((sum, it) => sum + Number(it.dataset.points), 0);
      possible += Number(row.dataset.points);
      mark = answer?.dataset.mark ?? mark;
    });
    text('[data-answered]', answered);
    text('[data-total]', total);
    text('[data-possible]', possible);
    form().querySelectorAll('[data-satisfaction]').forEach(it => {
      it.textContent = mark ?? it.dataset.none;
      it.classList.toggle('dc-bad', mark !== null && Number(mark) <= 6);
    });
    form().querySelectorAll('[data-missing]').forEach(it => {
      it.textContent = open.length ? it.dataset.missing.replace('#', open.join(it.dataset.separator)) : it.dataset.complete;
    });
  };
  const move = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' })); // as rows.js moves
  const open = result => {
    const complaint = result === 'DISSATISFIED';
    document.getElementById(complaint ? 'pane-3' : 'pane-2').checked = true;
    const part = complaint ? document.getElementById('complaint-sheet') : sheet();
    (part?.querySelector('[data-first]') ?? part?.querySelector('input:checked') ?? part?.querySelector('input'))?.focus();
  };
  const dirty = () => !!form().querySelector('[data-element] input:checked')
    || [...form().querySelectorAll('textarea')].some(it => it.value.trim() !== '');
  // Who ticks or types an answer does not decline any more, and who declines ticks nothing.
  const agree = e => {
    const row = e.target.closest?.('[data-element]');
    if (!row || !form()?.contains(row)) return;
    const declined = row.querySelector('[data-digit="-"]');
    if (e.target.type === 'checkbox' || e.target.matches('[data-says]')) declined.checked = false;
    else if (e.target === declined) row.querySelectorAll('input[type=checkbox]').forEach(it => { it.checked = false; });
  };
  document.addEventListener('input', e => {
    if (!e.target.matches?.('[data-says]')) return;
    agree(e);
    count();
  });
  document.addEventListener('change', e => {
    if (!form()?.contains(e.target)) return;
    agree(e);
    count();
    if (e.target.name === 'result') open(e.target.value);
    const words = e.target.dataset.words;
    if (words) setTimeout(() => document.getElementById(words)?.focus()); // after rows.js has moved on
  });
  // On window, so that an open sheet hears its digits before the questions do.
  addEventListener('keydown', e => {
    if (!form() || e.isComposing || e.keyCode === 229 || e.ctrlKey || e.altKey || e.metaKey) return;
    if (document.querySelector('dialog[open]')) return;
    const done = () => { e.preventDefault(); e.stopImmediatePropagation(); };
    const typing = e.target.closest?.(writes);
    if (e.key === 'Escape') {
      if (typing) { typing.blur(); done(); return; }
      if (chosen() && chosen() !== 'TEXT_INSTEAD') {
        form().querySelector('input[name=result]:checked').checked = false;
        document.getElementById('pane-2').checked = true;
        done();
      } else if (dirty()) {
        form().ownerDocument.querySelector('[data-release]').focus(); // what was answered is not lost by one key
        done();
      }
      return;
    }
    if (e.key === 'Enter' && e.target.matches?.('input')) {
      done(); // one key alone records nothing
      if (typing || e.target.closest('[data-stays]')) move();
      return;
    }
    if (typing || document.documentElement.dataset.singleKeys === 'off') return;
    const inComplaint = e.target.closest?.('#complaint-sheet');
    const part = sheet() ?? inComplaint;
    if (part && /^[0-9]$/.test(e.key)) {
      part.querySelector(`[data-digit="${e.key}"]`)?.click();
      if (inComplaint) document.getElementById('complaint-words').focus();
      done();
    } else if (e.key === '-' && !part) {
      form().querySelector('[data-row][aria-current] [data-digit="-"]')?.click();
      move();
      done();
    }
  }, { capture: true });
  const since = new Map(); // FU-22: how long the page has been open
  const tick = () => document.querySelectorAll('[data-timer]').forEach(it => {
    const begun = since.get(it.dataset.timer) ?? Date.now();
    since.set(it.dataset.timer, begun);
    const seconds = Math.floor((Date.now() - begun) / 1000);
    it.textContent = [Math.floor(seconds / 60), seconds % 60].map(n => String(n).padStart(2, '0')).join(':');
    it.classList.toggle('dc-warn', seconds >= 180);
  });
  setInterval(tick, 1000);
  const start = () => {
    if (!form()) return;
    tick();
    count();
    if (chosen() !== 'DISSATISFIED') return;
    document.getElementById('pane-3').checked = true;
    // Refused because the complaint lacks something: a hand on the keys goes on where it lacks.
    const complaint = document.getElementById('complaint-sheet'), words = document.getElementById('complaint-words');
    if (!document.querySelector('main [role=alert]')) return;
    if (!complaint.querySelector('[name=complaintKind]:checked')) complaint.querySelector('[name=complaintKind]').focus();
    else if (!words.value.trim()) words.focus();
  };
  start();
  document.addEventListener('htmx:afterSettle', start);
})();
