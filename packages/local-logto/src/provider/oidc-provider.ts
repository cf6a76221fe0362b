const { warn } = console;
// oidc-provider warns about Node.js 20 when it loads, but works with it.
console.warn = (...message: unknown[]) => {
  if (!String(message[0]).includes('Unsupported runtime')) warn(...message);
};
const loaded = await import('oidc-provider');
console.warn = warn;

export const { Provider, errors, interactionPolicy } = loaded;
