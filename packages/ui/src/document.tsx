import type { ReactNode } from 'react';
import { icon } from './icon.ts';

export type DocumentProps = {
  title: string;
  /** The address that the app serves `@repo/ui/styles.css` under. */
  stylesheet: string;
  children: ReactNode;
};

/** The whole `<html>`, for Express; Next.js brings its own. Takes title, stylesheet and page; render it after `<!doctype html>`. */
export const Document = ({ title, stylesheet, children }: DocumentProps) => (
  <html lang="en">
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {/* Before the stylesheet is there, so that a dark page does not flash white. */}
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      <link rel="stylesheet" href={stylesheet} />
      <link rel="icon" href={icon} />
    </head>
    <body>{children}</body>
  </html>
);
