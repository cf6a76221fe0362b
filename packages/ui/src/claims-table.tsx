import { type ClaimMeaning, claimMeanings } from './claim-meanings.ts';

type ClaimsTableProps = {
  /** Claims, or the fields of a token's header. Omits those that are `undefined`. */
  claims: Record<string, unknown>;
  caption: string;
  /** The names of the claims to mark "userinfo only". */
  only?: readonly string[];
  /** The heading of the first column. */
  column?: string;
};

// Lines may break after a comma outside a string. Joined, the pieces are the JSON.
const piecesOf = (json: string): string[] => json.match(/(?:"(?:\\.|[^"\\])*"|[^",])+,?/g) ?? [json];

const Json = ({ json }: { json: string }) => {
  const pieces = piecesOf(json);
  if (pieces.length === 1) return json;

  // biome-ignore lint/suspicious/noArrayIndexKey: pieces repeat and never move.
  return pieces.map((piece, place) => <span key={`${place}:${piece}`}>{piece}</span>);
};

type ClaimValueProps = { name: string; value: unknown; caption: string };

const ClaimValue = ({ name, value, caption }: ClaimValueProps) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const code =
    typeof value === 'string' ? (
      <code>{text}</code>
    ) : (
      <code className="json">
        <Json json={text} />
      </code>
    );
  // About ten lines on a desktop. Anything longer scrolls.
  if (text.length < 600) return code;

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard user can scroll only what can have focus.
    <section className="scroll" tabIndex={0} aria-label={`${caption}: ${name}`}>
      {code}
    </section>
  );
};

/** A time in UTC, from milliseconds since 1970. Renders nothing if the number is out of range for a date. */
export const Instant = ({ milliseconds }: { milliseconds: number }) => {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return null;

  const iso = date.toISOString();
  return <time dateTime={iso}>{`${iso.slice(0, -'.000Z'.length).replace('T', ' ')} UTC`}</time>;
};

const Meaning = ({ meaning, value }: { meaning: ClaimMeaning | undefined; value: unknown }) => {
  if (meaning === undefined) return null;
  if (typeof meaning === 'string') return meaning;

  const sentence = `${meaning.moment}, in ${meaning.unit} since 1970.`;
  if (typeof value !== 'number') return sentence;

  return (
    <>
      {sentence} <Instant milliseconds={meaning.unit === 'seconds' ? value * 1000 : value} />
    </>
  );
};

/** A table of claims: name, value (a string as it is, anything else as JSON) and meaning. */
export const ClaimsTable = ({ claims, caption, only = [], column = 'Claim' }: ClaimsTableProps) => (
  <table className="claims-table">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">{column}</th>
        <th scope="col">Value</th>
        <th scope="col">Meaning</th>
      </tr>
    </thead>
    <tbody>
      {Object.entries(claims)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td className="value">
              <ClaimValue name={name} value={value} caption={caption} />
            </td>
            <td className="meaning">
              {/* Not beside the name, because the row header is the claim's name alone. */}
              {only.includes(name) && (
                <>
                  <span className="only">userinfo only</span>{' '}
                </>
              )}
              <Meaning meaning={claimMeanings.get(name)} value={value} />
            </td>
          </tr>
        ))}
    </tbody>
  </table>
);
