/** A request that no browser sends. It can contain placeholders. */
export type FuzzRequest = {
  method: string;
  path: string;
  headers: [name: string, value: string][];
  body: string;
  /** Whether the client leaves before it has sent the whole body. */
  isCut: boolean;
};

/** What only a running server knows, and a placeholder such as `<SESSION>` stands for. */
export type Secrets = {
  /** The cookies of a signed-in visitor. */
  SESSION: string;
  /** An access token for an API resource. */
  TOKEN: string;
  /** The id of a server action. */
  ACTION: string;
  /** The id of the build of a Next.js app. */
  BUILD: string;
};

const placeholder = /<(SESSION|TOKEN|ACTION|BUILD)>/;

const isSecret = (name: string): name is keyof Secrets => placeholder.test(`<${name}>`);

/** Replaces the placeholders of a text, and what is between them. */
export const replacePlaceholders = (
  text: string,
  secret: (name: keyof Secrets) => string,
  between = (part: string) => part,
): string =>
  text
    .split(placeholder)
    // Every second part is the name of a placeholder.
    .map((part, index) => (index % 2 === 1 && isSecret(part) ? secret(part) : between(part)))
    .join('');
