import type { Controls } from '../control/control-api.ts';
import { type Exchange, isForeignPost, redirect, sendJson, sendPage } from '../exchange.ts';
import { readForm } from '../screens/interaction.ts';
import { shownFlows, startPageAddress } from './address.ts';
import { type Done, type StartPageState, startPage } from './start-page.ts';
import { events, turn } from './switches.ts';

type Context = Omit<StartPageState, 'faults' | 'canControl'> & {
  /** What its forms can do. Without it, the page has none. */
  controls?: Controls;
};

/** What the address says has just been done. Only texts of this page are repeated, never those of the address. */
const readDone = ({ directory }: Context, { searchParams }: URL): Done => {
  const done = searchParams.get('done');
  const user = directory.tenant.users.find(({ username }) => username === searchParams.get('user'));
  const sessions = Number(searchParams.get('sessions'));
  return {
    users:
      done === 'end-sessions' && user && Number.isInteger(sessions)
        ? `${user.username}: ${sessions} ${sessions === 1 ? 'session' : 'sessions'} ended.`
        : undefined,
    requests: done === 'clear' ? 'The list is empty.' : undefined,
    faults: done === 'reset' ? 'All faults are off.' : events.find(({ id }) => id === done)?.done,
  };
};

type Result = { section: string; parameters?: Record<string, string> };

const runEvent = (id: string, { expireAccessTokens, rotateKeys, restart }: Controls): Result | undefined => {
  const run = new Map(
    Object.entries({ 'expire-access-tokens': expireAccessTokens, 'rotate-keys': rotateKeys, restart }),
  ).get(id);
  if (!run) return undefined;
  run();
  return { section: 'faults', parameters: { done: id } };
};

/** Does what the pressed button of a form says. Returns undefined if there is no such button. */
const act = async (field: (name: string) => string, controls: Controls): Promise<Result | undefined> => {
  if (field('clear')) {
    controls.log.clear();
    return { section: 'requests', parameters: { done: 'clear' } };
  }
  if (field('reset')) {
    controls.setFaults({});
    return { section: 'faults', parameters: { done: 'reset' } };
  }
  if (field('end-sessions')) {
    const user = field('end-sessions');
    const sessions = await controls.endSessions(user);
    if (sessions === undefined) return undefined;
    return { section: 'users', parameters: { done: 'end-sessions', user, sessions: String(sessions) } };
  }
  if (field('event')) return runEvent(field('event'), controls);
  const faults = turn(field('switch'), controls.faults());
  if (!faults) return undefined;
  controls.setFaults(faults);
  return { section: 'faults' };
};

const unknownButton = { message: 'The start page has no such button. Reload it, and press again.' };
const foreignForm = { message: 'Other origins cannot use the start page.' };
const notAllowed = { message: 'The start page accepts GET and POST only.' };

/** Answers the start page, `/local`, and its forms, which work without JavaScript. */
export const handleStartPage = async (exchange: Exchange, context: Context): Promise<void> => {
  const { request, url } = exchange;
  const { controls, ...shown } = context;
  const isPost = request.method === 'POST';
  if (isForeignPost(exchange)) return sendJson(exchange, foreignForm, 403);
  if (!['GET', 'HEAD'].includes(request.method ?? '') && !(isPost && controls)) {
    return sendJson(exchange, notAllowed, 405);
  }
  if (isPost && controls) {
    const result = await act(await readForm(exchange), controls);
    if (!result) return sendJson(exchange, unknownButton, 400);
    const { section, parameters } = result;
    return redirect(exchange, startPageAddress({ ...shownFlows(url), ...parameters }, section));
  }
  const state = { ...shown, faults: controls?.faults() ?? {}, canControl: controls !== undefined };
  sendPage(exchange, await startPage(state, url, readDone(context, url)));
};
