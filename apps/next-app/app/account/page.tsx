import { getLogtoContext } from '@logto/next/server-actions';
import { isRecentSignIn, readAccount } from '@repo/server';
import { accountPanels, CallList } from '@repo/ui';
import type { Metadata } from 'next';
import { CallForm } from '../../components/call-form';
import { Shell } from '../../components/shell';
import { environment } from '../../environment';
import { accountOfPage, confirmation, newPhone, readStep } from '../../logto/account';
import { logtoConfig, wonderland } from '../../logto/config';
import { showPageFailure } from '../../logto/failures';
import { redirectToSignIn } from '../../logto/protect';
import { callAccount, linkAccount } from './actions';

export const metadata: Metadata = { title: 'Account' };

const Account = async ({ searchParams }: PageProps<'/account'>) => {
  const { claims } = await getLogtoContext(logtoConfig).catch(showPageFailure);
  if (!claims) return redirectToSignIn();

  const { account, refusal } = await readAccount(accountOfPage).catch(showPageFailure);
  const { expiresAt } = await readStep(confirmation, claims);
  const { phone } = await readStep(newPhone, claims);
  const { link } = await searchParams;
  const panels = accountPanels(
    {
      account,
      refusal: refusal ?? null,
      nameInToken: claims.name ?? null,
      confirmedUntil: expiresAt ?? null,
      codeSentTo: phone ?? null,
      isRecent: isRecentSignIn(claims, 300),
      linkFailure: String(link ?? ''),
    },
    { provider: wonderland, linkAction: linkAccount },
  );

  return (
    <Shell current="/account" heading="Account" signedIn>
      <CallList>
        {panels.map((panel) => (
          <CallForm key={panel.name} {...panel} user={claims.sub} action={callAccount} />
        ))}
      </CallList>
      <p>
        <a href={`${environment.endpoint}/account`}>Account settings at Logto</a>
      </p>
    </Shell>
  );
};

export default Account;
