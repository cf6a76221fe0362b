import type { ReactNode } from 'react';
import { CallOutcome, type CallResult } from './call-outcome.tsx';
import { ClaimsTable } from './claims-table.tsx';

export type CallPanelProps = {
  /** What is called, or for whom: "Shopping API", "Acme". No other panel of the page has it. */
  name: string;
  /** What to know before the call, such as "Requested scopes". */
  details: readonly (readonly [label: string, value: ReactNode])[];
  /** The slot for small `PostButton`s. */
  buttons: ReactNode;
  result?: CallResult;
};

const DecodedToken = ({ name, token }: { name: string; token: CallResult['token'] }) => (
  <details open>
    <summary>Decoded access token</summary>
    <ClaimsTable claims={token.claims} caption={`Access token for ${name}`} />
    <ClaimsTable claims={token.header} caption="Its header" column="Field" />
  </details>
);

/**
 * One API of `/resources`, or one organization of `/organizations`. Takes what to know about it, the buttons that call it and
 * what came of the call; gives one row of a `CallList`, with the answer and the decoded access token below it.
 */
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
      {/* There before the result is: a screen reader announces what is added to a status, not a status that is added. */}
      <div role="status">{result && <CallOutcome name={name} id={id} result={result} />}</div>
      {/* Not in the status, which is read aloud as a whole. */}
      {result && <DecodedToken name={name} token={result.token} />}
    </section>
  );
};
