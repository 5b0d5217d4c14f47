/* An error page that answers a part of a page is shown above that page, so what was typed stays where it is.
   As a page of its own, its way back is the browser's, which keeps what was typed as well. */
(() => {
  document.addEventListener('htmx:beforeSwap', e => {
    const sheet = document.getElementById('trouble');
    if (e.detail.xhr.status < 400 || !sheet) return;
    const said = new DOMParser().parseFromString(e.detail.xhr.responseText, 'text/html').getElementById('error');
    if (!said) return;
    e.detail.shouldSwap = false;
    said.removeAttribute('id');
    sheet.replaceChildren(document.adoptNode(said));
    if (!sheet.open) sheet.showModal();
  });
  document.addEventListener('click', e => {
    const back = e.target.closest('a[data-back]');
    if (!back) return;
    const sheet = back.closest('dialog');
    if (!sheet && history.length < 2) return;
    e.preventDefault();
    if (sheet) sheet.close(); else history.back();
  });
})();
