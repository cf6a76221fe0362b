import { resolve } from 'node:path';
import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // The packages of this repository are outside this folder.
  turbopack: { root: resolve('../../..') },
};

export default nextConfig;
