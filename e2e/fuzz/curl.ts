import { type FuzzRequest, replacePlaceholders } from './request.ts';

const longest = 2000;

const escaped = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      if (/[\\']/.test(letter)) return `\\${letter}`;
      return byte < 0x20 || byte > 0x7e ? `\\x${byte.toString(16).padStart(2, '0')}` : letter;
    })
    .join('');

const quotePart = (text: string) =>
  /^[\x20-\x7e]*$/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `$'${escaped(text)}'`;

/** Quotes a text for bash. Placeholders become variables. */
const quote = (text: string) => {
  const shown = text.length > longest ? `${text.slice(0, longest)}… and ${text.length - longest} more` : text;
  return replacePlaceholders(
    shown,
    (name) => `"$${name}"`,
    (part) => part && quotePart(part),
  );
};

/** The request as a command for bash. */
export const curlOf = (server: string, { method, path, headers, body, isCut }: FuzzRequest): string => {
  const isPath = path.startsWith('/');
  const hasType = headers.some(([name]) => name === 'content-type');
  return [
    'curl --include --globoff --path-as-is',
    method === 'HEAD' ? '--head' : `--request ${method}`,
    ...headers.map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
    ...(body && !hasType ? ["--header 'content-type:'"] : []),
    ...(body ? [`--data-binary ${quote(body)}`] : []),
    ...(isPath ? [] : [`--request-target ${quote(path)}`]),
    quote(`${server}${isPath ? path : ''}`),
    ...(isCut ? ['# and the client leaves before the body is complete'] : []),
  ].join(' ');
};
