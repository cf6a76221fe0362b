import { boundedCookie } from '@repo/session';

const tenMinutes = 10 * 60 * 1000;

type Values = Record<string, string>;

/** The parameters of a framework's function that sets a cookie. */
type Cookie = [
  name: string,
  value: string,
  options: { path: '/'; httpOnly: true; sameSite: 'lax'; secure: boolean; expires: Date },
];

/** The claims of the ID token that tell one session from another: after sign-out, the next one has another `sid`. */
export type SessionClaims = { sub: string; iat: number; sid?: unknown };

// Logto adds `sid` only if the application asks for it (`backchannelLogoutSessionRequired`).
const sessionOf = ({ sid, iat }: SessionClaims) => (typeof sid === 'string' ? `sid ${sid}` : `iat ${iat}`);

/** An encrypted cookie that remembers one step of a user for ten minutes. */
export type StepCookie = {
  name: string;
  /** The cookie to set. Throws `SessionTooLargeError` if the values do not fit. */
  keep: (values: Values, claims: SessionClaims) => Promise<Cookie>;
  /** The values that were kept in this session, or an empty object if there are none, or the ten minutes are over. */
  read: (value: string | undefined, claims: SessionClaims) => Promise<Record<string, string | undefined>>;
  /** The cookie that removes it. */
  forget: () => Cookie;
};

/**
 * Creates a cookie for what a server must remember between two requests of a user, such as the id of a verification record
 * at Logto. Neither the next user of the browser can use it, nor anyone who continues with a session still open at a social
 * provider after the user has signed out. In ID tokens without `sid`, each refresh counts as another session.
 *
 * @param step Its purpose. A value of one purpose does not count for another.
 * @param environment `appId` keeps apps on the same host apart. `cookieSecret` has 32 random characters or more.
 */
export const createStepCookie = (
  step: string,
  {
    appId,
    cookieSecret,
    cookieSecure: secure,
  }: { appId: string; cookieSecret: string; cookieSecure: boolean },
): StepCookie => {
  const name = `${secure ? '__Host-' : ''}logto_${step}_${appId}`;
  const cookie = (value: string, expires: Date): Cookie => [
    name,
    value,
    { path: '/', httpOnly: true, sameSite: 'lax', secure, expires },
  ];

  return {
    name,
    keep: async (values, claims) => {
      const expires = new Date(Date.now() + tenMinutes);
      const session = sessionOf(claims);
      const sealed: Values = { ...values, sub: claims.sub, session, step, expiresAt: expires.toISOString() };
      return cookie(await boundedCookie.wrap(sealed, cookieSecret), expires);
    },
    read: async (value = '', claims) => {
      const values: Record<string, string | undefined> = {
        ...(await boundedCookie.unwrap(value, cookieSecret)),
      };
      const isMine = values.sub === claims.sub && values.session === sessionOf(claims);
      return isMine && values.step === step && Date.parse(values.expiresAt ?? '') > Date.now() ? values : {};
    },
    forget: () => cookie('', new Date(0)),
  };
};
