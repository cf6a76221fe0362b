import { expect, test } from 'vitest';
import { contentsOf, contentsWanted } from './test/contents.ts';
import type { Fault } from './test/fake-logto/fake-logto.ts';
import { freshState } from './test/fake-logto/state.ts';
import { smallTenant } from './test/small-tenant.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();

/** How many requests a run sends without interruption. */
const countRequests = async (run: () => Promise<unknown>) => {
  provision.logto.forget();
  await run();
  return provision.logto.requests.length;
};

const empty = () => {
  Object.assign(provision.logto.state, freshState());
  provision.logto.forget();
};

const faults: Fault['how'][] = ['error', 'reset after writing'];

test.each(faults)('the next run completes a run that was interrupted at any request: %s', async (how) => {
  const count = await countRequests(() => provision.apply(smallTenant));
  expect(count).toBeGreaterThan(30);

  for (let at = 0; at < count; at += 1) {
    empty();
    provision.logto.injectFault({ at, how });
    await expect(provision.apply(smallTenant), `request ${at}`).rejects.toThrow('run the command again');
    provision.logto.clearFault();

    await provision.apply(smallTenant);
    expect(contentsOf(provision.logto.state), `request ${at}`).toEqual(contentsWanted(smallTenant));
    provision.logto.forget();
    await provision.apply(smallTenant);
    expect(provision.logto.writes(), `request ${at}`).toEqual([]);
  }
});

test('the next run completes a removal that was interrupted at any request', async () => {
  await provision.apply(smallTenant);
  const count = await countRequests(() => provision.destroy(smallTenant));
  expect(count).toBeGreaterThan(20);

  for (let at = 0; at < count; at += 1) {
    empty();
    await provision.apply(smallTenant);
    provision.logto.forget();
    provision.logto.injectFault({ at, how: 'reset after writing' });
    await expect(provision.destroy(smallTenant), `request ${at}`).rejects.toThrow('run the command again');
    provision.logto.clearFault();

    await provision.destroy(smallTenant);
    expect(provision.logto.state, `request ${at}`).toEqual(freshState());
  }
});

test('destroy removes everything that is left from a run that was interrupted at any request', async () => {
  const count = await countRequests(() => provision.apply(smallTenant));

  for (let at = 0; at < count; at += 1) {
    empty();
    provision.logto.injectFault({ at, how: 'reset after writing' });
    await expect(provision.apply(smallTenant), `request ${at}`).rejects.toThrow('run the command again');
    provision.logto.clearFault();

    await provision.destroy(smallTenant);
    expect(provision.logto.state, `request ${at}`).toEqual(freshState());
  }
});
