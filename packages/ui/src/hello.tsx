import type { ReactNode } from 'react';
import { pages } from './pages.ts';

export type HelloProps = {
  /** From `displayName`. */
  name: string;
  /** Anything more to say, between the greeting and the cards. */
  children?: ReactNode;
};

/** `/` for a signed-in visitor. Takes the name; gives "Hello, NAME" and a card for every other page of `pages`. */
export const Hello = ({ name, children }: HelloProps) => (
  <div className="hello">
    <h1>{`Hello, ${name}`}</h1>
    {children}
    <ul className="cards">
      {pages
        .filter(({ path }) => path !== '/')
        .map(({ path, label, summary }) => (
          <li key={path}>
            <h2>
              {/* Plain for the same reason as in the navigation: no prefetch of signed-in pages. */}
              <a href={path}>{label}</a>
            </h2>
            <p>{summary}</p>
          </li>
        ))}
    </ul>
  </div>
);
