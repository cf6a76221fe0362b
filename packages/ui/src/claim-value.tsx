// Lines may break after a comma outside a string. Joined, the pieces are the JSON.
const piecesOf = (json: string): string[] => json.match(/(?:"(?:\\.|[^"\\])*"|[^",])+,?/g) ?? [json];

const Json = ({ json }: { json: string }) => {
  const pieces = piecesOf(json);
  if (pieces.length === 1) return json;

  // biome-ignore lint/suspicious/noArrayIndexKey: pieces repeat and never move.
  return pieces.map((piece, place) => <span key={`${place}:${piece}`}>{piece}</span>);
};

type ValueProps = {
  value: unknown;
  /** Names the value if it scrolls. */
  label: string;
};

const PlainValue = ({ value, label }: ValueProps) => {
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
    <section className="scroll" tabIndex={0} aria-label={label}>
      {code}
    </section>
  );
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const areIdentities = (value: unknown): value is Record<string, Record<string, unknown>> =>
  isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isObject);

type IdentityProps = { provider: string; identity: Record<string, unknown>; label: string };

/** A social account: what its provider said about the user. */
const Identity = ({ provider, identity, label }: IdentityProps) => {
  const { details, ...account } = identity;
  const { name, email, avatar, ...more } = isObject(details) ? details : {};
  const other = { ...account, ...more };
  const rows = { Provider: provider, Name: name, Email: email, Picture: avatar, Other: other };

  return (
    <dl className="identity">
      {Object.entries(rows)
        .filter(([, value]) => value !== undefined)
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <PlainValue value={value} label={`${label}, ${term}`} />
            </dd>
          </div>
        ))}
    </dl>
  );
};

type ClaimValueProps = { name: string; value: unknown; caption: string };

/** The value of a claim: a string as it is, `identities` as a list for each account, anything else as JSON. */
export const ClaimValue = ({ name, value, caption }: ClaimValueProps) => {
  const label = `${caption}: ${name}`;
  if (name !== 'identities' || !areIdentities(value)) return <PlainValue value={value} label={label} />;

  return Object.entries(value).map(([provider, identity]) => (
    <Identity key={provider} provider={provider} identity={identity} label={`${label}, ${provider}`} />
  ));
};
