import { getLogtoContext } from '@logto/next/server-actions';
import { apis } from '@repo/config/apis';
import { CallList } from '@repo/ui';
import type { Metadata } from 'next';
import { CallForm } from '../../components/call-form';
import { Shell } from '../../components/shell';
import { logtoConfig } from '../../logto/config';
import { showPageFailure } from '../../logto/failures';
import { redirectToSignIn } from '../../logto/protect';
import { callResource } from './actions';

export const metadata: Metadata = { title: 'API resources' };

const Resources = async () => {
  const { claims } = await getLogtoContext(logtoConfig).catch(showPageFailure);
  if (!claims) return redirectToSignIn();

  return (
    <Shell current="/resources" heading="API resources" signedIn>
      <CallList>
        {apis.map(({ name, indicator, read, write }) => (
          <CallForm
            key={indicator}
            name={name}
            details={[['Resource indicator', indicator]]}
            requestedScopes={[read, write]}
            user={claims.sub}
            action={callResource}
            buttons={[
              { label: `Read from ${name}`, fields: { indicator, method: 'GET' } },
              { label: `Write to ${name}`, fields: { indicator, method: 'POST' } },
            ]}
          />
        ))}
      </CallList>
    </Shell>
  );
};

export default Resources;
