// Preloaded into an app: its clock is ahead by the milliseconds that the file CLOCK_FILE says.
import { readFileSync } from 'node:fs';

const { now } = Date;
Date.now = () => now() + Number(readFileSync(process.env.CLOCK_FILE ?? '', 'utf8'));
