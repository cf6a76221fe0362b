import { isRecentSignIn, readAccount } from '@repo/server';
import { type AccountView, accountPanels, CallList } from '@repo/ui';
import { CallForm } from '../components/call-form';
import { Shell } from '../components/shell';
import { accountOf, confirmation, newPhone, readStep } from '../logto/account';
import { logtoClient } from '../logto/client';
import { logtoConfig, wonderland } from '../logto/config';
import { withFailurePage } from '../logto/failures';
import { redirectToSignIn } from '../logto/protect';

type Props = { user: string; view: AccountView; provider: typeof wonderland; settings: string };

const Account = ({ user, view, provider, settings }: Props) => (
  <Shell current="/account" heading="Account" signedIn>
    <noscript>
      <p>The buttons need JavaScript.</p>
    </noscript>
    <CallList>
      {accountPanels(view, { provider, linkAction: '/api/account/link' }).map((panel) => (
        <CallForm key={panel.name} {...panel} user={user} action="/api/call-account" changesPage />
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
    const { phone } = await readStep(req, newPhone, claims);
    const view: AccountView = {
      account,
      refusal: refusal ?? null,
      nameInToken: claims.name ?? null,
      confirmedUntil: expiresAt ?? null,
      codeSentTo: phone ?? null,
      isRecent: isRecentSignIn(claims, 300),
      linkFailure: String(query.link ?? ''),
    };
    return {
      props: { user: claims.sub, view, provider: wonderland, settings: `${logtoConfig.endpoint}/account` },
    };
  }),
);
