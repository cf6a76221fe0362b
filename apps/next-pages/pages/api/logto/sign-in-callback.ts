import { logtoClient } from '../../../logto/client';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

// Without a target of its own, it redirects to the page that required sign-in, or else to the home page.
export default authRoute(['GET'], logtoClient.handleSignInCallback(undefined, showFailure));
