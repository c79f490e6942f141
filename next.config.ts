import type { NextConfig } from 'next'

export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // The check does types, lint and tests for the whole project; the build need not repeat it.
  typescript: { ignoreBuildErrors: true },
  // Next would otherwise guess a root from lock files above the project.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
} satisfies NextConfig
