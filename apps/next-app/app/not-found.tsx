import { Notice } from '@repo/ui';
import type { Metadata } from 'next';
import { Shell } from '../components/shell';

export const metadata: Metadata = { title: 'Page not found' };

const NotFound = () => (
  <Shell>
    <Notice status="info" heading="Page not found" action={<a href="/">Go to the home page</a>}>
      There is nothing at this address.
    </Notice>
  </Shell>
);

export default NotFound;
