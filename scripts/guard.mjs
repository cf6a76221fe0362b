// Ends the programs of a command that was killed. Each line of standard input lists their sessions; it closes when the
// command ends.
import { createInterface } from 'node:readline';
import { killSession } from './sessions.mjs';

let sessions = [];
for await (const line of createInterface({ input: process.stdin }))
  sessions = line.split(' ').filter(Boolean);
for (const session of sessions) killSession(Number(session));
