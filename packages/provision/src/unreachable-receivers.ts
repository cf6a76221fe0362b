import type { Tenant } from '@repo/tenant';

const isLoopback = (uri: string): boolean =>
  /^(localhost|.+\.localhost|127\.[\d.]+|\[::1\])$/.test(new URL(uri).hostname);

/**
 * Finds the applications that get no logout tokens, because their receivers have loopback addresses, which Logto refuses by
 * default.
 *
 * @returns One line that says how to change that, or none.
 */
export const unreachableReceivers = ({ applications }: Tenant): string[] => {
  const names = applications
    .filter(({ backchannelLogoutUri }) => backchannelLogoutUri && isLoopback(backchannelLogoutUri))
    .map(({ name }) => `"${name}"`);
  return names.length > 0
    ? [
        `A sign-out elsewhere does not reach ${names.join(', ')}: Logto posts to loopback addresses only if it runs with OIDC_PROVIDER_SSRF_PROTECTION_DISABLED=true. If yours does, set the same variable here`,
      ]
    : [];
};
