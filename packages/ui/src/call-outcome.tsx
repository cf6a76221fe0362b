import type { ApiAnswer } from '@repo/server';
import { ScopeList } from './scope-list.tsx';

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

type CallOutcomeProps = {
  /** The name of the panel. */
  name: string;
  /** The id of the panel's heading. */
  id: string;
  result: ApiAnswer;
};

/** The part of a result that screen readers announce: request, status, answer and granted scopes. */
export const CallOutcome = ({ name, id, result }: CallOutcomeProps) => (
  <div className="outcome">
    <p className="request">
      <code>{result.request}</code> <Status status={result.status} statusText={result.statusText} />
    </p>
    <div>
      <h3>Answer</h3>
      <Answer name={name} body={result.body} />
    </div>
    <div>
      <h3 id={`${id}-scopes`}>Granted scopes</h3>
      <ScopeList scopes={result.token.scopes} labelledBy={`${id}-scopes`} />
    </div>
  </div>
);
