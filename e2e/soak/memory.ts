import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

type Process = { group: number; kilobytes: number };

const ofLinux = (pid: string): Process[] => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const number = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return [{ group: number('NSpgid'), kilobytes: number('VmRSS') }];
  } catch {
    // It has ended since the folder was listed.
    return [];
  }
};

const processes = (): Process[] => {
  if (process.platform === 'linux')
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap(ofLinux);

  const lines = execFileSync('ps', ['-A', '-o', 'pgid=,rss='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [group = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
    return { group, kilobytes };
  });
};

/** The resident memory, in MB, of a process and its children: each server is its own process group. */
export const residentMegabytes = (pid: number): number =>
  processes()
    .filter(({ group }) => group === pid)
    .reduce((sum, { kilobytes }) => sum + kilobytes / 1024, 0);

/** Measures memory until the returned function is called, which returns the peak in MB. */
export const watchPeak = (pid: number) => {
  let peak = residentMegabytes(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(pid));
  }, 1000);
  return () => {
    clearInterval(timer);
    return peak;
  };
};

/** Waits until memory has changed by at most 1 % for five seconds, or for 40 seconds, and returns it in MB. */
export const memoryAtRest = async (pid: number): Promise<number> => {
  const readings = [residentMegabytes(pid)];
  for (let waited = 0; waited < 40_000; waited += 500) {
    await delay(500);
    readings.push(residentMegabytes(pid));
    const latest = readings.slice(-11);
    if (latest.length === 11 && Math.max(...latest) <= Math.min(...latest) * 1.01) break;
  }
  return readings.at(-1) ?? 0;
};
