import type { SourceDescription } from '@repo/server/describe-source';

const Excerpt = ({ text, call }: { text: string; call: string }) => {
  const [before, ...after] = text.split(call);
  return (
    <pre>
      <code>
        {before}
        <mark>{call}</mark>
        {after.join(call)}
      </code>
    </pre>
  );
};

/** Names the code that a page shows: file and line, and the call, which opens to the lines around it. */
export const SourceNote = ({ file, call, excerpt, url }: SourceDescription) => {
  const place = excerpt ? `${file}:${excerpt.line}` : file;
  return (
    <section className="source-note" aria-label="Source">
      {url ? <a href={url}>{place}</a> : <code>{place}</code>}
      {call && !excerpt && <code>{call}</code>}
      {call && excerpt && (
        <details>
          <summary>
            <code>{call}</code>
          </summary>
          <Excerpt text={excerpt.text} call={call} />
        </details>
      )}
    </section>
  );
};
