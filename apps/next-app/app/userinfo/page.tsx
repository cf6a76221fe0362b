import { getLogtoContext } from '@logto/next/server-actions';
import { source } from '@repo/config/source';
import { ClaimsTable } from '@repo/ui';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { fetchUserInfo } from '../fetch-user-info';
import { logtoConfig } from '../logto';
import { Shell } from '../shell';

export const metadata: Metadata = { title: 'Userinfo' };

const Userinfo = async ({ searchParams }: PageProps<'/userinfo'>) => {
  const { claims } = await getLogtoContext(logtoConfig);
  if (!claims) redirect('/');

  const userInfo = (await fetchUserInfo('/userinfo', await searchParams)) ?? {};

  return (
    <Shell
      current="/userinfo"
      signedIn
      source={source('app/fetch-user-info.ts', 'getLogtoContext(logtoConfig, { fetchUserInfo: true })')}
    >
      <h1>Userinfo</h1>
      <ClaimsTable
        claims={userInfo}
        caption="What Logto’s userinfo endpoint says about you"
        only={Object.keys(userInfo).filter((name) => !(name in claims))}
      />
    </Shell>
  );
};

export default Userinfo;
