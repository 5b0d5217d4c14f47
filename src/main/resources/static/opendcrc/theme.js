/* Light or dark as the device has it, for those who chose neither. Runs before the first paint, so nothing flashes. */
(() => {
  const page = document.documentElement;
  if (page.dataset.theme !== 'auto') return;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => { page.dataset.bsTheme = dark.matches ? 'dark' : 'light'; };
  follow();
  dark.addEventListener('change', follow);
})();
