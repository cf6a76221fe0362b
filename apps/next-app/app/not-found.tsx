import { getLogtoContext } from '@logto/next/server-actions';
import { Notice } from '@repo/ui';
import type { Metadata } from 'next';
import { Shell } from '../components/shell';
import { logtoConfig } from '../logto/config';
import { showPageFailure } from '../logto/failures';

export const metadata: Metadata = { title: 'Page not found' };

const NotFound = async () => {
  const { isAuthenticated } = await getLogtoContext(logtoConfig).catch(showPageFailure);

  return (
    <Shell signedIn={isAuthenticated}>
      <Notice status="info" heading="Page not found" action={<a href="/">Go to the home page</a>}>
        There is nothing at this address.
      </Notice>
    </Shell>
  );
};

export default NotFound;
