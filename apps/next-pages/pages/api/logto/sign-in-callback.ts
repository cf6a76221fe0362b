import { logtoClient } from '../../../logto/client';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

// Redirects to the page that required sign-in, if any, or else to the home page.
export default authRoute(['GET'], logtoClient.handleSignInCallback(undefined, showFailure));
