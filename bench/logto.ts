// The local Logto that all integrations sign in with, as a process of its own.
import { startLocalLogto } from '@repo/local-logto';
import { tenant } from './tenant.ts';

const localLogto = await startLocalLogto({ tenant, port: Number(process.env.PORT), control: true });
process.once('SIGINT', () => localLogto.close());
