import { testPendingCalls, testPendingSignIn } from '../../support/pending.ts';

testPendingCalls();
testPendingSignIn();
