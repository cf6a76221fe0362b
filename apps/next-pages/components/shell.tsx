import { PageShell, type PageShellProps, PostButton } from '@repo/ui';
import Head from 'next/head';
import { pages } from './pages';

export const integration = 'Next.js Pages Router';

type ShellProps = Pick<PageShellProps, 'current' | 'signedIn' | 'children'> & { title: string };

/** The layout of every page, with a sign-out button for signed-in visitors. */
export const Shell = ({ title, signedIn, ...props }: ShellProps) => (
  <>
    <Head>
      <title>{`${title} · Logto with ${integration}`}</title>
    </Head>
    <PageShell
      {...props}
      name="Logto sample"
      // #region lesson
      integration={integration}
      // #endregion
      pages={pages}
      signedIn={signedIn}
      action={signedIn && <PostButton action="/api/logto/sign-out" label="Sign out" variant="secondary" />}
    />
  </>
);
