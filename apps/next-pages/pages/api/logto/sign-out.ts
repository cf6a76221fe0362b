import { logtoClient } from '../../../logto/client';
import { signOutLocally } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(['POST'], logtoClient.handleSignOut(undefined, signOutLocally));
