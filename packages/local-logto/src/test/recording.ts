/** A recorded request to a real Logto and its answer, with placeholders such as `<refresh>` for values. */
export type Exchange = {
  label: string;
  method: string;
  path: string;
  /** Request headers. */
  headers: Array<[string, string]>;
  /** The form in the request, if there was one. */
  form?: string;
  status: number;
  answerHeaders: Array<[string, string]>;
  /** Whether `answerHeaders` are all that matter. If not, the recorder looked at these only. */
  hasAllHeaders: boolean;
  /** The parsed body of the answer. */
  body?: unknown;
  /** The keys of signed tokens in the body, with their decoded header and payload. */
  tokens: Array<[string, unknown]>;
};

/** What happens between two exchanges, such as `tokens alice`. */
type Directive = { directive: string; words: string[] };

const split = (line: string, separator: string): [string, string] => {
  const index = line.indexOf(separator);
  return index < 0 ? [line, ''] : [line.slice(0, index), line.slice(index + separator.length)];
};

const parseExchange = (lines: string[]): Exchange => {
  const starting = (prefix: string) =>
    lines.filter((line) => line.startsWith(`${prefix} `)).map((line) => line.slice(prefix.length + 1));
  const [request = '', ...headers] = starting('>');
  const [status = '', ...answerHeaders] = starting('<');
  const bodies = starting('<<');
  const [method, path] = split(request, ' ');
  const isToken = (text: string): boolean => /^\w+ \{/.test(text);
  const body = bodies.find((text) => !isToken(text));
  return {
    label: starting('###')[0] ?? '',
    method,
    path,
    headers: headers.map((line) => split(line, ': ')),
    form: lines.some((line) => line.startsWith('>>')) ? (starting('>>')[0] ?? '') : undefined,
    status: Number(status),
    answerHeaders: answerHeaders.filter((line) => line !== '…').map((line) => split(line, ': ')),
    hasAllHeaders: !answerHeaders.includes('…'),
    body: body === undefined ? undefined : JSON.parse(body),
    tokens: bodies.filter(isToken).map((text) => {
      const [key, decoded] = split(text, ' ');
      return [key, JSON.parse(decoded)];
    }),
  };
};

/**
 * Parses a recording, which looks like the output of `curl --verbose`: `###` starts an exchange, `>` is the request and
 * `>>` its form, `<` is the answer and `<<` its body or a decoded token, `@` is a directive. `< …` stands for further headers,
 * which were not recorded.
 */
export const parseRecording = (text: string): Array<Exchange | Directive> =>
  text
    .split(/\n(?=###|@)/)
    .map((part) => part.split('\n').filter(Boolean))
    .filter((lines) => lines.length > 0)
    .map((lines) => {
      const [first = ''] = lines;
      if (!first.startsWith('@')) return parseExchange(lines);
      const [directive = '', ...words] = first.slice(1).split(' ');
      return { directive, words };
    });
