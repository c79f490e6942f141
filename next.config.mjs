import { fileURLToPath } from 'node:url'

const TRANSLATIONS = /\/dist\/private\/intl\/(.*\/)?(?!en-US)[a-z]{2}-[A-Z]{2}\.mjs$/

// JavaScript: for a config in TypeScript the running server would load a compiler of 40 MB.
/** @satisfies {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // The check does types, lint and tests for the whole project; the build need not repeat it.
  typescript: { ignoreBuildErrors: true },
  // Next would otherwise guess a root from lock files above the project.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: {
    root: import.meta.dirname,
    rules: {
      '*.mjs': { condition: { path: TRANSLATIONS }, loaders: [fileURLToPath(new URL('./app/_ui/untranslated.cjs', import.meta.url))] },
    },
  },
}
