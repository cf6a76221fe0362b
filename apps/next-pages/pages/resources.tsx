import { apis } from '@repo/config/apis';
import { CallList } from '@repo/ui';
import { CallForm } from '../components/call-form';
import { Shell } from '../components/shell';
import { logtoClient } from '../logto/client';
import { withFailurePage } from '../logto/failures';
import { redirectToSignIn } from '../logto/protect';

const Resources = ({ user }: { user: string }) => (
  <Shell current="/resources" heading="API resources" signedIn>
    <noscript>
      <p>The API buttons need JavaScript.</p>
    </noscript>
    <CallList>
      {apis.map(({ name, indicator, read, write }) => (
        <CallForm
          key={indicator}
          name={name}
          details={[['Resource indicator', indicator]]}
          requestedScopes={[read, write]}
          user={user}
          action="/api/call-resource"
          buttons={[
            { label: `Read from ${name}`, fields: { indicator, method: 'GET' } },
            { label: `Write to ${name}`, fields: { indicator, method: 'POST' } },
          ]}
        />
      ))}
    </CallList>
  </Shell>
);

export default Resources;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(async ({ req, resolvedUrl }) =>
    req.user.claims ? { props: { user: req.user.claims.sub } } : redirectToSignIn(resolvedUrl),
  ),
);
