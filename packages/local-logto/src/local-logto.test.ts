import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { createControlClient } from './control/control-client.ts';
import { isListening } from './listen.ts';
import { startLocalLogto } from './local-logto.ts';
import { firstApp, tenant } from './test/fixture.ts';

describe('the server', () => {
  test('listens on both loopback addresses only', async () => {
    const localLogto = await startLocalLogto({ tenant, port: 0 });
    const { port } = new URL(localLogto.endpoint);
    const answers = (host: string) =>
      isListening(new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`));
    expect(await answers('127.0.0.1')).toBe(true);
    expect(await answers('::1')).toBe(true);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses = []) => addresses)
      .filter(({ internal, scopeid }) => !internal && !scopeid);
    for (const { address } of others) expect(await answers(address)).toBe(false);
    await localLogto.close();
    expect(await answers('127.0.0.1')).toBe(false);
  });

  test('answers 500 after an error, reports it, and goes on', async () => {
    const reported: unknown[] = [];
    const broken = { ...tenant, applications: [{ ...firstApp, redirectUris: ['http://no address'] }] };
    const report = (error: unknown) => reported.push(error);
    const localLogto = await startLocalLogto({ tenant: broken, port: 0, report });
    const answer = await fetch(localLogto.endpoint);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ message: 'Internal server error.' });
    expect(reported).toEqual([expect.objectContaining({ code: 'ERR_INVALID_URL' })]);
    expect((await fetch(`${localLogto.endpoint}/oidc/jwks`)).status).toBe(200);
    await localLogto.close();
  });

  test('answers unknown paths with a page, and unknown APIs with JSON', async () => {
    const localLogto = await startLocalLogto({ tenant, port: 0 });
    const page = await fetch(`${localLogto.endpoint}/nowhere`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<h1>Page not found</h1>');
    expect((await fetch(`${localLogto.endpoint}/nowhere`, { method: 'POST' })).status).toBe(404);
    const api = await fetch(`${localLogto.endpoint}/api/connectors`);
    expect(api.status).toBe(404);
    expect(await api.json()).toEqual({
      code: 'not_found',
      message: 'The local Logto does not serve this API.',
    });
    await localLogto.close();
  });

  test('says at /health that it is ready, whatever faults are ordered', async () => {
    const localLogto = await startLocalLogto({ tenant, port: 0, control: true });
    const control = createControlClient(localLogto.endpoint);
    await control.setFaults({ down: true });
    const health = await fetch(`${localLogto.endpoint}/health`);
    expect(health.status).toBe(200);
    expect(await health.json()).toEqual({ status: 'ok' });
    await localLogto.close();
  });

  test('closes although a client holds an idle connection', async () => {
    const localLogto = await startLocalLogto({ tenant, port: 0 });
    const socket = connect(Number(new URL(localLogto.endpoint).port), '127.0.0.1');
    // The server may reset the connection.
    socket.on('error', () => {});
    await once(socket, 'connect');
    await localLogto.close();
  });
});
