// Not parsed as a URL: a wildcard in the port would make it an invalid one.
const parts = /^(?<scheme>[^:/?#]*):\/\/(?<host>[^/?#:]*)(?<port>:[^/?#]*)?[^?#]*(?<query>\?[^#]*)?/;

/**
 * Finds the wildcard in a redirect URI that Logto refuses, or with which the URI never matches. In a host, `*` stands for
 * characters of one label; in a path for any characters.
 *
 * @returns What is wrong and how to fix it; undefined if nothing is.
 */
export const findWildcardProblem = (uri: string): string | undefined => {
  if (!uri.includes('*')) return undefined;
  const { scheme = '', host = '', port = '', query = '' } = parts.exec(uri)?.groups ?? {};
  if (scheme.includes('*')) return 'must not have a wildcard in its scheme: write http or https';
  if (port.includes('*')) return 'must not have a wildcard in its port: list a URI for each port';
  if (query.includes('*')) return 'must not have a wildcard in its query: list a URI for each query';
  if (host.split('.').slice(-2).join().includes('*')) {
    return 'would never match: write out the last two labels of the host, as in https://*.preview.example.com/callback or http://*.app.localhost:3000/callback';
  }
  return undefined;
};
