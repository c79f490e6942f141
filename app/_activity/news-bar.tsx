import { Button } from '#app/_ui/button.tsx'

/** Says that something has happened since, and moves nothing until it is asked for. */
export function NewsBar({ news, onShow }: { news: { count: number; hasMore: boolean }; onShow: () => void }) {
  const words = `${news.count}${news.hasMore ? ' or more' : ''} new ${news.count === 1 ? 'event' : 'events'}`
  return (
    <div className="news-bar" data-shown={news.count > 0 || undefined}>
      <span role="status" className="sr-only">
        {news.count > 0 ? words : ''}
      </span>
      {news.count > 0 && (
        <Button icon="activity" shortcut="." onPress={onShow} className="shadow-float">
          {words}, show
        </Button>
      )}
    </div>
  )
}
