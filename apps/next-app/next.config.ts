import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // For containers: a folder with the server and what it needs. `next start` wants the usual output.
  ...(process.env.NEXT_OUTPUT === 'standalone' && { output: 'standalone' }),
};

export default nextConfig;
