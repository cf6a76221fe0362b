import { expect, test } from 'vitest';
import { createRedisSession } from './redis-on-edge.ts';
import { SessionStoreError } from './session-store-error.ts';
import { secret } from './test/visitor.ts';

test('on the edge runtime, every operation throws a SessionStoreError', async () => {
  const { wrap, unwrap, describe } = createRedisSession();
  const operations = [wrap({}, secret), unwrap('', secret), describe('', secret)];

  for (const operation of operations) {
    await expect(operation).rejects.toEqual(
      new SessionStoreError('in Redis', 'the edge runtime cannot reach it'),
    );
  }
});
