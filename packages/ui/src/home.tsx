import type { ReactNode } from 'react';
import type { Page } from './page-shell.tsx';

const isFilled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** The claims of the ID token that say what to call a user. */
export type NameClaims = { name?: unknown; username?: unknown; sub?: string };

/** Returns what to call a user: the claim `name`, else `username`, else `sub`. */
export const displayName = ({ name, username, sub = '' }: NameClaims): string =>
  [name, username].find(isFilled) ?? sub;

type HelloProps = {
  /** The result of `displayName`. */
  name: string;
  pages: readonly Page[];
};

/** The home page of a signed-in visitor: a greeting, and a card for every page but `/`. */
export const Hello = ({ name, pages }: HelloProps) => (
  <div className="hello">
    <h1>{`Hello, ${name}`}</h1>
    <ul className="cards">
      {pages
        .filter(({ path }) => path !== '/')
        .map(({ path, label, summary }) => (
          <li key={path}>
            <h2>
              {/* Not a framework's link, which would prefetch and cache signed-in pages. */}
              <a href={path}>{label}</a>
            </h2>
            <p>{summary}</p>
          </li>
        ))}
    </ul>
  </div>
);

type WelcomeProps = {
  /** The framework's name. */
  integration: string;
  /** The buttons that start sign-in. */
  children: ReactNode;
};

const Doorways = () => (
  <svg className="doorways" viewBox="0 0 320 320" aria-hidden="true" focusable="false">
    <path fillOpacity="0.1" d="M0 320V160a160 160 0 0 1 320 0v160z" />
    <path fillOpacity="0.2" d="M36 320V174a124 124 0 0 1 248 0v146z" />
    <path fillOpacity="0.4" d="M72 320V188a88 88 0 0 1 176 0v132z" />
    <path d="M108 320V202a52 52 0 0 1 104 0v118z" />
    <path
      className="person"
      d="M160 198a25 25 0 1 1 0 50 25 25 0 0 1 0-50zM120 320v-16a40 40 0 0 1 80 0v16z"
    />
  </svg>
);

/** The home page of a signed-out visitor. */
export const Welcome = ({ integration, children }: WelcomeProps) => (
  <div className="welcome">
    <div>
      <h1>Welcome</h1>
      <p>{`This ${integration} app lets you sign in with Logto and shows, page by page, what it learns about you.`}</p>
      <div className="buttons">{children}</div>
    </div>
    {/* #region lesson */}
    <Doorways />
    {/* #endregion */}
  </div>
);
