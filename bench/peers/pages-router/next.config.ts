import { resolve } from 'node:path';
import type { NextConfig } from 'next';

// Built twice, since every request costs more in an app that has a proxy, even one that does nothing.
const hasProxy = process.env.WITH_PROXY === '1';

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // The packages of this repository are outside this folder.
  turbopack: { root: resolve('../../..') },
  distDir: hasProxy ? 'dist/with-proxy' : 'dist/without-proxy',
  // Without it, Next.js does not see proxy.empty.ts.
  pageExtensions: ['ts', 'tsx', ...(hasProxy ? ['empty.ts'] : [])],
};

export default nextConfig;
