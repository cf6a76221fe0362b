import { source } from '@repo/config/source';
import { Notice } from '@repo/ui';
import type { Metadata } from 'next';
import { Shell } from './shell';

export const metadata: Metadata = { title: 'Page not found' };

const NotFound = () => (
  <Shell source={source('app/not-found.tsx')}>
    <Notice status="info" heading="Page not found" action={<a href="/">Go to the home page</a>}>
      There is nothing at this address.
    </Notice>
  </Shell>
);

export default NotFound;
