import {
  addPhone,
  callProvider,
  confirmByPassword,
  isRecentSignIn,
  refuseFormOfOtherUser,
  sendPhoneCode,
} from '@repo/server';
import { accountOf, confirmation, forgetStep, keepStep, newPhone, readStep } from '../../logto/account';
import { logtoClient, refreshClaims } from '../../logto/client';
import { wonderland } from '../../logto/config';
import { answerFailure } from '../../logto/failures';

/** Changes the visitor's account at Logto. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();
    const { claims } = request.user;
    if (!claims) return response.status(401).json({ kind: 'ended' });

    refuseFormOfOtherUser(request.body?.user, claims);
    const typed = (name: string) => String(request.body[name] ?? '');
    const account = await accountOf(request, response);
    const { id: verificationId } = await readStep(request, confirmation, claims);

    switch (request.body?.call) {
      case 'change-name':
        return response.json(await account('PATCH /api/my-account', { body: { name: typed('name') } }));
      case 'refresh-claims':
        await refreshClaims(await logtoClient.createNodeClientFromNextApi(request, response));
        return response.json(null);
      case 'confirm': {
        const { answer, step } = await confirmByPassword(account, typed('password'));
        if (step) await keepStep(response, confirmation, step, claims);
        return response.json(answer);
      }
      case 'call-provider':
        return response.json(await callProvider(account, wonderland));
      case 'unlink':
        if (!isRecentSignIn(claims, 300)) return response.json({ location: '/api/logto/sign-in-again' });
        return response.json(
          await account(`DELETE /api/my-account/identities/${wonderland.target}`, { verificationId }),
        );
      case 'send-code': {
        const { answer, step } = await sendPhoneCode(account, typed('phone'));
        if (step) await keepStep(response, newPhone, step, claims);
        return response.json(answer);
      }
      case 'add-phone': {
        const step = await readStep(request, newPhone, claims);
        const answer = await addPhone(account, {
          phone: typed('phone'),
          step,
          code: typed('code'),
          verificationId,
        });
        if (answer.status < 400) forgetStep(response, newPhone);
        return response.json(answer);
      }
      default:
        return response.status(400).json({ kind: 'unexpected', message: 'Unknown call' });
    }
  },
  {},
  answerFailure,
);

export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
