import { type ClaimMeaning, claimMeanings } from './claim-meanings.ts';
import { ClaimValue } from './claim-value.tsx';
import { Instant } from './instant.tsx';

type ClaimsTableProps = {
  /** Claims, or the fields of a token's header. Omits those that are `undefined`. */
  claims: Record<string, unknown>;
  caption: string;
  /** The claims of the ID token: all others are marked "userinfo only". */
  idToken?: Record<string, unknown>;
  /** The heading of the first column. */
  column?: string;
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

/** A table of claims: name, value and meaning. */
export const ClaimsTable = ({ claims, caption, idToken, column = 'Claim' }: ClaimsTableProps) => (
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
              {idToken && !(name in idToken) && (
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
