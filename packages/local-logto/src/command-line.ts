import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Tls } from './listen.ts';
import { SettingError } from './setting-error.ts';

export const usage = `Usage: local-logto [options]

  --tenant FILE        the tenant, as JSON, YAML or a module that exports it
                       (LOCAL_LOGTO_TENANT)
  --port PORT          3001 by default, 0 for a free one (LOCAL_LOGTO_PORT)
  --host ADDRESS       the address to listen on: 0.0.0.0 for all. localhost by
                       default. The users' passwords are public, so whoever
                       reaches another address can sign in as anybody
  --issuer URL         the issuer of its tokens, such as
                       http://logto.test:3001/oidc, if apps and browsers do not
                       reach it as localhost
  --signing-key FILE   the private key that signs tokens (P-384, PEM). A new one
                       at each start by default
  --tls-cert FILE      serves HTTPS with this certificate (PEM)
  --tls-key FILE       its private key
  --help               shows this text

Paths are relative to where the command is typed.`;

/** What the command line and the environment say. */
export type CommandLine = {
  wantsHelp: boolean;
  port: number;
  /** The path of the tenant's file, if another than the default one is served. */
  tenant?: string;
  /** An HTML file that compares apps. */
  comparison?: string;
  host?: string;
  issuer?: string;
  signingKey?: string;
  tls?: Tls;
};

const text = { type: 'string' } as const;

const parse = (args: string[]) => {
  try {
    const { values } = parseArgs({
      args,
      options: {
        help: { type: 'boolean' },
        tenant: text,
        port: text,
        host: text,
        issuer: text,
        'signing-key': text,
        'tls-cert': text,
        'tls-key': text,
      },
    });
    return values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [reason = ''] = error.message.split(/\.\s/, 1);
    throw new SettingError(`${reason.replace(/\.$/, '')}: --help lists the options.`);
  }
};

const readPort = (value: string, name: string): number => {
  const port = Number(value);
  if (value.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new SettingError(`${name} must be a port number, or 0 for a free one.`);
};

const readFile = (path: string | undefined, option: string): string | undefined => {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingError(`${option} ${path}: cannot be read (${reason}): correct the path.`);
  }
};

/**
 * Reads the command line, and where it says nothing, the environment.
 *
 * @param args The arguments after the name of the script.
 * @throws SettingError with one line that says what is wrong and what to do.
 */
export const readCommandLine = (args: string[], environment: NodeJS.ProcessEnv): CommandLine => {
  const values = parse(args);
  // pnpm and npm may run this in a folder of its own, but a path is relative to where the command was typed.
  const { LOCAL_LOGTO_PORT, LOCAL_LOGTO_TENANT, LOCAL_LOGTO_COMPARISON, INIT_CWD = '' } = environment;
  const pathOf = (path: string | undefined) => (path ? resolve(INIT_CWD, path) : undefined);

  const cert = readFile(pathOf(values['tls-cert']), '--tls-cert');
  const key = readFile(pathOf(values['tls-key']), '--tls-key');
  if (cert !== undefined && key === undefined) {
    throw new SettingError('--tls-cert needs --tls-key, the file of its private key.');
  }
  if (key !== undefined && cert === undefined) {
    throw new SettingError('--tls-key needs --tls-cert, the file of its certificate.');
  }
  return {
    wantsHelp: values.help === true,
    port:
      values.port === undefined
        ? readPort(LOCAL_LOGTO_PORT || '3001', 'LOCAL_LOGTO_PORT')
        : readPort(values.port, '--port'),
    tenant: pathOf(values.tenant ?? LOCAL_LOGTO_TENANT),
    comparison: pathOf(LOCAL_LOGTO_COMPARISON),
    host: values.host,
    issuer: values.issuer,
    signingKey: readFile(pathOf(values['signing-key']), '--signing-key'),
    tls: cert !== undefined && key !== undefined ? { cert, key } : undefined,
  };
};
