import { resourceServerApplication } from '@repo/config';
import type { ControlClient } from '@repo/local-logto/control';

/** The app's requests to Logto since the log was cleared, such as `refresh_token for https://… in ORGANIZATION`. */
export const loggedRequests = async (localLogto: ControlClient): Promise<string[]> => {
  const requests = await localLogto.requests();
  return (
    requests
      // The protected API asks for itself.
      .filter(({ fromLogto, app }) => !fromLogto && app !== resourceServerApplication.id)
      .map(({ endpoint, grant, resource, organization }) => {
        const target = [resource && `for ${resource}`, organization && `in ${organization}`].filter(Boolean);
        return [grant ?? endpoint, ...target].join(' ');
      })
      .reverse()
  );
};

/**
 * Those besides requests for Logto's keys, for a test in which the protected API is called: it reads the keys again every minute,
 * and the log does not say who asked.
 */
export const requestsBesidesKeys = async (localLogto: ControlClient): Promise<string[]> =>
  (await loggedRequests(localLogto)).filter((request) => request !== '/oidc/jwks');

/** The token requests among them. */
export const tokenRequests = async (localLogto: ControlClient): Promise<string[]> => {
  const asked = await loggedRequests(localLogto);
  return asked.filter((request) => /^(refresh_token|authorization_code)\b/.test(request));
};
