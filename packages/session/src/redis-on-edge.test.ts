import { expect, test } from 'vitest';
import { secret } from '../test/visitor.ts';
import { createRedisSession } from './redis-on-edge.ts';
import { SessionStoreError } from './session-store-error.ts';

test('on the edge, Redis can be configured and fails as a store that is out of reach', async () => {
  const { wrap, unwrap, describe } = createRedisSession();
  const operations = [wrap({}, secret), unwrap('', secret), describe('', secret)];

  for (const operation of operations) {
    await expect(operation).rejects.toEqual(
      new SessionStoreError('in Redis', 'the edge runtime cannot reach it'),
    );
  }
});
