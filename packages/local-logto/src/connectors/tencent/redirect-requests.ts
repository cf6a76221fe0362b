import { AsyncLocalStorage } from 'node:async_hooks';
import type { Server } from 'node:http';
import https from 'node:https';
import { type Duplex, duplexPair } from 'node:stream';

const host = 'sms.tencentcloudapi.com';
const current = new AsyncLocalStorage<Server>();

class RedirectingAgent extends https.Agent {
  override createConnection(
    ...[options, done]: Parameters<https.Agent['createConnection']>
  ): Duplex | null | undefined {
    const server = current.getStore();
    if (!server || options.host !== host) return super.createConnection(options, done);
    const [ours, theirs] = duplexPair();
    server.emit('connection', theirs);
    return ours;
  }
}

/**
 * Runs a function whose HTTPS requests to `sms.tencentcloudapi.com` go to a server inside this process, which need not
 * listen anywhere. All other requests, and those of other callers, go where they went before.
 */
export const redirectRequests = <Result>(server: Server, run: () => Promise<Result>): Promise<Result> => {
  // The connector has no setting for its host, and uses the global agent.
  if (!(https.globalAgent instanceof RedirectingAgent)) {
    https.globalAgent = new RedirectingAgent(https.globalAgent.options);
  }
  return current.run(server, run);
};
