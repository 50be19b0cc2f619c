// SPDX-License-Identifier: Apache-2.0
// Before the first paint: light, dark, or as the system says. Not a module, since those wait for the page.
(() => {
  const root = document.documentElement;
  const kept = () => {
    try {
      return localStorage.getItem('fxlake-theme') ?? 'system';
    } catch {
      return 'system';
    }
  };
  const show = (theme) => {
    if (theme === 'system') root.removeAttribute('data-theme');
    else root.dataset.theme = theme;
  };
  window.fxlakeTheme = {
    get: kept,
    set(theme) {
      try {
        localStorage.setItem('fxlake-theme', theme);
      } catch {
        // It cannot be stored; it is still applied.
      }
      show(theme);
      dispatchEvent(new Event('fxlake-theme'));
    },
  };
  show(kept());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('fxlake-theme')));
})();
