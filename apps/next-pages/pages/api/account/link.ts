import { LogtoClientError } from '@logto/next';
import { readAccount, refreshPage, refuseFormOfOtherUser, startLinking } from '@repo/server';
import { accountOf, confirmation, keepStep, linking, readStep } from '../../../logto/account';
import { apiRoute } from '../../../logto/api-route';
import { logtoClient } from '../../../logto/client';
import { configForRequest, wonderland } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';

/** Leads to Wonderland, which sends the visitor back to `link-callback.ts`. */
export default apiRoute({
  POST: logtoClient.withLogtoApiRoute(
    async (request, response) => {
      const { claims } = request.user;
      if (!claims) throw new LogtoClientError('not_authenticated');

      refuseFormOfOtherUser(request.body?.user, claims);
      const account = await accountOf(request, response);
      const { id } = await readStep(request, confirmation, claims);
      if (!id && (await readAccount(account)).account.hasSecurityVerificationMethod)
        return response.redirect('/account?link=verification_record.permission_denied');

      const { url, step, refusal } = await startLinking(account, {
        connectorId: wonderland.connectorId,
        redirectUri: configForRequest(request).linkRedirectUri,
      });
      if (!step) return response.redirect(`/account?link=${encodeURIComponent(refusal)}`);

      await keepStep(response, linking, step, claims);
      const page = refreshPage({ title: `Redirecting to ${wonderland.name}`, url });
      response.writeHead(200, page.headers).end(page.html);
    },
    {},
    showFailure,
  ),
});
