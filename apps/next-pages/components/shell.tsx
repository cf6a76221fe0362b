import { AppSwitcher, PageShell, type PageShellProps, SourceNote } from '@repo/ui';
import Head from 'next/head';
import { pages } from './pages';
import { PendingButton } from './pending-button';
import { useLesson } from './with-lesson';

export const integration = 'Next.js Pages Router';

type ShellProps = Pick<PageShellProps, 'current' | 'signedIn' | 'heading' | 'children'> & {
  /** The heading by default. */
  title?: string;
};

/** The layout of every page, with a sign-out button for signed-in visitors. */
export const Shell = ({ title, ...props }: ShellProps) => {
  // #region lesson
  const lesson = useLesson();
  // #endregion
  return (
    <>
      <Head>
        <title>{`${title ?? props.heading} · Logto with ${integration}`}</title>
      </Head>
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
        action={
          props.signedIn && (
            <PendingButton action="/api/logto/sign-out" label="Sign out" variant="secondary" />
          )
        }
      />
    </>
  );
};
