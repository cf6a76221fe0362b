import type { ApiAnswer } from '@repo/server';
import type { ReactNode } from 'react';
import { CallOutcome } from './call-outcome.tsx';
import { ClaimsTable } from './claims-table.tsx';

export type CallPanelProps = {
  /** The API or the organization, unique on the page. */
  name: string;
  /** Rows such as "Requested scopes". */
  details: readonly (readonly [label: string, value: ReactNode])[];
  /** Small `PostButton`s. */
  buttons: ReactNode;
  result?: ApiAnswer;
};

const DecodedToken = ({ name, token }: { name: string; token: ApiAnswer['token'] }) => (
  <details open>
    <summary>Decoded access token</summary>
    <ClaimsTable claims={token.claims} caption={`Access token for ${name}`} />
    <ClaimsTable claims={token.header} caption="Its header" column="Field" />
  </details>
);

/** An API or an organization in a `CallList`: buttons that call it, then the response and the decoded access token. */
export const CallPanel = ({ name, details, buttons, result }: CallPanelProps) => {
  const id = `call-${name.trim().replaceAll(/\s+/g, '-')}`;
  return (
    <section className="call-panel" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <dl>
        {details.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="buttons">{buttons}</div>
      {/* Present from the start: screen readers announce changes to a status, not a new one. */}
      <div role="status">{result && <CallOutcome name={name} id={id} result={result} />}</div>
      {/* Outside the status, which is announced as a whole. */}
      {result && <DecodedToken name={name} token={result.token} />}
    </section>
  );
};
