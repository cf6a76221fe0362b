type ClaimsTableProps = { claims: Record<string, unknown>; caption: string };

/** A table of claims: the name of each, and its value, as JSON unless it is a string. */
export const ClaimsTable = ({ claims, caption }: ClaimsTableProps) => (
  <table className="claims-table">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">Claim</th>
        <th scope="col">Value</th>
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
              <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
            </td>
          </tr>
        ))}
    </tbody>
  </table>
);
