import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // The pages have no images, and the optimizer would be open to everybody.
  images: { unoptimized: true },
  // Next.js keeps the body of a request in memory for `proxy.ts`, by default up to 10 MB.
  experimental: { proxyClientMaxBodySize: '64kb' },
  // For containers: a folder with the server and its dependencies. `next start` needs the default output.
  ...(process.env.NEXT_OUTPUT === 'standalone' && { output: 'standalone' }),
};

export default nextConfig;
