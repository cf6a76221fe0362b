import { ScopeList } from './call-panel.tsx';
import { Instant } from './instant.tsx';
import { minutes } from './minutes.ts';

/** A cached access token without the token itself. If it has neither resource nor organization, it is for userinfo. */
export type CachedToken = {
  /** API resource indicator. */
  resource?: string;
  organizationId?: string;
  /** The granted scopes. */
  scopes: readonly string[];
  /** Seconds since 1970. */
  expiresAt: number;
};

export type SessionSummaryProps = {
  /** Where the session is stored, such as "Redis". */
  store: string;
  /** The bytes of the session's cookie. */
  inBrowser: number;
  /** The maximum size of the cookie in bytes, if it holds the session. */
  limit?: number;
  /** The bytes that the server stores. */
  onServer: number;
  /** After how many minutes without a visit the session ends, if there is a limit. */
  idleMinutes?: number | undefined;
  tokens: readonly CachedToken[];
};

// A fixed locale, so that server and browser render the same text.
const numberFormat = new Intl.NumberFormat('en-US');

const Size = ({ bytes, limit }: { bytes: number; limit?: number | undefined }) => {
  if (limit === undefined) return `${numberFormat.format(bytes)} bytes`;

  return (
    <>
      <span>{`${numberFormat.format(bytes)} of ${numberFormat.format(limit)} bytes`}</span>
      <meter aria-label="Size of the cookie" value={bytes} max={limit} high={limit * 0.8} optimum={0} />
    </>
  );
};

const Purpose = ({ resource, organizationId }: CachedToken) => {
  if (resource === undefined && organizationId === undefined) return 'Userinfo (opaque access token)';

  const organization = <code>{organizationId}</code>;
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

/** Where the session is stored, its size in the browser and on the server, when it ends without a visit, and a table of the cached access tokens. */
export const SessionSummary = ({
  store,
  inBrowser,
  limit,
  onServer,
  idleMinutes,
  tokens,
}: SessionSummaryProps) => (
  <div className="session-summary">
    <dl>
      <div>
        <dt>Stored in</dt>
        <dd>{store}</dd>
      </div>
      <div>
        <dt>In the browser</dt>
        <dd>
          <Size bytes={inBrowser} limit={limit} />
        </dd>
      </div>
      <div>
        <dt>On the server</dt>
        <dd>
          <Size bytes={onServer} />
        </dd>
      </div>
      {idleMinutes !== undefined && (
        <div>
          <dt>Ends</dt>
          <dd>After {minutes(idleMinutes)} without a visit</dd>
        </div>
      )}
    </dl>
    {tokens.length > 0 ? (
      <CachedTokens tokens={tokens} />
    ) : (
      <p>No access token is cached yet. A page that needs one requests it from Logto.</p>
    )}
  </div>
);
