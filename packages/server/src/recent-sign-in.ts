/**
 * Whether the user has signed in at Logto within this many seconds, according to the claim `auth_time` of the ID token
 * (OpenID Connect Core 1.0, section 2). Logto adds the claim only if the sign-in asked for it with `max_age` or
 * `prompt=login`. A sign-in without it counts as old.
 */
export const isRecentSignIn = ({ auth_time: time }: Record<string, unknown>, seconds: number): boolean =>
  typeof time === 'number' && Date.now() / 1000 - time <= seconds;
