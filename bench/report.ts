import { readFileSync } from 'node:fs';
import { machine } from '../scripts/machine.mjs';
import { median, ratio } from './load.ts';
import { type Measured, works } from './measure.ts';
import type { StartTimes } from './start-times.ts';

const packages = [
  '@logto/express',
  '@logto/next',
  'openid-client',
  'express-openid-connect',
  '@auth/express',
  'next-auth',
  'express',
  'express-session',
  'next',
  'react',
];

const versionOf = (name: string): string => {
  const path = new URL(`peers/node_modules/${name}/package.json`, import.meta.url);
  return `${name} ${JSON.parse(readFileSync(path, 'utf8')).version}`;
};

/** The machine, and the versions of everything that is measured. */
export const conditions = () => `Measured on ${machine}, with ${packages.map(versionOf).join(', ')}.`;

/** A Markdown table. Its columns are aligned in the source, too. */
const table = (rows: string[][]) => {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((cells) => cells[column]?.length ?? 0)));
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : '-:'.padStart(width, '-')));
  return [head, rule, ...body]
    .map((cells) => {
      const [title = '', ...numbers] = cells.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      );
      return `| ${[title, ...numbers].join(' | ')} |`;
    })
    .join('\n');
};

const format = (number: number | undefined, digits = 0) =>
  number?.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }) ?? '–';

const medianOf = (rounds: number[] | undefined) => (rounds?.length ? median(rounds) : undefined);

/** The interquartile range of a figure's rounds, in percent of the figure. */
const spread = (rounds: number[]) => {
  const sorted = rounds.toSorted((one, other) => one - other);
  const [low = 0, high = 0] = [0.25, 0.75].map((part) => sorted[Math.round(part * (sorted.length - 1))]);
  return (100 * (high - low)) / median(rounds);
};

/** A table of a group, with a column for each integration. */
export const groupTable = (group: Measured[]) => {
  const [sample] = group;
  const floor = group.find(({ integration }) => integration.role === 'floor');

  const row = (title: string, count: (measured: Measured) => number | undefined) => [
    title,
    ...group.map((measured) => format(count(measured))),
  ];
  /** A row of medians, each with its ratio to the sample. */
  const compared = (title: string, rounds: (measured: Measured) => number[] | undefined) => {
    const first = sample && rounds(sample);
    const cells = group.map((measured) => {
      const figures = rounds(measured);
      const figure = format(medianOf(figures));
      const hasRatio = figures?.length && first && measured !== sample;
      return hasRatio ? `${figure} (×${format(ratio(figures, first), 2)})` : figure;
    });
    return [title, ...cells];
  };

  const text = table([
    ['', ...group.map(({ integration }) => integration.name)],
    ...works
      .filter((work) => group.some(({ rates }) => rates.has(work)))
      .map((work) => compared(`${work}, per CPU second`, ({ rates }) => rates.get(work))),
    compared('sign-in to first page, ms', ({ counts }) => counts?.milliseconds),
    row('requests to Logto per sign-in', ({ counts }) => counts?.requestsPerSignIn),
    row('requests to Logto per view', ({ counts }) => counts?.requestsPerView),
    row('token requests of 10 parallel calls', ({ counts }) => counts?.tokenRequests),
    row('cookies of alice, bytes', ({ counts }) => counts?.aliceCookie),
    row('cookies of carol, bytes', ({ counts }) => counts?.carolCookie),
    row('claims page as sent, bytes', ({ page }) => page),
    row('its scripts beyond the framework’s, bytes', ({ scripts }) => scripts - (floor?.scripts ?? 0)),
    row('memory after the run, MB', ({ megabytes }) => megabytes),
  ]);
  const spreads = group.flatMap(({ rates }) => [...rates.values()].map(spread));
  return `${text}

The framework’s own scripts take ${format(floor?.scripts)} bytes. The interquartile range of a figure's rounds is ${format(median(spreads))} % (median of the figures), at most ${format(Math.max(...spreads))} %.`;
};

/** A table of start times. */
export const startTable = (times: Record<string, StartTimes>) =>
  table([
    ['', 'until it is ready, ms', 'lowest', 'highest', 'memory then, MB'],
    ...Object.entries(times).map(([title, { milliseconds, megabytes }]) => [
      title,
      ...[
        median(milliseconds),
        Math.min(...milliseconds),
        Math.max(...milliseconds),
        medianOf(megabytes),
      ].map((number) => format(number)),
    ]),
  ]);
