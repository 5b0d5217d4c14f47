/* Says so when an answer does not come, and leads to the login page when the session has ended meanwhile. */
(() => {
  const lost = hidden => { const note = document.getElementById('connection'); if (note) note.hidden = hidden; };
  document.addEventListener('htmx:sendError', () => lost(false));
  document.addEventListener('htmx:afterOnLoad', () => lost(true));
  document.addEventListener('htmx:beforeSwap', e => {
    const at = e.detail.xhr.responseURL;
    if (at && new URL(at).pathname === '/login') {
      e.preventDefault();
      location.assign('/login');
    }
  });
})();
