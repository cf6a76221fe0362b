import { expect, test } from 'vitest';
import { contentsOf, contentsWanted } from './contents.ts';
import { useLogto } from './lab.ts';
import type { Fault } from './stand-in/index.ts';
import { freshState } from './stand-in/state.ts';
import { smallTenant } from './tenants.ts';

const lab = useLogto();

/** How many requests an undisturbed run sends. */
const countRequests = async (run: () => Promise<unknown>) => {
  lab.logto.forget();
  await run();
  return lab.logto.requests.length;
};

const empty = () => {
  Object.assign(lab.logto.state, freshState());
  lab.logto.forget();
};

const faults: Fault['how'][] = ['error', 'reset after writing'];

test.each(faults)('a run that breaks off at any request (%s) is finished by the next', async (how) => {
  const count = await countRequests(() => lab.run(smallTenant));
  expect(count).toBeGreaterThan(30);

  for (let at = 0; at < count; at += 1) {
    empty();
    lab.logto.order({ at, how });
    await expect(lab.run(smallTenant), `request ${at}`).rejects.toThrow('run the command again');
    lab.logto.order(undefined);

    await lab.run(smallTenant);
    expect(contentsOf(lab.logto.state), `request ${at}`).toEqual(contentsWanted(smallTenant));
    lab.logto.forget();
    await lab.run(smallTenant);
    expect(lab.logto.writes(), `request ${at}`).toEqual([]);
  }
});

test('a removal that breaks off at any request is finished by the next', async () => {
  await lab.run(smallTenant);
  const count = await countRequests(() => lab.destroyAll(smallTenant));
  expect(count).toBeGreaterThan(20);

  for (let at = 0; at < count; at += 1) {
    empty();
    await lab.run(smallTenant);
    lab.logto.forget();
    lab.logto.order({ at, how: 'reset after writing' });
    await expect(lab.destroyAll(smallTenant), `request ${at}`).rejects.toThrow('run the command again');
    lab.logto.order(undefined);

    await lab.destroyAll(smallTenant);
    expect(lab.logto.state, `request ${at}`).toEqual(freshState());
  }
});

test('what a run left that broke off at any request is removed whole', async () => {
  const count = await countRequests(() => lab.run(smallTenant));

  for (let at = 0; at < count; at += 1) {
    empty();
    lab.logto.order({ at, how: 'reset after writing' });
    await expect(lab.run(smallTenant), `request ${at}`).rejects.toThrow('run the command again');
    lab.logto.order(undefined);

    await lab.destroyAll(smallTenant);
    expect(lab.logto.state, `request ${at}`).toEqual(freshState());
  }
});
