import { cpus, totalmem } from 'node:os';

/** The machine that figures were measured on. */
export const machine = `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
