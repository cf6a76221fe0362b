import { Children, type ReactNode } from 'react';

export type CallListProps = {
  /** A `CallPanel` each. */
  children: ReactNode;
  /** One sentence for when there is none. */
  empty?: string;
};

/** The panels of `/resources` and `/organizations`: a light list, which stays usable with 60 of them. */
export const CallList = ({ children, empty = 'There is nothing here.' }: CallListProps) =>
  Children.count(children) === 0 ? <p>{empty}</p> : <div className="call-list">{children}</div>;
