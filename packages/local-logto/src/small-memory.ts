import { setFlagsFromString } from 'node:v8';

// A server that somebody keeps running beside three apps: memory is worth more than the last bit of speed.
setFlagsFromString('--optimize-for-size');
