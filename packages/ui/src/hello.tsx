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
