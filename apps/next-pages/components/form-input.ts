const keyOf = (place: string) => `typed:${place}`;

/**
 * Keeps what a user has typed into a form, in this tab of the browser, for a request that may fail and lead to another page.
 * Keeps no password and no code.
 *
 * @param place The form's place, such as the page's path and the name of a panel.
 * @param user The user's `sub`. `takeFormInput` returns the input to no other user.
 */
export const keepFormInput = (place: string, user: string, form: HTMLFormElement): void => {
  const fields = form.querySelectorAll<HTMLInputElement>(
    'input:is([type=text], [type=tel], [type=email]):not([autocomplete=one-time-code])',
  );
  const values = Object.fromEntries([...fields].map(({ name, value }) => [name, value]));
  sessionStorage.setItem(keyOf(place), JSON.stringify({ user, values }));
};

/** Returns what `keepFormInput` kept, by field name, if this user typed it. Forgets the input in any case. */
export const takeFormInput = (place: string, user: string): Record<string, string> => {
  const kept = JSON.parse(sessionStorage.getItem(keyOf(place)) ?? '{}');
  sessionStorage.removeItem(keyOf(place));
  return kept.user === user ? kept.values : {};
};
