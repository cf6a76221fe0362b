import type { ControlClient } from '@repo/local-logto/control';

/** What the app asked of Logto since the log was cleared, such as `refresh_token for https://… in ORGANIZATION`. */
export const askedOf = async (localLogto: ControlClient): Promise<string[]> => {
  const requests = await localLogto.requests();
  return requests
    .map(({ endpoint, grant, resource, organization }) => {
      const target = [resource && `for ${resource}`, organization && `in ${organization}`].filter(Boolean);
      return [grant ?? endpoint, ...target].join(' ');
    })
    .reverse();
};

/** Those of them that asked for a token. */
export const tokensAskedOf = async (localLogto: ControlClient): Promise<string[]> => {
  const asked = await askedOf(localLogto);
  return asked.filter((request) => /^(refresh_token|authorization_code)\b/.test(request));
};
