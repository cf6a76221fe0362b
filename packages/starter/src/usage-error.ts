/** What the person at the keyboard can mend: one line, without a stack. */
export class UsageError extends Error {}
