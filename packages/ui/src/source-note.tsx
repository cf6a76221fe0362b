export type SourceReference = {
  /** The path of the page's source file. */
  file: string;
  /** The code in that file that the page demonstrates. */
  call?: string;
  /** The URL of the file. */
  href?: string;
};

/** Names the source file of a page, for the footer of `PageShell`. */
export const SourceNote = ({ file, call, href }: SourceReference) => (
  <>
    <p>Source: {href ? <a href={href}>{file}</a> : <code>{file}</code>}</p>
    {call && (
      <p>
        Shows: <code>{call}</code>
      </p>
    )}
  </>
);
