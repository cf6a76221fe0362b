export { type ControlClient, createControlClient } from './control.ts';
export type { Faults } from './faults.ts';
export { type LocalLogto, type LocalLogtoOptions, startLocalLogto } from './local-logto.ts';
export type { LoggedRequest } from './request-log.ts';
