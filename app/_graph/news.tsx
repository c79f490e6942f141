import { Button } from '#app/_ui/button.tsx'
import { inWords, type Difference } from './held.ts'

/** What others changed of the structure since this picture was drawn. It waits until the reader asks for it. */
export function News({ difference, onShow }: { difference: Difference | null; onShow: () => void }) {
  const count = difference?.count ?? 0
  return (
    <div role="status" className={count > 0 ? 'graph-news' : 'sr-only'}>
      {difference && count > 0 && (
        <>
          <span>{inWords(difference)}</span>
          <Button onPress={onShow}>
            Show {count.toLocaleString('en')} {count === 1 ? 'change' : 'changes'}
          </Button>
        </>
      )}
    </div>
  )
}
