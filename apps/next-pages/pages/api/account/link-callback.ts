import { finishLinking } from '@repo/server';
import { accountOf, confirmation, forgetStep, linking, readStep } from '../../../logto/account';
import { apiRoute } from '../../../logto/api-route';
import { logtoClient } from '../../../logto/client';
import { configForRequest } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';

/** Wonderland sends the visitor back here. */
export default apiRoute({
  GET: logtoClient.withLogtoApiRoute(
    async (request, response) => {
      const { claims } = request.user;
      // After sign-in, back here, to finish the link.
      if (!claims)
        return response.redirect(
          `/api/logto/sign-in?returnTo=${encodeURIComponent(request.url ?? '/account')}`,
        );

      const { linkRedirectUri } = configForRequest(request);
      const { id: verificationId } = await readStep(request, confirmation, claims);
      const failure = await finishLinking(await accountOf(request, response), {
        query: new URL(request.url ?? '', linkRedirectUri).searchParams,
        step: await readStep(request, linking, claims),
        redirectUri: linkRedirectUri,
        verificationId,
      });
      if (failure !== 'link.foreign') forgetStep(response, linking);
      return response.redirect(failure ? `/account?link=${encodeURIComponent(failure)}` : '/account');
    },
    {},
    showFailure,
  ),
});
