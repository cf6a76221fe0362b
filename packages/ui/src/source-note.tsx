type SourceNoteProps = {
  /** The path of the page's source file. */
  file: string;
  /** The code in that file that the page demonstrates. */
  call?: string;
  /** The URL of the folder that the path is relative to. */
  folder?: string;
};

/** A footer that names the source file of a page. Stands below `PageShell`. */
export const SourceNote = ({ file, call, folder }: SourceNoteProps) => (
  <footer className="source-note">
    <p>Source: {folder ? <a href={`${folder}/${file}`}>{file}</a> : <code>{file}</code>}</p>
    {call && (
      <p>
        Shows: <code>{call}</code>
      </p>
    )}
  </footer>
);
