import { GLYPHS } from './glyphs.ts'

const symbols = Object.entries(GLYPHS)
  .map(([name, paths]) => `<symbol id="i-${name}" viewBox="0 0 16 16">${paths}</symbol>`)
  .join('')

/** The glyphs, once a page, so that an icon costs one `<use>` and no script. */
export function Sprite() {
  return <svg aria-hidden className="absolute size-0" dangerouslySetInnerHTML={{ __html: symbols }} />
}
