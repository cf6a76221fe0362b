import { readFileSync } from 'node:fs';
import { startLocalLogto } from '../src/local-logto.ts';
import { recordedTenant } from '../src/test/recorded-tenant.ts';
import type { Recorded } from './recorded.ts';

/** Requests that a real Logto knows, and whether local Logto answers them with anything but 404 or 405. */
export type Probed = { request: string; isServed: boolean };

/** The requests of the Management API, in the types of Logto's own client. */
const readOperations = (): string[] => {
  const types = new URL('generated-types/management.d.ts', import.meta.resolve('@logto/api/management'));
  let path = '';
  return readFileSync(types, 'utf8')
    .split('\n')
    .flatMap((line) => {
      path = /^ {4}"(\/api\/.*)": \{$/.exec(line)?.[1] ?? path;
      const method = /^ {8}(get|put|post|delete|patch): operations/.exec(line)?.[1];
      return method ? `${method.toUpperCase()} ${path}` : [];
    });
};

/** The endpoints in a real Logto's recorded metadata, as paths. */
const endpointsIn = (recorded: Recorded[]): string[] => {
  const body = recorded.find(({ path }) => path === '/oidc/.well-known/openid-configuration')?.body;
  return Object.entries(body ?? {}).flatMap(([name, address]) =>
    /(_endpoint|^jwks_uri)$/.test(name) ? String(address).replace('<endpoint>', '') : [],
  );
};

/** Asks a local Logto for everything that a real one has. */
export const probe = async (recorded: Recorded[]): Promise<{ metadata: Probed[]; management: Probed[] }> => {
  const localLogto = await startLocalLogto({ tenant: recordedTenant, port: 0 });
  const answers = async (method: string, path: string): Promise<boolean> => {
    const address = `${localLogto.endpoint}${path.replaceAll(/\{\w+\}/g, 'x')}`;
    const { status } = await fetch(address, { method, redirect: 'manual' });
    return status !== 404 && status !== 405;
  };
  const metadata: Probed[] = [];
  for (const path of endpointsIn(recorded)) {
    const isServed = (await answers('GET', path)) || (await answers('POST', path));
    metadata.push({ request: path, isServed });
  }
  const management: Probed[] = [];
  for (const request of readOperations()) {
    const [method = '', path = ''] = request.split(' ');
    management.push({ request, isServed: await answers(method, path) });
  }
  await localLogto.close();
  return { metadata, management };
};
