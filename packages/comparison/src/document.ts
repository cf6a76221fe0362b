import type { Comparison, Row, ShownColumn, ShownFlow } from './comparison.ts';
import { integrations, laneNames, lanesOf, topics } from './comparison.ts';

const titles = Object.values(integrations).map(({ title }) => title);

/** A Markdown table. Its columns are also aligned in the source. */
const table = (rows: Row[]): string => {
  const lines = [['', ...titles], ...rows.map(({ title, cells }) => [title, ...cells])];
  const widths = titles
    .concat('')
    .map((_, column) => Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)));
  const [head = '', ...body] = lines.map(
    (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
};

const requestCell = ({ requests }: ShownColumn): string =>
  requests
    .filter(({ to }) => to === 'logto')
    .map(({ from, meaning }) => `${from}: ${meaning}`)
    .join('<br>') || 'none';

/** The requests of the three apps, one below the other, as a diagram that GitHub draws. */
const sequence = ({ columns }: ShownFlow): string => {
  const all = columns.flatMap(({ requests }) => requests);
  if (all.every(({ to }) => to === 'app')) return '';
  const lanes = lanesOf(all);
  const lines = columns.flatMap(({ app, requests }) => [
    `Note over ${lanes[0]},${lanes.at(-1)}: ${integrations[app].title}`,
    ...requests.map(({ from, to, request, meaning }) => `${from}->>${to}: ${request} (${meaning})`),
  ]);
  const participants = lanes.map((lane) => `participant ${lane} as ${laneNames[lane]}`);
  const diagram = ['sequenceDiagram', ...[...participants, ...lines].map((line) => `  ${line}`)].join('\n');
  return `<details><summary>All requests, in order, with JavaScript on</summary>\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n\n</details>`;
};

const codeOf = ({ app, code }: ShownColumn): string => {
  const blocks = code.map(({ file, line, call, text }) => {
    const language = file.endsWith('x') ? 'tsx' : 'ts';
    return `[\`${call}\`](../${file}#L${line}) in \`${file}\`\n\n\`\`\`${language}\n${text}\n\`\`\``;
  });
  return [`**${integrations[app].title}**`, ...blocks].join('\n\n');
};

const pitfallsOf = ({ pitfalls, columns }: ShownFlow): string => {
  const all = [...new Set([...pitfalls, ...columns.flatMap((column) => column.pitfalls)])];
  if (all.length === 0) return '';
  const items = all.map((pitfall) => `- ${pitfall}`).join('\n');
  return `<details><summary>Pitfalls that are avoided here</summary>\n\n${items}\n\n[How, and which test covers it](pitfalls.md)\n\n</details>`;
};

const section = (flow: ShownFlow): string => {
  const { title, summary, columns, figures, cannot } = flow;
  const limits = columns.some((column) => column.cannot)
    ? [{ title: 'What the SDK cannot do', cells: columns.map((column) => column.cannot ?? '–') }]
    : [];
  return [
    `## ${title}`,
    summary,
    ...columns.map(codeOf),
    table([{ title: 'Requests to Logto', cells: columns.map(requestCell) }, ...figures, ...limits]),
    sequence(flow),
    cannot,
    pitfallsOf(flow),
  ]
    .filter(Boolean)
    .join('\n\n');
};

/** A link to a heading, as GitHub names it. */
const linkTo = (text: string, { title }: { title: string }): string =>
  `[${text}](#${title.toLowerCase().replace(/[?:,]/g, '').replaceAll(' ', '-')})`;

/** Renders the comparison as the Markdown of docs/comparison.md. */
export const renderDocument = ({
  conditions,
  questions,
  tokens,
  most,
  glance,
  about,
  flows,
}: Comparison): string => {
  const linked = (rows: Row[]) =>
    table(
      rows.map((row) => {
        const flow = flows.find(({ id }) => id === row.flow);
        return flow ? { ...row, title: linkTo(row.title, flow) } : row;
      }),
    );
  const answers = questions.map(({ question, verdict, answer }) => `**${question}** ${verdict}.\n${answer}`);
  return `${[
    '<!-- written by pnpm compare -->',
    '# The same sign-in, three ways',
    'The code of this repository, each app’s requests to Logto while alice used it, and what her browser got.',
    conditions,
    Object.values(topics)
      .map((title) => linkTo(title, { title }))
      .join(' · '),
    `## ${topics.choose}`,
    ...answers,
    `## ${topics.tokens}`,
    tokens.answer,
    linked(tokens.rows),
    `## ${topics['most-requests']}`,
    most.answer,
    linked(most.rows),
    `## ${topics['at-a-glance']}`,
    linked(glance),
    ...about,
    `Flows: ${flows.map((flow) => linkTo(flow.title, flow)).join(' · ')}`,
    ...flows.map(section),
  ].join('\n\n')}\n`;
};
