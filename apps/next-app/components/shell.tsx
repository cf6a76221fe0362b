import { PageShell, type PageShellProps, PostButton } from '@repo/ui';
import { startSignOut } from '../logto/sign-in';
import { pages } from './pages';
import { SourceNote } from './source-note';

export const integration = 'Next.js App Router';

/** The layout of every page, with a sign-out button for signed-in visitors. */
export const Shell = (props: Pick<PageShellProps, 'current' | 'signedIn' | 'children'>) => (
  <>
    <PageShell
      {...props}
      name="Logto sample"
      // #region lesson
      integration={integration}
      // #endregion
      pages={pages}
      action={props.signedIn && <PostButton action={startSignOut} label="Sign out" variant="secondary" />}
    />
    {/* #region lesson */}
    <SourceNote page={props.current} />
    {/* #endregion */}
  </>
);
