import LogtoClient from '@logto/next';
import { logtoConfig } from './logto';

export const logtoClient = new LogtoClient(logtoConfig);
