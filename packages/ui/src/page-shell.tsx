import type { ReactNode } from 'react';

// A doorway and the person in it, as paths on a 24 × 24 grid.
const door = 'M3 22V11a9 9 0 0 1 18 0v11z';
const person = 'M12 7.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM6.8 22a5.2 5.2 0 0 1 10.4 0z';

/** The app's mark in the header, hidden from assistive technology. It is not Logto's logo. */
const BrandMark = () => (
  <svg className="brand-mark" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true" focusable="false">
    <path d={door} />
    <path className="person" d={person} />
  </svg>
);

// A mid tone, visible on light and dark tabs.
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#12897c" d="${door}"/><path fill="#fff" d="${person}"/></svg>`;

/** The app's mark as a data URI, for `<link rel="icon">`. A strict CSP needs `img-src data:`. */
export const icon = `data:image/svg+xml,${encodeURIComponent(svg)}`;

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
  // #region lesson
  /** The framework's name, shown below the app's. */
  integration?: string;
  // #endregion
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
  // #region lesson
  integration,
  // #endregion
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
