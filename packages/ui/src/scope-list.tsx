type ScopeListProps = {
  scopes: readonly string[];
  /** The id of the element that labels the list. */
  labelledBy?: string;
};

/** The scopes of a token as a list, or "none". */
export const ScopeList = ({ scopes, labelledBy }: ScopeListProps) => {
  if (scopes.length === 0) return <p className="scopes">none</p>;

  return (
    <ul className="scopes" aria-labelledby={labelledBy}>
      {scopes.map((scope) => (
        <li key={scope}>
          <code>{scope}</code>
        </li>
      ))}
    </ul>
  );
};
