import { type ClaimMeaning, claimMeanings } from './claim-meanings.ts';
import { Instant } from './instant.tsx';

export type ClaimsTableProps = {
  claims: Record<string, unknown>;
  caption: string;
  /** The claims to be marked "userinfo only". */
  only?: readonly string[];
  /** What the names are: `Claim`, unless told otherwise. */
  column?: string;
};

type ClaimProps = { name: string; value: unknown; caption: string };

// About ten lines on a desktop; what is longer scrolls in its cell.
const longValue = 600;

/** JSON in pieces that end after each comma outside a string: the places where a line may break. Joined, they are the JSON. */
const piecesOf = (json: string): string[] => json.match(/(?:"(?:\\.|[^"\\])*"|[^",])+,?/g) ?? [json];

const Json = ({ json }: { json: string }) => {
  const pieces = piecesOf(json);
  if (pieces.length === 1) return json;

  // biome-ignore lint/suspicious/noArrayIndexKey: pieces repeat and never change places.
  return pieces.map((piece, place) => <span key={`${place}:${piece}`}>{piece}</span>);
};

const ClaimValue = ({ name, value, caption }: ClaimProps) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const code =
    typeof value === 'string' ? (
      <code>{text}</code>
    ) : (
      <code className="json">
        <Json json={text} />
      </code>
    );
  if (text.length < longValue) return code;

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard can scroll only what it can focus.
    <section className="scroll" tabIndex={0} aria-label={`${caption}: ${name}`}>
      {code}
    </section>
  );
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

const UserinfoOnly = () => (
  <>
    <span className="only">userinfo only</span>{' '}
  </>
);

/**
 * The claims of `/claims` and `/userinfo`, and of the decoded access tokens on `/resources` and `/organizations`. Takes them
 * and a caption; gives a table with name, value (a string as it is, all else as JSON) and meaning of each.
 */
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
              {/* Here and not beside the name, so that the row's header stays the claim's name. */}
              {only.includes(name) && <UserinfoOnly />}
              <Meaning meaning={claimMeanings.get(name)} value={value} />
            </td>
          </tr>
        ))}
    </tbody>
  </table>
);
