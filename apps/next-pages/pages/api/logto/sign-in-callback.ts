import { logtoClient } from '../../../logto/client';
import { showCallbackFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(['GET'], logtoClient.handleSignInCallback(undefined, showCallbackFailure));
