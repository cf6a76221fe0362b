import type { Step } from './step.ts';

const signs = { create: '+', adopt: '&', change: '~', remove: '-', leave: '=' };
const verbs = {
  create: 'to create',
  adopt: 'to adopt',
  change: 'to change',
  remove: 'to remove',
  leave: 'left alone',
};

const counted = (count: number, kind: string) => `${count} ${kind}${count === 1 ? '' : 's'}`;

const some = (names: string[]) =>
  names.length > 5 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

/** One line for all that is created of a kind, and one for each thing that changes; none for what stays. */
export const describeSteps = (steps: Step[]): string[] => {
  const created = steps.filter(({ action }) => action === 'create');
  const [first] = created;
  const others = steps.filter(({ action }) => action !== 'create' && action !== 'leave');
  const names = created.map(({ name }) => name);
  return [
    ...(first ? [`${signs.create} ${counted(created.length, first.kind)}: ${some(names)}`] : []),
    ...others.map(({ action, kind, name, differences }) => {
      const what = differences.length > 0 ? `: ${differences.join(', ')}` : '';
      return `${signs[action]} ${kind} ${name}${what}`;
    }),
  ];
};

/** How many steps there are of each sort. */
export const summarize = (steps: Step[]): string => {
  const counts = Object.entries(verbs).map(([action, verb]) => {
    const count = steps.filter((step) => step.action === action).length;
    return count > 0 ? `${count} ${verb}` : '';
  });
  return counts.filter(Boolean).join(', ');
};
