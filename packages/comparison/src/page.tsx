import { createHash } from 'node:crypto';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import {
  type Comparison,
  integrations,
  type Question,
  type Row,
  type ShownColumn,
  type ShownFlow,
} from './comparison.ts';
import { highlight } from './highlight.ts';
import type { Code } from './sources.ts';

/** Returns the address of a line of a file of the repository. */
export type LinkTo = (file: string, line?: number) => string;

const names = Object.entries(integrations);

/** A sentence with code in backticks. */
const Sentence = ({ text }: { text: string }) =>
  text.split('`').map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));

const Answer = ({ question, verdict, answer }: Question) => (
  <li>
    <h3>{question}</h3>
    <p className="verdict">{verdict}</p>
    <p>
      <Sentence text={answer} />
    </p>
  </li>
);

const Table = ({ caption, rows }: { caption: string; rows: Row[] }) => (
  <table className="figures">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <td />
        {names.map(([app, { title }]) => (
          <th key={app} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ title, cells }) => (
        <tr key={title}>
          <th scope="row">{title}</th>
          {cells.map((cell, index) => (
            <td key={names[index]?.[0]} data-label={names[index]?.[1].title}>
              <span>
                <Sentence text={cell} />
              </span>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const Excerpt = ({ code, linkTo }: { code: Code; linkTo: LinkTo }) => (
  <figure>
    <figcaption>
      <a href={linkTo(code.file, code.line)}>
        {code.file.replace(/^apps\/[^/]+\//, '')}:{code.line}
      </a>
    </figcaption>
    <pre>
      <code>
        {highlight(code).map(({ indentation, pieces }, index) => (
          <span className="line" key={index}>
            {indentation && <span>{indentation}</span>}
            <span>
              {pieces.map(({ text, kind, isCall }, place) => {
                const Piece = isCall ? 'mark' : 'span';
                return (
                  <Piece className={kind} key={place}>
                    {text}
                  </Piece>
                );
              })}
              {'\n'}
            </span>
          </span>
        ))}
      </code>
    </pre>
  </figure>
);

const Requests = ({ requests }: Pick<ShownColumn, 'requests'>) => (
  <div className="requests">
    <h4>Requests to Logto</h4>
    {requests.length === 0 ? (
      <p>None</p>
    ) : (
      <ol>
        {requests.map(({ from, request, meaning }, index) => (
          <li className={from} key={index}>
            <span>{from}</span> <code>{request}</code> <span>{meaning}</span>
          </li>
        ))}
      </ol>
    )}
  </div>
);

const Pitfalls = ({ pitfalls, children }: { pitfalls: string[]; children: ReactNode }) => (
  <details className="pitfalls">
    <summary>
      {pitfalls.length === 1 ? '1 pitfall' : `${pitfalls.length} pitfalls`} {children}
    </summary>
    <ul>
      {pitfalls.map((pitfall) => (
        <li key={pitfall}>
          <Sentence text={pitfall} />
        </li>
      ))}
    </ul>
  </details>
);

const Column = ({
  column,
  figures,
  linkTo,
}: {
  column: ShownColumn;
  figures: [string, string][];
  linkTo: LinkTo;
}) => {
  const { app, code, requests, cannot, pitfalls } = column;
  return (
    <article className={`column ${app}`}>
      <h3>
        {integrations[app].title} <small>{integrations[app].sdk}</small>
      </h3>
      <div className="code">
        {code.map((excerpt) => (
          <Excerpt key={`${excerpt.file}:${excerpt.line}`} code={excerpt} linkTo={linkTo} />
        ))}
      </div>
      <Requests requests={requests} />
      <dl>
        {figures.map(([title, cell]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{cell}</dd>
          </div>
        ))}
      </dl>
      <div className="limits">
        {cannot && (
          <p>
            <Sentence text={cannot} />
          </p>
        )}
        {pitfalls.length > 0 && <Pitfalls pitfalls={pitfalls}>avoided in this app</Pitfalls>}
      </div>
    </article>
  );
};

const Flow = ({ flow, linkTo }: { flow: ShownFlow; linkTo: LinkTo }) => (
  <section id={flow.id} aria-labelledby={`${flow.id}-title`}>
    <h2 id={`${flow.id}-title`}>
      <a href={`#${flow.id}`}>{flow.title}</a>
    </h2>
    <p>{flow.summary}</p>
    <div className="columns">
      {flow.columns.map((column, index) => (
        <Column
          key={column.app}
          column={column}
          figures={flow.figures.map(({ title, cells }) => [title, cells[index] ?? ''])}
          linkTo={linkTo}
        />
      ))}
    </div>
    {flow.cannot && (
      <p>
        <Sentence text={flow.cannot} />
      </p>
    )}
    {flow.pitfalls.length > 0 && <Pitfalls pitfalls={flow.pitfalls}>avoided in all three</Pitfalls>}
  </section>
);

/** Chooses the app to show where there is no room for three columns. */
const Choice = () => (
  <fieldset className="choice">
    <legend>Integration</legend>
    {names.map(([app, { title }], index) => (
      <label key={app}>
        <input type="radio" name="app" id={`show-${app}`} defaultChecked={index === 0} />
        <span>{title}</span>
      </label>
    ))}
  </fieldset>
);

/**
 * Renders the comparison as one HTML document without scripts, which needs no other file.
 *
 * @param stylesheet Its style. A policy in the document allows nothing else.
 */
export const renderPage = (comparison: Comparison, stylesheet: string, linkTo: LinkTo): string => {
  const hash = createHash('sha256').update(stylesheet).digest('base64');
  const { conditions, questions, glance, flows } = comparison;
  const page = (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          httpEquiv="Content-Security-Policy"
          content={`default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`}
        />
        <title>The same sign-in, three ways · Logto samples</title>
        <meta
          name="description"
          content="Sign-in with Logto in Next.js Pages Router, App Router and Express: code, requests and figures."
        />
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: stylesheet }} />
      </head>
      <body>
        <main>
          <header>
            <p className="mark">Logto samples</p>
            <h1>The same sign-in, three ways</h1>
            <p>Real code, each app’s requests to Logto while alice used it, and what her browser got.</p>
          </header>
          <section id="choose" aria-labelledby="choose-title">
            <h2 id="choose-title">Which one should I use?</h2>
            <ul className="answers">
              {questions.map((question) => (
                <Answer key={question.question} {...question} />
              ))}
            </ul>
          </section>
          <section id="at-a-glance" aria-labelledby="glance-title">
            <h2 id="glance-title">At a glance</h2>
            <Table caption={conditions} rows={glance} />
          </section>
          <nav className="flow-links" aria-label="Flows">
            <ul>
              {flows.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
            </ul>
          </nav>
          <Choice />
          {flows.map((flow) => (
            <Flow key={flow.id} flow={flow} linkTo={linkTo} />
          ))}
        </main>
        <footer>
          <p>
            Cookies are those of the app, as the browser sends them. JavaScript is the script files of the
            page, as they are sent. Logto’s own pages do not count.
          </p>
          <p>
            <a href={linkTo('docs/pitfalls.md')}>How each pitfall is avoided, and which test covers it</a>
          </p>
        </footer>
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}\n`;
};
