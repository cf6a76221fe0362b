import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // `proxy.ts` does not run for these files, nor for the 404 page of a missing file.
  headers: async () => [
    {
      source: '/_next/static/:path*',
      headers: [
        { key: 'content-security-policy', value: "default-src 'none'; frame-ancestors 'none'" },
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'x-frame-options', value: 'DENY' },
      ],
    },
  ],
  // The pages have no images, and the optimizer would be open to everybody.
  images: { unoptimized: true },
  // Next.js keeps the body of a request in memory for `proxy.ts`, by default up to 10 MB.
  experimental: { proxyClientMaxBodySize: '64kb' },
  // For containers: a folder with the server and its dependencies. `next start` needs the default output.
  ...(process.env.NEXT_OUTPUT === 'standalone' && { output: 'standalone' }),
};

export default nextConfig;
