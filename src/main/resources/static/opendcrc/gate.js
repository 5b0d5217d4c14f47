/* The gate on a telephone. What is confirmed is kept in the browser until the house has it, so a hole in the network loses nothing; it bears
   a key, so it is written once, and says how long ago it was, so no telephone's clock is trusted. Without this script the same forms work. */
(() => {
  const at = id => document.getElementById(id);
  const name = () => `dc-gate-${at('gate').dataset.store}`;
  const kept = () => { try { return JSON.parse(localStorage.getItem(name())) || []; } catch { return []; } };
  const keep = all => { localStorage.setItem(name(), JSON.stringify(all)); show(); };
  const change = (key, what) => keep(kept().map(it => it.key === key ? { ...it, ...what } : it));
  const drop = key => keep(kept().filter(it => it.key !== key));
  const key = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), it => it.toString(16).padStart(2, '0')).join('');
  const button = (words, what) => { const it = document.createElement('button'); it.className = 'btn'; it.type = 'button'; it.textContent = words; it.addEventListener('click', what); return it; };

  /* what waits, one line each; a plate that came in before waits for an answer */
  const show = () => {
    const box = at('gate-waiting'), words = at('gate').dataset, all = kept();
    box.hidden = !all.length;
    box.replaceChildren(...all.map(it => {
      const line = document.createElement('div'), text = document.createElement('span');
      line.className = 'dc-row dc-wrap';
      text.textContent = `${it.plate} · ${it.ask ? words.ask : it.fault ? words.fault : words.waiting}`;
      line.append(text);
      if (it.ask) line.append(button(words.keep, () => { change(it.key, { ask: false, again: 'true' }); send(); }));
      if (it.ask || it.fault) line.append(button(words.drop, () => drop(it.key)));
      return line;
    }), ...(signedOut ? [signIn()] : []));
  };
  let signedOut = false;
  const signIn = () => { const it = document.createElement('a'); it.href = '/gate'; it.textContent = at('gate').dataset.signIn; return it; };

  let sending = false;
  const send = async here => {
    if (sending) return;
    sending = true;
    for (const it of kept().filter(it => !it.ask && !it.fault)) {
      const form = new URLSearchParams(new FormData(at('gate-confirm')));
      form.set('plate', it.plate); form.set('key', it.key); form.set('again', it.again);
      form.set('ago', Math.max(0, Math.round((Date.now() - it.at) / 1000)));
      try {
        const answer = await fetch('/gate/arrivals', { method: 'POST', body: form, signal: AbortSignal.timeout(8000) });
        if (answer.ok && new URL(answer.url).pathname.startsWith('/login')) { signedOut = true; break; }
        signedOut = false;
        if (answer.status === 409 && here === it.key) { drop(it.key); location.assign(`/gate?store=${at('gate').dataset.store}&typed=true&plate=${encodeURIComponent(it.plate)}`); return; }
        if (answer.ok) { drop(it.key); if (here === it.key) { location.assign(answer.url); return; } }
        else if (answer.status === 409) change(it.key, { ask: true });
        else if (answer.status === 403) { signedOut = true; break; } // the session is over, and with it the token
        else if (answer.status < 500) change(it.key, { fault: true });
        else break;
      } catch { break; } // no network: it waits
    }
    sending = false;
    show();
  };

  const open = (plate, shown, words) => {
    const form = at('gate-confirm');
    form.elements.plate.value = plate;
    form.elements.again.value = 'false';
    at('gate-plate').textContent = shown;
    at('gate-appointment').textContent = words;
    at('gate-meant')?.remove();
    at('gate-already')?.remove();
    at('gate-sheet').hidden = false;
    form.querySelector('button').focus();
  };

  document.addEventListener('click', e => {
    const row = e.target.closest?.('[data-gate]');
    if (row) {
      e.preventDefault();
      open(row.dataset.gate, row.dataset.gatePlate, at('gate').dataset.booked.replace('{0}', row.dataset.gateTime));
    } else if (e.target.closest?.('#gate-close')) {
      e.preventDefault();
      at('gate-sheet').hidden = true;
      at('gate-plate-typed').focus();
    }
  });
  document.addEventListener('keydown', e => { if (e.key === 'Escape' && at('gate-sheet') && !at('gate-sheet').hidden) at('gate-sheet').hidden = true; });
  document.addEventListener('submit', async e => {
    if (e.target.id === 'gate-confirm') {
      e.preventDefault();
      const form = e.target, one = { key: key(), plate: form.elements.plate.value, again: form.elements.again.value, at: Date.now() };
      keep([...kept(), one]);
      at('gate-sheet').hidden = true;
      at('gate-plate-typed').value = '';
      await send(one.key);
    } else if (e.target.id === 'gate-typed') {
      e.preventDefault();
      const address = `/gate?${new URLSearchParams(new FormData(e.target))}`, plate = at('gate-plate-typed').value.trim();
      try {
        const answer = await fetch(address, { signal: AbortSignal.timeout(4000) });
        if (!answer.ok) throw new Error('no answer');
        location.assign(address);
      } catch {
        open(plate, plate.toUpperCase(), at('gate').dataset.walkIn); // nobody can be asked: it is written as it was typed
      }
    }
  });
  addEventListener('DOMContentLoaded', () => {
    if (!at('gate')) return;
    show();
    send();
    if (!at('gate-sheet').hidden) at('gate-sheet').querySelector('a, button').focus();
    addEventListener('online', () => send());
    setInterval(() => { if (kept().length) send(); }, 5000);
  });
})();
