import { differingPaths } from './comparison.ts';
import type { Directive, Play } from './player.ts';
import { sessionApplications } from './recorded-sessions-tenant.ts';
import { authorizeRequest, basic, decode, signIn } from './sign-in-flow.ts';

const scope =
  'openid offline_access profile email phone address identities custom_data roles urn:logto:scope:organizations urn:logto:scope:organization_roles urn:logto:scope:sessions';

const compareToken = (play: Play, what: string, token: string, expected: string[]): void => {
  const recorded: unknown = JSON.parse(expected.join(' '));
  for (const path of differingPaths(recorded, decode(token), play.values)) {
    play.differences.push(`${what}: ${path}`);
  }
};

const receiverOf = ({ receiver }: Play) => {
  if (!receiver) throw new Error('The recording needs a receiver of logout tokens');
  return receiver;
};

/** What recordings of sessions do and compare. */
export const sessionDirectives: Record<string, Directive> = {
  /** Signs in to one of the applications with the same browser: `sign-in A alice`. */
  'sign-in': async (play, [label = '', username = '']) => {
    const application = sessionApplications.get(label);
    if (!application) throw new Error(`No application ${label}`);
    const credentials = { identifier: username, password: `${username}-demo` };
    const request = authorizeRequest(application, scope);
    const { access, refresh, id } = await signIn(play.endpoint, request, credentials, play.browser);
    play.values.set(`access-${label}`, access).set(`refresh-${label}`, refresh).set(`id-${label}`, id);
    for (const [other, { id: clientId, secret }] of sessionApplications) {
      play.values.set(`basic-${other}`, basic(clientId, secret));
    }
  },
  /** Compares the ID token of the latest sign-in to an application. */
  'id-token': async (play, [label, ...expected]) =>
    compareToken(play, `ID token of ${label}`, play.values.get(`id-${label}`) ?? '', expected),
  /** Sets the status that the applications answer with: `receiver 500`. */
  receiver: async (play, [status]) => receiverOf(play).answerWith(Number(status)),
  /** Compares all logout tokens that were posted, in any order: `posted /backchannel {…} /backchannel-2 {…}`. */
  posted: async (play, words) => {
    const posts = new Map(
      receiverOf(play)
        .take()
        .map((post) => [post.path, post]),
    );
    const expected = new Map<string, string>();
    for (let index = 0; index < words.length; index += 2) {
      expected.set(`POST ${words[index]}`, words[index + 1] ?? '');
    }
    for (const path of posts.keys()) if (!expected.has(path)) play.differences.push(`${path}: posted`);
    for (const [path, token] of expected) {
      const post = posts.get(path);
      if (!post) {
        play.differences.push(`${path}: not posted`);
        continue;
      }
      const { 'content-type': type, accept } = post.headers;
      if (type !== 'application/x-www-form-urlencoded' || accept !== '*/*' || post.form.size !== 1)
        play.differences.push(`${path}: ${type}, ${accept}, ${[...post.form.keys()]}`);
      compareToken(play, path, post.form.get('logout_token') ?? '', [token]);
    }
  },
};
