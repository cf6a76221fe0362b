import LogtoClient from '@logto/next';
import { logtoConfig } from './config';

export const logtoClient = new LogtoClient(logtoConfig);
