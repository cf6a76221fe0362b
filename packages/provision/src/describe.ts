import type { Step } from './step.ts';

const signs = { create: '+', adopt: '&', change: '~', remove: '-', leave: '=' };
const labels = {
  create: 'to create',
  adopt: 'to adopt',
  change: 'to change',
  remove: 'to remove',
  leave: 'unchanged',
};

const some = (names: string[]) =>
  names.length > 5 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

/** A count with its noun, such as "2 roles". */
export const counted = (count: number, kind: string): string => `${count} ${kind}${count === 1 ? '' : 's'}`;

/** One line for everything of a kind that is created, and one for each other change. The steps are of one kind. */
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

/** How many steps a plan has for each action, in one line. */
export const summarize = (steps: Step[]): string => {
  const counts = Object.entries(labels).map(([action, label]) => {
    const count = steps.filter((step) => step.action === action).length;
    return count > 0 ? `${count} ${label}` : '';
  });
  return counts.filter(Boolean).join(', ');
};
