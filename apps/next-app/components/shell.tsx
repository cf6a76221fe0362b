import { AppSwitcher, PageShell, type PageShellProps, SourceNote } from '@repo/ui';
import { startSignOut } from '../logto/sign-in';
import { lessonOf } from './lesson';
import { pages } from './pages';
import { PendingButton } from './pending-button';

export const integration = 'Next.js App Router';

/** The layout of every page, with a sign-out button for signed-in visitors. */
export const Shell = (props: Pick<PageShellProps, 'current' | 'signedIn' | 'heading' | 'children'>) => {
  // #region lesson
  const lesson = lessonOf(props.current);
  // #endregion
  return (
    <PageShell
      {...props}
      name="Logto sample"
      // #region lesson
      integration={integration}
      note={lesson.source && <SourceNote {...lesson.source} />}
      // #endregion
      // #region side-by-side
      beside={<AppSwitcher {...lesson.switcher} />}
      // #endregion
      pages={pages}
      action={props.signedIn && <PendingButton action={startSignOut} label="Sign out" variant="secondary" />}
    />
  );
};
