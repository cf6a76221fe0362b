import { logtoClient } from '../../../logto/client';
import { answerFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(['GET'], logtoClient.handleUser({}, answerFailure));
