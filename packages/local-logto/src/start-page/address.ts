/** The part of the start page's address that its links and forms keep: which flows it shows. */
export const shownFlows = ({ searchParams }: URL): Record<string, string> =>
  Object.fromEntries([...searchParams].filter(([name, value]) => ['app', 'page'].includes(name) && value));

/** An address of the start page. */
export const startPageAddress = (parameters: Record<string, string>, section: string): string => {
  const query = String(new URLSearchParams(parameters));
  return `/local${query && `?${query}`}#${section}`;
};
