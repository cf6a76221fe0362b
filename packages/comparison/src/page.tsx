import { createHash } from 'node:crypto';
import { Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import {
  type Comparison,
  integrations,
  type Lane,
  laneNames,
  lanesOf,
  type Question,
  type Row,
  type ShownColumn,
  type ShownFlow,
  topics,
} from './comparison.ts';
import { highlight } from './highlight.ts';
import type { Code } from './sources.ts';

/** Returns the address of a line of a file of the repository. */
export type LinkTo = (file: string, line?: number) => string;

const names = Object.entries(integrations);

/** Text that may break before a separator. */
const Breakable = ({ text, before }: { text: string; before: RegExp }) =>
  text.split(before).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));

/** A sentence with code in backticks. */
const Sentence = ({ text }: { text: string }) =>
  text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code key={part}>
        <Breakable text={part} before={/(?=[.(])/} />
      </code>
    ) : (
      part
    ),
  );

const Answer = ({ question, verdict, answer }: Question) => (
  <li>
    <h3>{question}</h3>
    <p className="verdict">{verdict}</p>
    <p>
      <Sentence text={answer} />
    </p>
  </li>
);

const Table = ({ caption, rows }: { caption?: string; rows: Row[] }) => (
  <table className="figures">
    {caption && <caption>{caption}</caption>}
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
      {rows.map(({ title, cells, flow }) => (
        <tr key={title}>
          <th scope="row">{flow ? <a href={`#${flow}`}>{title}</a> : title}</th>
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

const memberOrArgument = /(?<!\?)(?=\??\.\w)|(?=\$\{)|(?<=\()(?=\w)/;

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
                  <Fragment key={place}>
                    {/^\??\.\w/.test(text) && <wbr />}
                    <Piece className={kind}>
                      <Breakable text={text} before={memberOrArgument} />
                    </Piece>
                  </Fragment>
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

/** The requests of an app, drawn as arrows between lanes, which are the same in all three columns. */
const Requests = ({ requests, lanes }: Pick<ShownColumn, 'requests'> & { lanes: Lane[] }) => (
  <div className="requests">
    <h4>
      Requests{' '}
      <small>{requests.filter(({ to }) => to === 'logto').length || 'none'} to Logto, with JavaScript</small>
    </h4>
    <div className={`sequence lanes-${lanes.length}`}>
      <div className="lane-names" aria-hidden="true">
        {lanes.map((lane) => (
          <span key={lane}>{laneNames[lane]}</span>
        ))}
      </div>
      <ol>
        {requests.map(({ from, to, request, meaning }, index) => (
          <li className={`${from}-to-${to}`} key={index}>
            <span className="visually-hidden">
              {laneNames[from]} to {laneNames[to]}:{' '}
            </span>
            <span className="message">
              <code>
                <Breakable text={request} before={/(?<! )(?=\/)/} />
              </code>{' '}
              <span>{meaning}</span>
            </span>
            <span className="arrow" />
          </li>
        ))}
      </ol>
    </div>
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
  lanes,
  linkTo,
}: {
  column: ShownColumn;
  figures: [string, string][];
  lanes: Lane[];
  linkTo: LinkTo;
}) => {
  const { app, code, requests, cannot, pitfalls, visit } = column;
  return (
    <article
      className={`column ${app}`}
      aria-label={integrations[app].title}
      data-visit={visit && JSON.stringify(visit)}
    >
      <h3>
        {integrations[app].title} <small>{integrations[app].sdk}</small>
      </h3>
      <div className="code">
        {code.map((excerpt) => (
          <Excerpt key={`${excerpt.file}:${excerpt.line}`} code={excerpt} linkTo={linkTo} />
        ))}
      </div>
      <Requests requests={requests} lanes={lanes} />
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
          <>
            <h4>What the SDK cannot do</h4>
            <p>
              <Sentence text={cannot} />
            </p>
          </>
        )}
        {pitfalls.length > 0 && <Pitfalls pitfalls={pitfalls}>avoided in this app</Pitfalls>}
      </div>
    </article>
  );
};

/** Shown by the script where it can run the flow. */
const Run = () => (
  <div className="run" data-served hidden>
    <button type="button" data-run>
      Run as alice
    </button>
    <p role="status" />
  </div>
);

const Flow = ({ flow, linkTo }: { flow: ShownFlow; linkTo: LinkTo }) => (
  <section id={flow.id} aria-labelledby={`${flow.id}-title`}>
    <h2 id={`${flow.id}-title`}>
      <a href={`#${flow.id}`}>{flow.title}</a>
    </h2>
    <p>{flow.summary}</p>
    {flow.columns.some(({ visit }) => visit) && <Run />}
    <div className="columns">
      {flow.columns.map((column, index) => (
        <Column
          key={column.app}
          column={column}
          figures={flow.figures.map(({ title, cells }) => [title, cells[index] ?? ''])}
          lanes={lanesOf(flow.columns.flatMap(({ requests }) => requests))}
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

/** A section before the flows. */
const Topic = ({ id, children }: { id: keyof typeof topics; children: ReactNode }) => (
  <section id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{topics[id]}</h2>
    {children}
  </section>
);

/** Links to sections of the page. */
const Links = ({ label, links }: { label: string; links: [id: string, title: string][] }) => (
  <nav className="links" aria-label={label}>
    <ul>
      {links.map(([id, title]) => (
        <li key={id}>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
    </ul>
  </nav>
);

/** Chooses the app to show where there is no room for three columns. */
const Choice = () => (
  <fieldset className="choice">
    <legend className="visually-hidden">Integration</legend>
    {names.map(([app, { title }], index) => (
      <label key={app}>
        <input type="radio" name="app" id={`show-${app}`} defaultChecked={index === 0} />
        <span>{title}</span>
      </label>
    ))}
  </fieldset>
);

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Renders the comparison as one HTML document, which needs no other file. Its script only runs flows again, where local Logto
 * serves the page.
 *
 * @param parts Its style and its script. A policy in the document allows nothing else.
 */
export const renderPage = (
  comparison: Comparison,
  { stylesheet, script }: { stylesheet: string; script: string },
  linkTo: LinkTo,
): string => {
  const { conditions, questions, tokens, most, glance, about, flows } = comparison;
  const page = (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          httpEquiv="Content-Security-Policy"
          content={`default-src 'none'; style-src ${hashOf(stylesheet)}; script-src ${hashOf(script)}; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`}
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
            <p className="mark">
              Logto samples
              <a href="/local" data-served hidden>
                Start
              </a>
            </p>
            <h1>
              The same <span className="unbroken">sign-in</span>, three ways
            </h1>
            <p>Real code, each app’s requests to Logto while alice used it, and what her browser got.</p>
          </header>
          <Links label="Questions" links={Object.entries(topics)} />
          <Topic id="choose">
            <ul className="answers">
              {questions.map((question) => (
                <Answer key={question.question} {...question} />
              ))}
            </ul>
          </Topic>
          <Topic id="tokens">
            <p>
              <Sentence text={tokens.answer} />
            </p>
            <Table rows={tokens.rows} />
          </Topic>
          <Topic id="most-requests">
            <p>{most.answer}</p>
            <Table rows={most.rows} />
          </Topic>
          <Topic id="at-a-glance">
            <Table caption={conditions} rows={glance} />
            {about.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </Topic>
          <Links label="Flows" links={flows.map(({ id, title }) => [id, title])} />
          <p className="about-runs" data-served hidden>
            “Run as alice” runs a flow in the three apps on this machine, one after the other, in a browser
            without scripts, and draws what Logto gets. Requests to the API are not in Logto’s log; those for
            Logto’s keys may be the API’s own.
          </p>
          <Choice />
          {flows.map((flow) => (
            <Flow key={flow.id} flow={flow} linkTo={linkTo} />
          ))}
        </main>
        <footer>
          <p>
            <a href={linkTo('docs/pitfalls.md')}>How each pitfall is avoided, and which test covers it</a>
          </p>
        </footer>
        <script type="module" dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}\n`;
};
