const prefix = 'urn:logto:organization:';

/** Parameters of a route that belongs to an organization. */
export type OrganizationParameters = { organizationId: string };

/** The audience of Logto's organization tokens. */
export const organizationAudience = ({ organizationId }: OrganizationParameters): string =>
  `${prefix}${organizationId}`;

export const isOrganizationAudience = (audience: string): boolean => audience.startsWith(prefix);
