import type { IconName } from './glyphs.ts'

interface IconProps {
  name: IconName
  /** The word for a screen reader. Without it the icon is decoration beside a word. */
  label?: string
  size?: number
  className?: string
}

export function Icon({ name, label, size = 16, className = '' }: IconProps) {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" className={`inline-block flex-none align-[-3px] ${className}`} {...named}>
      <use href={`#i-${name}`} />
    </svg>
  )
}
