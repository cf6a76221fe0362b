import { getLogtoContext } from '@logto/next/server-actions';
import { apis } from '@repo/config/apis';
import { source } from '@repo/config/source';
import { CallList } from '@repo/ui';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CallForm } from '../call-form';
import { logtoConfig } from '../logto';
import { Shell } from '../shell';
import { callResource } from './actions';

export const metadata: Metadata = { title: 'API resources' };

const Resources = async () => {
  const { isAuthenticated } = await getLogtoContext(logtoConfig);
  if (!isAuthenticated) redirect('/');

  return (
    <Shell
      current="/resources"
      signedIn
      source={source('app/resources/actions.ts', 'getAccessToken(logtoConfig, indicator)')}
    >
      <h1>API resources</h1>
      <CallList>
        {apis.map(({ name, indicator, read, write }) => (
          <CallForm
            key={indicator}
            name={name}
            details={[
              ['Resource indicator', indicator],
              ['Requested scopes', `${read} ${write}`],
            ]}
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
