import { resourceServerApplication } from '@repo/config';
import type { ControlClient } from '@repo/local-logto/control';

/** The app's requests to Logto since the log was cleared, such as `refresh_token for https://… in ORGANIZATION`. */
export const loggedRequests = async (localLogto: ControlClient): Promise<string[]> => {
  const requests = await localLogto.requests();
  return (
    requests
      // Leaves out the requests of the protected API, which also reads Logto's keys every minute. An app reads the keys only
      // after a token request, which is counted.
      .filter(
        ({ fromLogto, app, endpoint }) =>
          !fromLogto && app !== resourceServerApplication.id && endpoint !== '/oidc/jwks',
      )
      .map(({ endpoint, grant, resource, organization }) => {
        const target = [resource && `for ${resource}`, organization && `in ${organization}`].filter(Boolean);
        return [grant ?? endpoint, ...target].join(' ');
      })
      .reverse()
  );
};

/** The token requests among them. */
export const tokenRequests = async (localLogto: ControlClient): Promise<string[]> => {
  const asked = await loggedRequests(localLogto);
  return asked.filter((request) => /^(refresh_token|authorization_code)\b/.test(request));
};
