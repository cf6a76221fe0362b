import { PageShell, type PageShellProps, PostButton } from '@repo/ui';
import { startSignOut } from './actions';

export const integration = 'Next.js App Router';

/** The frame of every page, with this app's way to sign out. */
export const Shell = (props: Omit<PageShellProps, 'integration' | 'action'>) => (
  <PageShell
    {...props}
    integration={integration}
    action={props.signedIn && <PostButton action={startSignOut} label="Sign out" variant="secondary" />}
  />
);
