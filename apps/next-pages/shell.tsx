import { PageShell, type PageShellProps, PostButton } from '@repo/ui';
import Head from 'next/head';

export const integration = 'Next.js Pages Router';

type ShellProps = Omit<PageShellProps, 'integration' | 'action'> & { title: string };

/** The frame of every page, with this app's way to sign out. */
export const Shell = ({ title, ...props }: ShellProps) => (
  <>
    <Head>
      <title>{`${title} · Logto with ${integration}`}</title>
    </Head>
    <PageShell
      {...props}
      integration={integration}
      action={
        props.signedIn && <PostButton action="/api/logto/sign-out" label="Sign out" variant="secondary" />
      }
    />
  </>
);
