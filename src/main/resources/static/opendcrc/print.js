/* The button of a paper page opens the browser's own printing. */
addEventListener('DOMContentLoaded', () => {
  document.querySelector('[data-print]')?.addEventListener('click', () => print());
});
