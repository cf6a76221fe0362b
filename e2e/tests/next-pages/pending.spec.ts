import { testPendingCalls } from '../../support/pending.ts';

testPendingCalls();
