const realm = 'Bearer realm="Logto samples"';

/** Why a request is refused. `answerError` turns it into the answer. */
export class Refusal extends Error {
  readonly status: number;
  /** What a program reads, such as `invalid_token`. */
  readonly code: string;
  readonly headers: Record<string, string>;

  /** @param description What a person reads. It names no token, key or internal address. */
  constructor(status: number, code: string, description: string, headers: Record<string, string> = {}) {
    super(description);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

// Descriptions end up between quotes, so they hold neither quotes nor backslashes.
const challenged = (status: number, code: string, description: string, scope?: string): Refusal => {
  const challenge = `${realm}, error="${code}", error_description="${description}"`;
  return new Refusal(status, code, description, {
    'WWW-Authenticate': scope ? `${challenge}, scope="${scope}"` : challenge,
  });
};

/** No token was sent: the challenge says nothing but where one is wanted (RFC 6750 section 3.1). */
export const noToken = (): Refusal =>
  new Refusal(401, 'unauthorized', 'Send an access token in the header Authorization: Bearer TOKEN', {
    'WWW-Authenticate': realm,
  });

/** The Authorization header cannot be read (RFC 6750 section 3.1, `invalid_request`). */
export const malformedHeader = (): Refusal =>
  challenged(400, 'invalid_request', 'Send one header Authorization: Bearer TOKEN');

/** The token is worth nothing here (RFC 6750 section 3.1, `invalid_token`). */
export const invalidToken = (description: string): Refusal => challenged(401, 'invalid_token', description);

/** The token is good, but not for this (RFC 6750 section 3.1, `insufficient_scope`). */
export const insufficientScope = (description: string, scope: string): Refusal =>
  challenged(403, 'insufficient_scope', description, scope);
