import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark.tsx';
import { pages } from './pages.ts';

/** The file to read for a page, the code in it that the page is about, and the address of the file, if it has one. */
export type SourceReference = { file: string; call?: string; href?: string };

export type PageShellProps = {
  /** The integration's name as a visitor reads it: "Next.js App Router". */
  integration: string;
  /** The path of this page, when it is one of `pages`. */
  current?: string;
  signedIn?: boolean;
  /** The slot at the end of the header, for the "Sign out" button. */
  action?: ReactNode;
  source: SourceReference;
  /** The page itself, with its `<h1>`. */
  children: ReactNode;
};

const Navigation = ({ current }: { current: string | undefined }) => (
  <nav aria-label="Pages">
    <ul>
      {pages.map(({ path, label }) => (
        <li key={path}>
          {/* A plain link on purpose: a framework's link would prefetch and cache signed-in pages. */}
          <a href={path} aria-current={path === current ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const SourceNote = ({ file, call, href }: SourceReference) => (
  <footer>
    <p>Source: {href ? <a href={href}>{file}</a> : <code>{file}</code>}</p>
    {call && (
      <p>
        Shows: <code>{call}</code>
      </p>
    )}
  </footer>
);

/**
 * What surrounds every page of the contract. Takes the integration, the path, the sign-out button as `action` and where the
 * page's source stands; gives the skip link, the header (with navigation once signed in), `<main>` and the source note.
 */
export const PageShell = ({
  integration,
  current,
  signedIn = false,
  action,
  source,
  children,
}: PageShellProps) => (
  <div className="page-shell">
    <a className="skip-link" href="#main">
      Skip to content
    </a>
    <header>
      <a className="brand" href="/">
        <BrandMark />
        <span>
          <b>Logto sample</b> <span className="integration">{integration}</span>
        </span>
      </a>
      {signedIn && <Navigation current={current} />}
      {action && <div className="action">{action}</div>}
    </header>
    <main id="main">{children}</main>
    <SourceNote {...source} />
  </div>
);
