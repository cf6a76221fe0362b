export type AppSwitcherProps = {
  /** The apps that have this page. With fewer than two, there is nothing to switch. */
  apps: readonly { name: string; url: string; isCurrent: boolean }[];
  /** The path of this page. */
  path: string;
  /** The page that lists the requests to Logto, if there is one. */
  requestLog?: string | undefined;
};

/** Links to the same page of other apps, and to the requests that Logto has received. */
export const AppSwitcher = ({ apps, path, requestLog }: AppSwitcherProps) => {
  if (apps.length < 2 && !requestLog) return null;

  return (
    <div className="app-switcher">
      {apps.length > 1 && (
        <ul aria-label="This page in each app">
          {apps.map(({ name, url, isCurrent }) => (
            <li key={url}>
              <a href={`${url}${path}`} aria-current={isCurrent ? 'true' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
      {requestLog && <a href={requestLog}>What Logto was asked</a>}
    </div>
  );
};
