import { ScopeList } from './scope-list.tsx';

/** What came of a call of a protected API, and the access token it was made with: decoded, never the token itself. */
export type CallResult = {
  /** As in HTTP: `GET /shopping/items`. */
  request: string;
  status: number;
  statusText: string;
  /** The parsed JSON of the answer. */
  body: unknown;
  /** The decoded access token, and the scopes that Logto granted with it. */
  token: {
    header: Record<string, unknown>;
    claims: Record<string, unknown>;
    scopes: readonly string[];
  };
};

// What is longer scrolls in its place.
const longAnswer = { lines: 16, characters: 1000 };

const isLong = (json: string) =>
  json.length > longAnswer.characters || json.split('\n').length > longAnswer.lines;

const Answer = ({ name, body }: { name: string; body: unknown }) => {
  const json = JSON.stringify(body, null, 2);
  const answer = (
    <pre>
      <code>{json}</code>
    </pre>
  );
  if (!isLong(json)) return answer;

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard can scroll only what it can focus.
    <section className="scroll" tabIndex={0} aria-label={`${name}: answer`}>
      {answer}
    </section>
  );
};

// A tick or a bar: the two differ in shape, not only in colour.
const Status = ({ status, statusText }: Pick<CallResult, 'status' | 'statusText'>) => {
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

type CallOutcomeProps = {
  /** The panel's name and id. */
  name: string;
  id: string;
  result: CallResult;
};

/** The part of a result that is read aloud. Takes it; gives request, status, answer and the scopes granted. */
export const CallOutcome = ({ name, id, result }: CallOutcomeProps) => (
  <div className="outcome">
    <p className="request">
      <code>{result.request}</code> <Status status={result.status} statusText={result.statusText} />
    </p>
    <div className="answer">
      <h3>Answer</h3>
      <Answer name={name} body={result.body} />
    </div>
    <div className="granted">
      <h3 id={`${id}-scopes`}>Granted scopes</h3>
      <ScopeList scopes={result.token.scopes} labelledBy={`${id}-scopes`} />
    </div>
  </div>
);
