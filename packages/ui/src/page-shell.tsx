import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark.tsx';

export type Page = {
  path: string;
  /** The text of the link. */
  label: string;
  /** One sentence for the card on the home page. */
  summary: string;
};

export type PageShellProps = {
  /** The app's name, in the header. */
  name: string;
  /** The framework's name, below it. */
  integration?: string;
  /** The links of the navigation, which only signed-in visitors see. */
  pages: readonly Page[];
  /** The path of this page, to mark its link in the navigation. */
  current?: string;
  signedIn?: boolean;
  /** The end of the header, such as a "Sign out" button. */
  action?: ReactNode;
  /** The content of `<main>`, with its `<h1>`. */
  children: ReactNode;
};

const Navigation = ({ pages, current }: { pages: readonly Page[]; current: string | undefined }) => (
  <nav aria-label="Pages">
    <ul>
      {pages.map(({ path, label }) => (
        <li key={path}>
          {/* Not a framework's link, which would prefetch and cache signed-in pages. */}
          <a href={path} aria-current={path === current ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** The frame of every page: skip link, header with navigation, and `<main>`. */
export const PageShell = ({
  name,
  integration,
  pages,
  current,
  signedIn,
  action,
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
          <b>{name}</b> {integration && <span className="integration">{integration}</span>}
        </span>
      </a>
      {signedIn && <Navigation pages={pages} current={current} />}
      {action && <div className="action">{action}</div>}
    </header>
    <main id="main">{children}</main>
  </div>
);
