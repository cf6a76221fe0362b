'use server';

import type { IdTokenClaims } from '@logto/next';
import {
  type ApiAnswer,
  addPhone,
  callProvider,
  confirmByPassword,
  isRecentSignIn,
  readAccount,
  sendPhoneCode,
  startLinking,
} from '@repo/server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import {
  account,
  confirmation,
  forgetStep,
  keepStep,
  linking,
  newPhone,
  readStep,
} from '../../logto/account';
import { refreshClaims } from '../../logto/client';
import { configForRequest, wonderland } from '../../logto/config';
import { showActionFailure } from '../../logto/failures';
import { requireUser } from '../../logto/protect';
import { signInAgain } from '../../logto/sign-in';

const call = async (fields: FormData, claims: IdTokenClaims): Promise<ApiAnswer | undefined> => {
  const typed = (name: string) => String(fields.get(name) ?? '');
  const { id: verificationId } = await readStep(confirmation, claims);

  switch (fields.get('call')) {
    case 'change-name':
      return account('PATCH /api/my-account', { body: { name: typed('name') } });
    case 'refresh-claims':
      await refreshClaims();
      return undefined;
    case 'confirm': {
      const { answer, step } = await confirmByPassword(account, typed('password'));
      if (step) await keepStep(confirmation, step, claims);
      return answer;
    }
    case 'call-provider':
      return callProvider(account, wonderland);
    case 'unlink':
      if (isRecentSignIn(claims, 300))
        return account(`DELETE /api/my-account/identities/${wonderland.target}`, { verificationId });
      await signInAgain();
      return undefined;
    case 'send-code': {
      const { answer, step } = await sendPhoneCode(account, typed('phone'));
      if (step) await keepStep(newPhone, step, claims);
      return answer;
    }
    case 'add-phone': {
      const answer = await addPhone(account, {
        phone: typed('phone'),
        step: await readStep(newPhone, claims),
        code: typed('code'),
        verificationId,
      });
      if (answer.status < 400) await forgetStep(newPhone);
      return answer;
    }
    default:
      throw new Error('Unknown call');
  }
};

/** Changes the visitor's account at Logto, and shows the page again. */
export const callAccount = async (_previous: ApiAnswer | undefined, fields: FormData) => {
  try {
    const answer = await call(fields, await requireUser(fields));
    refresh();
    return answer;
  } catch (error) {
    return showActionFailure(error);
  }
};

/** Redirects to Wonderland, which sends the visitor back to `link-callback/route.ts`. */
export const linkAccount = async (fields: FormData) => {
  try {
    const claims = await requireUser(fields);
    const { id } = await readStep(confirmation, claims);
    if (!id && (await readAccount(account)).account.hasSecurityVerificationMethod)
      redirect('/account?link=verification_record.permission_denied');

    const { linkRedirectUri } = await configForRequest();
    const { url, step, refusal } = await startLinking(account, {
      connectorId: wonderland.connectorId,
      redirectUri: linkRedirectUri,
    });
    if (!step) redirect(`/account?link=${encodeURIComponent(refusal)}`);
    await keepStep(linking, step, claims);
    redirect(url);
  } catch (error) {
    return showActionFailure(error);
  }
};
