/* A menu that hangs open closes by Esc or by a click elsewhere. Opening needs no script: it is a <details data-menu>. */
(() => {
  const open = () => document.querySelectorAll('details[data-menu][open]');
  document.addEventListener('keydown', e => {
    if (e.key !== 'Escape' || e.isComposing) return;
    open().forEach(menu => { menu.open = false; menu.querySelector('summary').focus(); });
  });
  document.addEventListener('click', e => open().forEach(menu => { if (!menu.contains(e.target)) menu.open = false; }));
})();
