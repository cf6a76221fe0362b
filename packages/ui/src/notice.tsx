import type { ReactNode } from 'react';

export type NoticeProps = {
  heading: string;
  /** One plain sentence. */
  children: ReactNode;
  /** The way on: a `PostButton` or a link. */
  action?: ReactNode;
  /** `problem` (unless told otherwise) for a failure, `info` where nothing broke, as on the 404. */
  status?: 'problem' | 'info';
};

/** The body of the failure pages and of the 404. Takes a heading, a sentence and a way on; gives them as one card. */
export const Notice = ({ heading, children, action, status = 'problem' }: NoticeProps) => (
  <div className={`notice ${status}`}>
    <h1>{heading}</h1>
    <p>{children}</p>
    {action && <div className="buttons">{action}</div>}
  </div>
);
