import { Children, type ReactNode } from 'react';

type CallListProps = {
  /** `CallPanel`s. */
  children: ReactNode;
  /** One sentence, shown if there are no panels. */
  empty?: string;
};

/** A list of `CallPanel`s. */
export const CallList = ({ children, empty }: CallListProps) =>
  Children.count(children) > 0 ? <div className="call-list">{children}</div> : empty && <p>{empty}</p>;
