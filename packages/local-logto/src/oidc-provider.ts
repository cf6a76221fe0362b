const { warn } = console;
// oidc-provider warns about every Node below 22 as it loads; this repository supports and tests Node 20.
console.warn = (...message: unknown[]) => {
  if (!String(message[0]).includes('Unsupported runtime')) warn(...message);
};
const loaded = await import('oidc-provider');
console.warn = warn;

export const { Provider, errors } = loaded;
