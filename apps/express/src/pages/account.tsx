import {
  type ApiAnswer,
  addPhone,
  callProvider,
  confirmByPassword,
  finishLinking,
  isRecentSignIn,
  readAccount,
  refreshPage,
  sendPhoneCode,
  startLinking,
} from '@repo/server';
import { accountPanels, CallList, CallPanel, callPanelFragment, PostButton } from '@repo/ui';
import type { Request, RequestHandler, Response } from 'express';
import { takeFormInput } from '../components/form-input.ts';
import { sendPage } from '../components/shell.tsx';
import { environment } from '../environment.ts';
import {
  accountOf,
  confirmation,
  forgetStep,
  keepStep,
  linking,
  newPhone,
  readStep,
} from '../logto/account.ts';
import { createNodeClient, refreshClaims } from '../logto/client.ts';
import { configForRequest, wonderland } from '../logto/config.ts';
import { signInAgain } from '../logto/sign-in.ts';

const sendAccount = async (
  request: Request,
  response: Response,
  called?: { panel: unknown; answer: ApiAnswer | undefined },
) => {
  const claims = await createNodeClient(request, response).getIdTokenClaims();
  const { account, refusal } = await readAccount(accountOf(request, response));
  const { expiresAt } = await readStep(response, confirmation, claims);
  const { phone } = await readStep(response, newPhone, claims);
  const panels = accountPanels(
    {
      account,
      refusal: refusal ?? null,
      nameInToken: claims.name ?? null,
      confirmedUntil: expiresAt ?? null,
      codeSentTo: phone ?? null,
      isRecent: isRecentSignIn(claims, 300),
      linkFailure: String(request.query.link ?? ''),
    },
    { provider: wonderland, linkAction: '/account/link' },
  );

  // #region lesson
  const typed = await takeFormInput(request, response, claims.sub);
  // #endregion

  sendPage(response, {
    current: '/account',
    heading: 'Account',
    signedIn: true,
    children: (
      <>
        <CallList>
          {panels.map(({ buttons, result, ...panel }) => (
            <CallPanel
              key={panel.name}
              {...panel}
              buttons={buttons.map((button) => (
                <PostButton
                  key={button.label}
                  size="small"
                  variant="secondary"
                  action={`/account${callPanelFragment(panel.name)}`}
                  {...button}
                  fields={{ ...button.fields, user: claims.sub, panel: panel.name }}
                  // #region lesson
                  inputs={button.inputs?.map((input) => ({
                    ...input,
                    defaultValue: typed(button.fields.call, input.name) ?? input.defaultValue,
                  }))}
                  // #endregion
                />
              ))}
              result={panel.name === called?.panel ? called.answer : result}
            />
          ))}
        </CallList>
        <p>
          <a href={`${environment.endpoint}/account`}>Account settings at Logto</a>
        </p>
      </>
    ),
  });
};

export const showAccount: RequestHandler = (request, response) => sendAccount(request, response);

/** Changes the visitor's account at Logto, and shows the page again. */
export const callAccount: RequestHandler = async (request, response) => {
  const client = createNodeClient(request, response);
  const claims = await client.getIdTokenClaims();
  const account = accountOf(request, response);
  const { id: verificationId } = await readStep(response, confirmation, claims);
  const typed = (name: string) => String(request.body[name] ?? '');
  const show = (answer?: ApiAnswer) => sendAccount(request, response, { panel: request.body.panel, answer });

  switch (request.body?.call) {
    case 'change-name':
      return show(await account('PATCH /api/my-account', { body: { name: typed('name') } }));
    case 'refresh-claims':
      await refreshClaims(client);
      return show();
    case 'confirm': {
      const { answer, step } = await confirmByPassword(account, typed('password'));
      if (step) await keepStep(response, confirmation, step, claims);
      return show(answer);
    }
    case 'call-provider':
      return show(await callProvider(account, wonderland));
    case 'unlink':
      if (!isRecentSignIn(claims, 300)) return signInAgain(request, response, '/account');
      return show(
        await account(`DELETE /api/my-account/identities/${wonderland.target}`, { verificationId }),
      );
    case 'send-code': {
      const { answer, step } = await sendPhoneCode(account, typed('phone'));
      if (step) await keepStep(response, newPhone, step, claims);
      return show(answer);
    }
    case 'add-phone': {
      const step = await readStep(response, newPhone, claims);
      const answer = await addPhone(account, {
        phone: typed('phone'),
        step,
        code: typed('code'),
        verificationId,
      });
      if (answer.status < 400) forgetStep(response, newPhone);
      return show(answer);
    }
    default:
      return sendAccount(request, response.status(400));
  }
};

/** Leads to Wonderland, which sends the visitor back to `finishLink`. */
export const startLink: RequestHandler = async (request, response) => {
  const claims = await createNodeClient(request, response).getIdTokenClaims();
  const account = accountOf(request, response);
  const { id } = await readStep(response, confirmation, claims);
  if (!id && (await readAccount(account)).account.hasSecurityVerificationMethod)
    return response.redirect('/account?link=verification_record.permission_denied');

  const { url, step, refusal } = await startLinking(account, {
    connectorId: wonderland.connectorId,
    redirectUri: configForRequest(request).linkRedirectUri,
  });
  if (!step) return response.redirect(`/account?link=${encodeURIComponent(refusal)}`);

  await keepStep(response, linking, step, claims);
  const page = refreshPage({ title: `Redirecting to ${wonderland.name}`, url });
  response.set(page.headers).send(page.html);
};

/** Wonderland sends the visitor back here. */
export const finishLink: RequestHandler = async (request, response) => {
  const claims = await createNodeClient(request, response).getIdTokenClaims();
  const { id: verificationId } = await readStep(response, confirmation, claims);
  const { baseUrl, linkRedirectUri } = configForRequest(request);
  const failure = await finishLinking(accountOf(request, response), {
    query: new URL(request.originalUrl, baseUrl).searchParams,
    step: await readStep(response, linking, claims),
    redirectUri: linkRedirectUri,
    verificationId,
  });
  if (failure !== 'link.foreign') forgetStep(response, linking);
  response.redirect(failure ? `/account?link=${encodeURIComponent(failure)}` : '/account');
};
