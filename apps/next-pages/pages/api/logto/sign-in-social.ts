import { apiRoute } from '../../../logto/api-route';
import { logtoClient } from '../../../logto/client';
import { configForRequest, directSignIn } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';

export default apiRoute({
  POST: (request, response) => {
    const { redirectUri, extraParams } = configForRequest(request);
    const startSignIn = logtoClient.handleSignIn({
      redirectUri,
      extraParams,
      directSignIn,
      onError: showFailure,
    });
    return startSignIn(request, response);
  },
});
