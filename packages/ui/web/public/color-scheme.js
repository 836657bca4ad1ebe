/* Sets the chosen appearance before anything is painted. A file of its own, since inline scripts are not allowed. */
(() => {
  let chosen = null;
  try {
    chosen = window.localStorage.getItem('jetway-color-scheme');
  } catch {
    // Storage is closed to us: follow the system.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
