import { isRecentSignIn, readAccount } from '@repo/server';
import { type AccountView, accountPanels, CallList } from '@repo/ui';
import { CallForm } from '../components/call-form';
import { Shell } from '../components/shell';
import { accountOf, confirmation, readStep } from '../logto/account';
import { logtoClient } from '../logto/client';
import { logtoConfig, wonderland } from '../logto/config';
import { withFailurePage } from '../logto/failures';
import { redirectToSignIn } from '../logto/protect';

type Props = { view: AccountView; provider: typeof wonderland; settings: string };

const Account = ({ view, provider, settings }: Props) => (
  <Shell current="/account" title="Account" signedIn>
    <h1>Account</h1>
    <noscript>
      <p>The buttons need JavaScript.</p>
    </noscript>
    <CallList>
      {accountPanels(view, { provider, linkAction: '/api/account/link' }).map((panel) => (
        <CallForm key={panel.name} {...panel} action="/api/call-account" changesPage />
      ))}
    </CallList>
    <p>
      <a href={settings}>Account settings at Logto</a>
    </p>
  </Shell>
);

export default Account;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(async ({ req, res, query, resolvedUrl }) => {
    const { claims } = req.user;
    if (!claims) return redirectToSignIn(resolvedUrl);

    const { account, refusal } = await readAccount(await accountOf(req, res));
    const { expiresAt } = await readStep(req, confirmation, claims);
    const view: AccountView = {
      account,
      refusal: refusal ?? null,
      nameInToken: claims.name ?? null,
      confirmedUntil: expiresAt ?? null,
      isRecent: isRecentSignIn(claims, 300),
      linkFailure: String(query.link ?? ''),
    };
    return { props: { view, provider: wonderland, settings: `${logtoConfig.endpoint}/account` } };
  }),
);
