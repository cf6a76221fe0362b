import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { type Request, send } from './http.ts';

export type Load = { rounds: number; milliseconds: number };

/** A request, and the process that answers it. */
export type Task = { request: Request; pid: number };

// Enough to keep a server busy while the client reads an answer.
const concurrency = 8;

export const median = (numbers: number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** The median of what each round says about two figures that were measured in turn. */
export const ratio = (rounds: number[], first: number[]): number =>
  median(rounds.map((figure, round) => figure / (first[round] ?? Number.NaN)));

/** The CPU time that a process has used, all threads together. */
const cpuSeconds = (pid: number): number => {
  if (process.platform === 'linux') {
    // The fields after the name of the program, which may contain spaces. The kernel counts in hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }
  const parts = execFileSync('ps', ['-o', 'cputime=', '-p', `${pid}`], { encoding: 'utf8' }).split(/[:-]/);
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0);
};

/** Sends a request again and again. Returns how many answers a second of the server's CPU time gives. */
const answersPerSecond = async ({ request, pid }: Task, milliseconds: number): Promise<number> => {
  // Connections of its own, since servers close those that were idle for a while.
  const agent = new Agent({ keepAlive: true });
  const before = cpuSeconds(pid);
  const end = performance.now() + milliseconds;
  let answers = 0;
  const visitor = async () => {
    while (performance.now() < end) {
      const { status } = await send(request, agent);
      if (status !== 200) throw new Error(`${request.method} ${request.url} answered ${status} under load`);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, visitor));
  agent.destroy();
  return answers / (cpuSeconds(pid) - before);
};

/**
 * Measures several servers in turn, in short rounds of alternating order, so that a change of the machine's speed affects
 * all of them.
 *
 * @returns The answers per second of CPU time in each round, by the key of the task.
 */
export const compare = async <Key>(tasks: Map<Key, Task>, { rounds, milliseconds }: Load) => {
  // Until the code that serves the request is compiled.
  for (const task of tasks.values()) await answersPerSecond(task, 5 * milliseconds);

  const rates = new Map([...tasks.keys()].map((key): [Key, number[]] => [key, []]));
  for (let round = 0; round < rounds; round += 1) {
    const entries = round % 2 === 0 ? [...tasks] : [...tasks].reverse();
    for (const [key, task] of entries) rates.get(key)?.push(await answersPerSecond(task, milliseconds));
  }
  return rates;
};
