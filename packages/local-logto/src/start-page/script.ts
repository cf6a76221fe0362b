/**
 * Updates the parts of the start page that are marked `data-live` every two seconds while it is visible, and sends its forms
 * without leaving it. Nodes that have not changed stay, with the focus and what was opened in them.
 */
export const script = `
const pause = document.getElementById('pause');
const parser = new DOMParser();

const sync = (old, latest) => {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== latest.data) old.data = latest.data;
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (name !== 'open' && !latest.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of latest.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  let next = old.firstChild;
  const drop = () => {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  };
  for (const child of [...latest.childNodes]) {
    const kept = child.id && [...old.children].find(({ id }) => id === child.id);
    while (kept && next !== kept) drop();
    if (next && next.nodeName === child.nodeName && (next.id ?? '') === (child.id ?? '')) {
      sync(next, child);
      next = next.nextSibling;
    } else {
      old.insertBefore(child, next);
    }
  }
  while (next) drop();
};

const show = (page) => {
  for (const part of document.querySelectorAll('[data-live]')) {
    const latest = page.getElementById(part.id);
    if (latest) sync(part, latest);
  }
};
const load = async (address, options) => {
  try {
    const page = parser.parseFromString(await (await fetch(address, options)).text(), 'text/html');
    document.body.classList.remove('stale');
    show(page);
    return page;
  } catch {
    document.body.classList.add('stale');
  }
};

document.addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const told = form.closest('section').querySelector('[role=status]');
  const page = await load(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form, event.submitter)) });
  for (const part of document.querySelectorAll('[role=status]')) part.textContent = page?.getElementById(part.id)?.textContent ?? '';
  if (!page) told.textContent = 'Local Logto does not answer.';
});
pause.hidden = false;
pause.onclick = () => pause.setAttribute('aria-pressed', String(pause.getAttribute('aria-pressed') !== 'true'));
setInterval(() => {
  if (!document.hidden && pause.getAttribute('aria-pressed') !== 'true') load(location.pathname + location.search);
}, 2000);
`;
