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
  /** The end of the header's first row, such as a "Sign out" button. */
  action?: ReactNode;
  // #region side-by-side
  /** A second row of the header, such as an `AppSwitcher`. */
  beside?: ReactNode;
  // #endregion
  /** The `<h1>`. Without it, the content has its own. */
  heading?: string | undefined;
  // #region lesson
  /** Stands below the heading, or else below `<main>`. */
  note?: ReactNode;
  // #endregion
  /** The content of `<main>`. */
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
  // #region side-by-side
  beside,
  // #endregion
  // #region lesson
  note,
  // #endregion
  heading,
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
      {/* #region side-by-side */}
      {beside}
      {/* #endregion */}
    </header>
    <main id="main">
      {heading && <h1>{heading}</h1>}
      {/* #region lesson */}
      {heading && note}
      {/* #endregion */}
      {children}
    </main>
    {/* #region lesson */}
    {!heading && note}
    {/* #endregion */}
  </div>
);
