import { apis } from '@repo/config/apis';
import { source } from '@repo/config/source';
import { CallList, type SourceReference } from '@repo/ui';
import { CallForm } from '../call-form';
import { pageOrFailed } from '../failed';
import { logtoClient } from '../logto-client';
import { Shell } from '../shell';
import { toSignIn } from '../to-sign-in';

const Resources = ({ source }: { source: SourceReference }) => (
  <Shell current="/resources" title="API resources" signedIn source={source}>
    <h1>API resources</h1>
    <noscript>
      <p>The buttons call API routes of this app, which needs JavaScript.</p>
    </noscript>
    <CallList>
      {apis.map(({ name, indicator, read, write }) => (
        <CallForm
          key={indicator}
          name={name}
          details={[
            ['Resource indicator', indicator],
            ['Requested scopes', `${read} ${write}`],
          ]}
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

export const getServerSideProps = pageOrFailed(
  logtoClient.withLogtoSsr(async ({ req, resolvedUrl }) => {
    if (!req.user.isAuthenticated) return toSignIn(resolvedUrl);

    return {
      props: { source: source('pages/api/call-resource.ts', 'client.getAccessToken(api.indicator)') },
    };
  }),
);
