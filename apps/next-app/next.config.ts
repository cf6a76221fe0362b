import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // For containers: a folder with the server and its dependencies. `next start` needs the default output.
  ...(process.env.NEXT_OUTPUT === 'standalone' && { output: 'standalone' }),
};

export default nextConfig;
