import '@repo/ui/styles.css';
import { icon } from '@repo/ui';
import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { integration } from '../components/shell';

export const metadata: Metadata = {
  icons: icon,
  title: { template: `%s · Logto with ${integration}`, default: `Logto with ${integration}` },
};

export const viewport: Viewport = { colorScheme: 'light dark' };

const RootLayout = async ({ children }: { children: ReactNode }) => {
  // Render every page at request time, so that scripts carry the nonce that proxy.ts allows.
  await connection();

  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
};

export default RootLayout;
