import type { Tenant } from '@repo/tenant';

/**
 * Finds the redirect URIs with wildcards: each lets anyone who owns a matching address receive authorization codes.
 *
 * @returns One line for each of them.
 */
export const wildcardRedirectUris = ({ applications }: Tenant): string[] =>
  applications.flatMap(({ name, redirectUris }) =>
    redirectUris
      .filter((uri) => uri.includes('*'))
      .map(
        (uri) =>
          `"${name}" returns users to any address that matches ${uri} (Logto 1.36 or newer): all of them must be yours`,
      ),
  );
