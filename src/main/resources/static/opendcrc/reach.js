/* A box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1). */
(() => {
  const reach = () => document.querySelectorAll('.card, .dc-scroll, .dc-element > div').forEach(box => {
    if (box.scrollWidth > box.clientWidth + 1 && !box.hasAttribute('tabindex')) box.tabIndex = 0;
  });
  reach();
  addEventListener('resize', reach);
  // At once, too: settling comes a moment after a new part stands on the page, and takes back what was put on it.
  ['htmx:oobAfterSwap', 'htmx:afterSwap', 'htmx:afterSettle'].forEach(news => document.addEventListener(news, reach));
})();
