export const THEMES = { system: 'As the system', light: 'Light', dark: 'Dark' } as const
export type Theme = keyof typeof THEMES

export const themeOf = (cookie: string | undefined): Theme => (cookie === 'light' || cookie === 'dark' ? cookie : 'system')

/** Shows it at once and keeps it for this browser. */
export function applyTheme(theme: Theme) {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  document.cookie = `theme=${theme === 'system' ? '' : theme}; path=/; max-age=${theme === 'system' ? 0 : 31_536_000}; samesite=lax`
}
