// Preloaded into an app, to set its clock ahead by the milliseconds in the file CLOCK_FILE.
import { readFileSync } from 'node:fs';

const { now } = Date;
Date.now = () => now() + Number(readFileSync(process.env.CLOCK_FILE ?? '', 'utf8'));
