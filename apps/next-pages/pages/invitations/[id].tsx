import type { IdTokenClaims } from '@logto/next';
import type { ApiAnswer } from '@repo/server';
import { Invitation as Content, PostButton } from '@repo/ui';
import { Shell } from '../../components/shell';
import { logtoClient } from '../../logto/client';
import { withFailurePage } from '../../logto/failures';
import { callInvitation } from '../../logto/organization';
import { redirectToSignIn } from '../../logto/protect';

type Props = { id: string; answer: ApiAnswer; claims: IdTokenClaims };

/** Says what the visitor is invited to, or why they cannot accept the invitation. */
const Invitation = ({ id, answer, claims }: Props) => (
  <Shell current="/organizations" title="Invitation" signedIn>
    <Content
      answer={answer}
      claims={claims}
      accept={<PostButton action="/api/accept-invitation" label="Accept" fields={{ id }} />}
      wayOn={<a href="/organizations">Go to your organizations</a>}
    />
  </Shell>
);

export default Invitation;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(async ({ req, res, params, resolvedUrl }) => {
    const { claims } = req.user;
    if (!claims) return redirectToSignIn(resolvedUrl);

    const id = String(params?.id);
    const client = await logtoClient.createNodeClientFromNextApi(req, res);
    const answer = await callInvitation(client, id, 'GET');
    return { props: { id, answer, claims } satisfies Props };
  }),
);
