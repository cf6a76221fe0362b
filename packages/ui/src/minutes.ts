/** A number of minutes in words, such as "1 minute" or "30 minutes". */
export const minutes = (count: number): string => `${count} ${count === 1 ? 'minute' : 'minutes'}`;
