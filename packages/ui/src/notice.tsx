import type { ReactNode } from 'react';

type NoticeProps = {
  heading: string;
  /** One plain sentence. */
  children: ReactNode;
  /** What to do next: a `PostButton` or a link. */
  action: ReactNode;
  /** `problem` for a failure, `info` for anything else. */
  status: 'problem' | 'info';
};

/** The only content of a page that says what happened, such as a 404. */
export const Notice = ({ heading, children, action, status }: NoticeProps) => (
  <div className={`notice ${status}`}>
    <h1>{heading}</h1>
    <p>{children}</p>
    <div className="buttons">{action}</div>
  </div>
);
