import { getLogtoContext } from '@logto/next/server-actions';
import { Invitation as Content, PostButton } from '@repo/ui';
import type { Metadata } from 'next';
import { Shell } from '../../../components/shell';
import { logtoConfig } from '../../../logto/config';
import { showPageFailure } from '../../../logto/failures';
import { callInvitation, pageTokens } from '../../../logto/organization';
import { redirectToSignIn } from '../../../logto/protect';
import { acceptInvitation } from '../actions';

export const metadata: Metadata = { title: 'Invitation' };

/** Says what the visitor is invited to, or why they cannot accept the invitation. */
const Invitation = async ({ params }: PageProps<'/invitations/[id]'>) => {
  const { claims } = await getLogtoContext(logtoConfig).catch(showPageFailure);
  if (!claims) return redirectToSignIn();

  const { id } = await params;
  const answer = await callInvitation(id, 'GET', pageTokens).catch(showPageFailure);

  return (
    <Shell current="/organizations" signedIn>
      <Content
        answer={answer}
        claims={claims}
        accept={<PostButton action={acceptInvitation} label="Accept" fields={{ id }} />}
        wayOn={<a href="/organizations">Go to your organizations</a>}
      />
    </Shell>
  );
};

export default Invitation;
