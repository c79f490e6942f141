import { NothingHere } from '#app/_ui/states.tsx'

export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Nothing here</h1>
      <NothingHere what="task" />
    </>
  )
}
