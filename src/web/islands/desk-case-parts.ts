// Parts of a case: all open where there is room for them and work in them, and opened by whatever leads into them.
export {};

const parts = [...document.querySelectorAll<HTMLDetailsElement>('details[data-part], .case details[data-wide]')];
// What is over is there to be looked up, one part at a time.
const opens = parts.filter((part) => !part.matches('.case[data-over] [data-part]'));
// The width from which the page has two columns.
const wide = matchMedia('(min-width: 64rem)');

if (parts.length > 0) {
  if (wide.matches) for (const part of opens) part.open = true;
  wide.addEventListener('change', () => {
    if (wide.matches) for (const part of opens) part.open = true;
  });
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (link) reveal(link.hash);
  });
  addEventListener('hashchange', () => reveal(location.hash));
  reveal(location.hash);
}

/** Browsers open what an address leads into by themselves; older ones do not. */
function reveal(hash: string): void {
  const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  if (!target) return;
  let opened = false;
  for (let fold = target.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
    opened ||= !fold.open;
    fold.open = true;
  }
  if (opened) target.scrollIntoView({ block: 'start' });
}
