import { Instant } from './instant.tsx';
import { ScopeList } from './scope-list.tsx';

/** What is known of a cached access token; never the token. */
export type CachedToken = {
  /** API resource indicator. */
  resource?: string;
  organizationId?: string;
  organizationName?: string;
  /** The granted scopes. */
  scopes: readonly string[];
  /** Seconds since 1970. */
  expiresAt: number;
};

export type SessionSummaryProps = {
  /** Where the session is stored: "Encrypted cookie logto_local-next-app". */
  store: string;
  /** The session's size. */
  bytes: number;
  /** The most bytes that the store takes, where there is such a limit. */
  limit?: number;
  tokens: readonly CachedToken[];
};

// One locale for everyone, so that the server and every browser write the same.
const numberFormat = new Intl.NumberFormat('en-US');

const Size = ({ bytes, limit }: Pick<SessionSummaryProps, 'bytes' | 'limit'>) => {
  if (limit === undefined) return `${numberFormat.format(bytes)} bytes`;

  return (
    <>
      <span>{`${numberFormat.format(bytes)} of ${numberFormat.format(limit)} bytes`}</span>
      <meter aria-label="Size" value={bytes} max={limit} high={limit * 0.8} optimum={0} />
    </>
  );
};

const Purpose = ({ resource, organizationId, organizationName }: CachedToken) => {
  if (resource === undefined && organizationId === undefined) return 'Userinfo (opaque access token)';

  const organization = organizationName ?? <code>{organizationId}</code>;
  if (resource === undefined) return <>Organization {organization}</>;

  return (
    <>
      <code>{resource}</code>
      {organizationId !== undefined && <span className="within"> in organization {organization}</span>}
    </>
  );
};

const CachedTokens = ({ tokens }: { tokens: readonly CachedToken[] }) => (
  <table>
    <caption>Cached access tokens</caption>
    <thead>
      <tr>
        <th scope="col">For</th>
        <th scope="col">Scopes</th>
        <th scope="col">Expires</th>
      </tr>
    </thead>
    <tbody>
      {tokens.map((token) => (
        <tr key={`${token.resource}#${token.organizationId}`}>
          <th scope="row">
            <Purpose {...token} />
          </th>
          <td data-label="Scopes">
            <ScopeList scopes={token.scopes} />
          </td>
          <td data-label="Expires">
            <Instant milliseconds={token.expiresAt * 1000} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** `/session`. Takes where the session is stored, its size and what is known of the cached tokens; gives a summary and a table. */
export const SessionSummary = ({ store, bytes, limit, tokens }: SessionSummaryProps) => (
  <div className="session-summary">
    <dl>
      <div>
        <dt>Stored in</dt>
        <dd>{store}</dd>
      </div>
      <div>
        <dt>Size</dt>
        <dd>
          <Size bytes={bytes} limit={limit} />
        </dd>
      </div>
    </dl>
    {tokens.length > 0 ? (
      <CachedTokens tokens={tokens} />
    ) : (
      <p>No access token is cached yet: a page that needs one asks Logto for it.</p>
    )}
  </div>
);
