import type { ApiAnswer } from '@repo/server';
import type { ReactNode } from 'react';
import { ClaimsTable } from './claims-table.tsx';
import { refusalSentence } from './refusal-sentence.ts';

type ScopeListProps = {
  scopes: readonly string[];
  /** The id of the element that labels the list. */
  labelledBy?: string;
};

/** The scopes of a token as a list, or "none". */
export const ScopeList = ({ scopes, labelledBy }: ScopeListProps) => {
  if (scopes.length === 0) return <p className="scopes">none</p>;

  return (
    <ul className="scopes" aria-labelledby={labelledBy}>
      {scopes.map((scope) => (
        <li key={scope}>
          <code>{scope}</code>
        </li>
      ))}
    </ul>
  );
};

const isLong = (json: string) => json.length > 1000 || json.split('\n').length > 16;

const Answer = ({ name, body }: { name: string; body: unknown }) => {
  const json = JSON.stringify(body, null, 2);
  const answer = (
    <pre>
      <code>{json}</code>
    </pre>
  );
  if (!isLong(json)) return answer;

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard user can scroll only what can have focus.
    <section className="scroll" tabIndex={0} aria-label={`${name}: answer`}>
      {answer}
    </section>
  );
};

// A tick or a bar, so that color is not the only difference.
const Status = ({ status, statusText }: Pick<ApiAnswer, 'status' | 'statusText'>) => {
  const isSuccess = status >= 200 && status < 300;
  return (
    <strong className={isSuccess ? 'success' : 'refusal'}>
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">
        <circle cx="12" cy="12" r="11" />
        <path d={isSuccess ? 'm6.5 12.5 3.75 3.75L17.5 9' : 'M6.5 12h11'} />
      </svg>
      {`${status} ${statusText}`.trim()}
    </strong>
  );
};

const idOf = (name: string) => `call-${name.trim().replaceAll(/\s+/g, '-')}`;

type CallOutcomeProps = {
  /** The name of the panel. */
  name: string;
  // #region lesson
  requestedScopes: readonly string[];
  // #endregion
  result: ApiAnswer;
};

// The part of a result that screen readers announce.
const CallOutcome = ({
  name,
  // #region lesson
  requestedScopes,
  // #endregion
  result,
}: CallOutcomeProps) => {
  // #region connectors
  const sentence = refusalSentence(result);
  // #endregion
  // #region lesson
  const missing = requestedScopes.filter((scope) => !result.token?.scopes.includes(scope));
  // #endregion
  return (
    <div className="outcome">
      <p className="request">
        <code>{result.request}</code> <Status status={result.status} statusText={result.statusText} />
      </p>
      {/* #region connectors */}
      {sentence && <p className="sentence">{sentence}</p>}
      {/* #endregion */}
      {result.body !== undefined && (
        <div>
          <h3>Response</h3>
          <Answer name={name} body={result.body} />
        </div>
      )}
      {/* #region lesson */}
      {result.token && (
        <div>
          <h3 id={`${idOf(name)}-scopes`}>Granted scopes</h3>
          <ScopeList scopes={result.token.scopes} labelledBy={`${idOf(name)}-scopes`} />
          {missing.length > 0 && (
            <p className="missing">
              Requested, but not granted: <code>{missing.join(' ')}</code>
            </p>
          )}
        </div>
      )}
      {/* #endregion */}
    </div>
  );
};

const DecodedToken = ({ name, token }: { name: string; token: NonNullable<ApiAnswer['token']> }) => (
  <details open>
    <summary>Decoded access token</summary>
    <ClaimsTable claims={token.claims} caption={`Access token for ${name}`} />
    <ClaimsTable claims={token.header} caption="Its header" column="Field" />
  </details>
);

export type CallPanelProps = {
  /** The API or the organization, unique on the page. */
  name: string;
  /** Rows such as "Resource indicator". */
  details: readonly (readonly [label: string, value: ReactNode])[];
  // #region connectors
  /** A sentence about the state of the panel. */
  note?: string | undefined;
  // #endregion
  /** Small `PostButton`s. */
  buttons: ReactNode;
  result?: ApiAnswer | undefined;
  /** The scopes that the app requests for the API. */
  requestedScopes?: readonly string[] | undefined;
  /** While a call is under way, the last response is dimmed. */
  isBusy?: boolean;
};

/** The end of an address that opens the page at a panel, for a form whose answer is a page. */
export const callPanelFragment = (name: string): string => `#${encodeURIComponent(idOf(name))}`;

/** An API or an organization in a `CallList`: buttons that call it, then the response and the decoded access token. */
export const CallPanel = ({
  name,
  details,
  // #region connectors
  note,
  // #endregion
  buttons,
  result,
  requestedScopes = [],
  isBusy,
}: CallPanelProps) => {
  const id = idOf(name);
  return (
    <section className="call-panel" aria-labelledby={id} aria-busy={isBusy || undefined}>
      {/* Can have the focus, which a browser moves here when it opens the page at this panel. */}
      <h2 id={id} tabIndex={-1}>
        {name}
      </h2>
      <dl>
        {details.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {requestedScopes.length > 0 && (
          <div>
            <dt>Requested scopes</dt>
            <dd>{requestedScopes.join(' ')}</dd>
          </div>
        )}
      </dl>
      <div className="buttons">{buttons}</div>
      {/* #region connectors */}
      {note && <p className="note">{note}</p>}
      {/* #endregion */}
      {/* Present from the start: screen readers announce changes to a status, not a new one. */}
      <div role="status">
        {result && (
          <CallOutcome
            name={name}
            // #region lesson
            requestedScopes={requestedScopes}
            // #endregion
            result={result}
          />
        )}
      </div>
      {/* #region lesson */}
      {/* Outside the status, which is announced as a whole. */}
      {result?.token && <DecodedToken name={name} token={result.token} />}
      {/* #endregion */}
    </section>
  );
};

/** A list of `CallPanel`s. */
export const CallList = ({ children }: { children: ReactNode }) => (
  <div className="call-list">{children}</div>
);
