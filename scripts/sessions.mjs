import { readdirSync, readFileSync } from 'node:fs';

const isLinux = process.platform === 'linux';

/**
 * What Linux tells about a process, without another program; undefined if it has ended.
 *
 * @param {number} pid
 */
const stateOf = (pid) => {
  try {
    // The name, in parentheses, can contain anything.
    const [, rest = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [state, parent, , session] = rest.split(' ');
    return state === 'Z' ? undefined : { parent: Number(parent), session: Number(session) };
  } catch {
    return undefined;
  }
};

/**
 * The process that started another one; undefined if the other one has ended, or the system does not tell.
 *
 * @param {number} pid
 */
export const parentOf = (pid) => (isLinux ? stateOf(pid)?.parent : undefined);

/** @type {(session: number) => number[]} */
const membersOf = (session) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => stateOf(pid)?.session === session);

/** @type {(target: number) => void} */
const kill = (target) => {
  try {
    process.kill(target, 'SIGKILL');
  } catch (error) {
    // It has just ended. macOS answers EPERM until its parent has noticed.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
};

/**
 * Ends a program that was started in a session of its own, with everything that it started. On systems other than Linux,
 * what has a process group of its own is left.
 *
 * @param {number} leader The program's process id.
 */
export const killSession = (leader) => {
  if (!isLinux) return kill(-leader);
  /** @type {Set<number>} */
  const killed = new Set();
  // A process can start another one before it is killed.
  for (;;) {
    const members = membersOf(leader).filter((pid) => !killed.has(pid));
    if (members.length === 0) return;
    for (const pid of members) {
      kill(pid);
      killed.add(pid);
    }
  }
};
